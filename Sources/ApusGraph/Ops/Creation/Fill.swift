/// A tensor whose elements are one number; it is not stored.
///
/// - Formula: y = value
/// - Shapes: → shape
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.full
/// - ONNX: ConstantOfShape
/// - Throws: `GraphError` for an impossible shape.
public func full(
  in graph: GraphBuilder, _ shape: Shape, _ value: some ScalarOperand, _ dtype: DType = .float32,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    try filled(graph, shape, value, dtype)
  }
}

/// A tensor of zeros; it is not stored.
///
/// - Formula: y = 0
/// - Shapes: → shape
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.zeros
/// - ONNX: ConstantOfShape
/// - Throws: `GraphError` for an impossible shape.
public func zeros(
  in graph: GraphBuilder, _ shape: Shape, _ dtype: DType = .float32, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    try filled(graph, shape, 0, dtype)
  }
}

/// A tensor of ones; it is not stored.
///
/// - Formula: y = 1
/// - Shapes: → shape
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.ones
/// - ONNX: ConstantOfShape
/// - Throws: `GraphError` for an impossible shape.
public func ones(
  in graph: GraphBuilder, _ shape: Shape, _ dtype: DType = .float32, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    try filled(graph, shape, 1, dtype)
  }
}

/// A tensor of one number, with the shape and type of another.
///
/// - Formula: y = value
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.full_like
/// - ONNX: ConstantOfShape
public func full(
  like x: Variable, _ value: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try filled(x.builder, x.shape, value, x.dtype)
  }
}

/// Zeros, with the shape and type of another tensor.
///
/// - Formula: y = 0
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.zeros_like
/// - ONNX: ConstantOfShape
public func zeros(
  like x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try filled(x.builder, x.shape, 0, x.dtype)
  }
}

/// Ones, with the shape and type of another tensor.
///
/// - Formula: y = 1
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.ones_like
/// - ONNX: ConstantOfShape
public func ones(
  like x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try filled(x.builder, x.shape, 1, x.dtype)
  }
}

private func filled(
  _ graph: GraphBuilder, _ shape: Shape, _ value: some ScalarOperand, _ dtype: DType
) throws(GraphError) -> Variable {
  try broadcast(graph.append(value.constant(dtype), [])[0], to: shape)
}
