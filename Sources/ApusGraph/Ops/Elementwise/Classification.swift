// What kind of number an element is. Only floating point has any that are not finite.

/// Where an element is not a number.
///
/// - Formula: y = (x ≠ x)
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.isnan
/// - ONNX: IsNaN
/// - Throws: `GraphError` for an operand of another graph.
public func isNaN(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try notEqual(x, x)
  }
}

/// Where an element is an infinity of either sign.
///
/// - Formula: y = (|x| = ∞)
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.isinf
/// - ONNX: IsInf
/// - Throws: `GraphError` for an operand of another graph.
public func isInf(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    if !x.dtype.isFloatingPoint { return try notEqual(x, x) }
    return try equal(abs(x), Double.infinity)
  }
}

/// Where an element is a number and no infinity.
///
/// - Formula: y = (|x| < ∞)
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.isfinite
/// - ONNX: —
/// - Throws: `GraphError` for an operand of another graph.
public func isFinite(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    if !x.dtype.isFloatingPoint { return try equal(x, x) }
    return try abs(x) < Double.infinity
  }
}
