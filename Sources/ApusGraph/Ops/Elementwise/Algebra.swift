// Functions that are compositions: they fuse to what a kernel of their own would be.

/// Each element times itself.
///
/// - Formula: y = x²
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: 2 · g · x
/// - PyTorch: torch.square
/// - ONNX: Mul
/// - Throws: `GraphError` for `bool`.
public func square(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try x * x
  }
}

/// One over each element.
///
/// - Formula: y = 1 / x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: −g · y / x
/// - PyTorch: torch.reciprocal
/// - ONNX: Reciprocal
/// - Throws: `GraphError` for another element type.
public func reciprocal(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try 1 / x
  }
}

/// One over the square root of each element.
///
/// - Formula: y = 1 / √x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: −g · y / (2 · x)
/// - PyTorch: torch.rsqrt
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func rsqrt(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try 1 / sqrt(x)
  }
}

/// 1, −1 or 0 as each element is positive, negative or neither; so NaN gives 0, as in PyTorch.
///
/// - Formula: y = [x > 0] − [x < 0]
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.sign
/// - ONNX: Sign
/// - Throws: `GraphError` for `bool`.
public func sign(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let zero = try x.scalar(0)
    return try select(x > zero, x.scalar(1), select(x < zero, x.dtype.isUnsigned ? 0 : -1, zero))
  }
}

/// The point between a and b at the fraction t.
///
/// - Formula: y = a + t · (b − a)
/// - Shapes: a, b and t broadcast against each other
/// - DTypes: floating point
/// - Gradient: g · (1 − t), g · t and g · (b − a)
/// - PyTorch: torch.lerp
/// - ONNX: —
/// - Throws: `GraphError` for shapes that do not fit, or types that are not floating point.
public func lerp(
  _ a: Variable, _ b: Variable, _ t: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b, t], file, line) { () throws(GraphError) in
    try expectFloat(a)
    return try computedWide([a, b, t]) { wide throws(GraphError) in
      try wide[0] + wide[2] * (wide[1] - wide[0])
    }
  }
}

/// The point between a and b at the fraction t, a number.
public func lerp(
  _ a: Variable, _ b: Variable, _ t: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b], file, line) { () throws(GraphError) in
    try expectFloat(a)
    return try computedWide([a, b]) { wide throws(GraphError) in
      try wide[0] + wide[0].scalar(t) * (wide[1] - wide[0])
    }
  }
}

/// Each element, or the nearer bound where it lies outside of them; where they cross, `high`. NaN stays,
/// and a bound that is NaN gives NaN, as in PyTorch; as a number it is refused.
///
/// - Formula: y = min(max(x, low), high)
/// - Shapes: x, low and high broadcast against each other
/// - DTypes: numeric
/// - Gradient: g where low ≤ x ≤ high, else 0; to a variable bound g where it is the result
/// - PyTorch: torch.clamp
/// - ONNX: Clip
/// - Throws: `GraphError` for shapes that do not fit, `bool`, or a bound that is NaN, as a number.
public func clamp(
  _ x: Variable, low: Variable? = nil, high: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let bounds = [low, high].compactMap { $0 }
  return try x.builder.composed([x] + bounds, file, line) { () throws(GraphError) in
    func isBeyond(
      _ isOutside: Variable, _ bound: Variable
    ) throws(GraphError) -> Variable {
      bound.dtype.isFloatingPoint ? try logicalOr(isOutside, isNaN(bound)) : isOutside
    }
    var y = x
    // The element itself where it equals a bound, so that the whole gradient is its own.
    if let low { y = try select(isBeyond(y < low, low), low, y) }
    if let high { y = try select(isBeyond(y > high, high), high, y) }
    return y
  }
}

/// Between bounds that are numbers, none of them NaN.
private func clamped(
  _ x: Variable, _ low: (some ScalarOperand)?, _ high: (some ScalarOperand)?
) throws(GraphError) -> Variable {
  func bound(_ number: some ScalarOperand) throws(GraphError) -> Variable {
    guard !number.scalarValue.isNaN else {
      throw GraphError(
        .invalidArgument, expected: "a bound that is a number", found: "nan",
        advice: "leave out a bound that there is not, or use an infinity")
    }
    return try x.scalar(number)
  }
  var y = x
  if let low {
    let low = try bound(low)
    y = try select(y < low, low, y)
  }
  if let high {
    let high = try bound(high)
    y = try select(y > high, high, y)
  }
  return y
}

/// Each element, or the nearer one of two numbers where it lies outside of them.
public func clamp(
  _ x: Variable, low: some ScalarOperand, high: some ScalarOperand, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try clamped(x, low, high)
  }
}

/// Each element, or the number where it is less.
///
/// - Formula: y = max(x, low)
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: g where x ≥ low, else 0
/// - PyTorch: torch.clamp
/// - ONNX: Clip
public func clamp(
  _ x: Variable, low: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try clamped(x, low, Double?.none)
  }
}

/// Each element, or the number where it is more.
///
/// - Formula: y = min(x, high)
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: g where x ≤ high, else 0
/// - PyTorch: torch.clamp
/// - ONNX: Clip
public func clamp(
  _ x: Variable, high: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try clamped(x, Double?.none, high)
  }
}

/// - Throws: `GraphError` unless `x` is floating point.
func expectFloat(_ x: Variable) throws(GraphError) {
  guard x.dtype.isFloatingPoint else {
    throw GraphError(
      .dtypeMismatch, expected: "a floating-point operand", found: "\(x.dtype)",
      advice: "cast(to: .float32) first")
  }
}
