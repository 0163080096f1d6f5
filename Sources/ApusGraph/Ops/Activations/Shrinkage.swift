/// What the hyperbolic tangent takes away.
///
/// - Formula: y = x − tanh x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · tanh² x
/// - PyTorch: torch.nn.Tanhshrink
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func tanhShrink(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try computedWide([x]) { wide throws(GraphError) in try wide[0] - tanh(wide[0]) }
  }
}

/// Each element moved towards 0 by lambda, and 0 where it would be moved beyond; NaN stays.
///
/// - Formula: y = x − lambda for x > lambda, x + lambda for x < −lambda, else 0
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where |x| > lambda, else 0
/// - PyTorch: torch.nn.Softshrink
/// - ONNX: Shrink (bias lambda)
/// - Throws: `GraphError` for a lambda below 0 or not finite, or another element type.
public func softShrink(
  _ x: Variable, lambda: Double = 0.5, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    try expectMargin(lambda)
    let moved = try select(x > lambda, x - lambda, select(x < -lambda, x + lambda, x))
    return try select(abs(x) <= lambda, 0, moved)
  }
}

/// Each element, or 0 where its magnitude is at most lambda; NaN stays.
///
/// - Formula: y = x for |x| > lambda, else 0
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where |x| > lambda, else 0
/// - PyTorch: torch.nn.Hardshrink
/// - ONNX: Shrink (bias 0)
/// - Throws: `GraphError` for a lambda below 0 or not finite, or another element type.
public func hardShrink(
  _ x: Variable, lambda: Double = 0.5, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    try expectMargin(lambda)
    return try select(abs(x) <= lambda, 0, x)
  }
}

/// Each element that is above a threshold; a number in place of the others. NaN stays.
///
/// - Formula: y = x for x > threshold, else value
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where x > threshold, else 0
/// - PyTorch: torch.nn.Threshold
/// - ONNX: ThresholdedRelu (value 0)
/// - Throws: `GraphError` for numbers that are not finite, or another element type.
public func threshold(
  _ x: Variable, _ threshold: Double, value: Double = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    try expectFinite(threshold, "a threshold", "0 is that of ReLU")
    try expectFinite(value, "a value", "0 is that of ReLU")
    return try select(x <= threshold, value, x)
  }
}

private func expectMargin(_ lambda: Double) throws(GraphError) {
  guard lambda >= 0, lambda.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "a finite lambda of 0 or more", found: "\(lambda)",
      advice: "0.5 is the usual number")
  }
}
