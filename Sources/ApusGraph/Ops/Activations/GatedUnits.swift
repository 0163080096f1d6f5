/// Half of an axis gated by the logistic function of the other half (Y. Dauphin et al., "Language
/// Modeling with Gated Convolutional Networks", 2016). The gate is the second half, as in torch.nn.GLU.
///
/// - Formula: y = a · σ(b), a and b the two halves of x along the axis
/// - Shapes: x […, 2·n, …] → […, n, …]
/// - DTypes: floating point
/// - Gradient: g · σ(b) and g · a · σ(b) · (1 − σ(b))
/// - PyTorch: torch.nn.GLU
/// - ONNX: —
/// - Throws: `GraphError` for no such axis, one of an odd extent, or another element type.
public func glu(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try gated(x, axis) { (gate) throws(GraphError) in try sigmoid(gate) }
  }
}

/// Half of an axis gated by the rectified other half (N. Shazeer, "GLU Variants Improve
/// Transformer", 2020). The gate is the second half, as in torch.nn.GLU.
///
/// - Formula: y = a · relu(b), a and b the two halves of x along the axis
/// - Shapes: x […, 2·n, …] → […, n, …]
/// - DTypes: floating point
/// - Gradient: g · relu(b), and g · a where b > 0
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for no such axis, one of an odd extent, or another element type.
public func reGLU(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try gated(x, axis) { (gate) throws(GraphError) in try relu(gate) }
  }
}

/// Half of an axis gated by `gelu` of the other half (N. Shazeer, "GLU Variants Improve
/// Transformer", 2020). The gate is the second half, as in torch.nn.GLU.
///
/// - Formula: y = a · gelu(b), a and b the two halves of x along the axis
/// - Shapes: x […, 2·n, …] → […, n, …]
/// - DTypes: floating point
/// - Gradient: g · gelu(b) and g · a · gelu′(b)
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for no such axis, one of an odd extent, or another element type.
public func geGLU(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try gated(x, axis) { (gate) throws(GraphError) in try gelu(gate) }
  }
}

/// Half of an axis gated by `silu` of the other half (N. Shazeer, "GLU Variants Improve
/// Transformer", 2020). The gate is the second half, as in torch.nn.GLU.
///
/// - Formula: y = a · silu(b), a and b the two halves of x along the axis
/// - Shapes: x […, 2·n, …] → […, n, …]
/// - DTypes: floating point
/// - Gradient: g · silu(b) and g · a · silu′(b)
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for no such axis, one of an odd extent, or another element type.
public func swiGLU(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try gated(x, axis) { (gate) throws(GraphError) in try silu(gate) }
  }
}

/// The first half of an axis times a function of the second.
private func gated(
  _ x: Variable, _ axis: Int, _ function: (Variable) throws(GraphError) -> Variable
) throws(GraphError) -> Variable {
  try expectFloat(x)
  let axis = try x.shape.axis(axis)
  guard let half = x.shape[axis].dividedExactly(by: 2) else {
    throw GraphError(
      .invalidShape, expected: "an even extent to halve", found: "axis \(axis) of \(x.shape)",
      advice: "one half is gated by the other: make the axis twice as long as the result")
  }
  let value = try slice(x, axis: axis, start: 0, count: half)
  let gate = try slice(x, axis: axis, start: half, count: half)
  return try computedWide([value, gate]) { wide throws(GraphError) in
    try wide[0] * function(wide[1])
  }
}
