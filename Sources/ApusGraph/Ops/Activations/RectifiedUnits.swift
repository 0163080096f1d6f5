/// The rectified linear unit with an upper bound of 6 (A. Howard et al., "MobileNets", 2017).
///
/// - Formula: y = min(max(x, 0), 6)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where 0 < x < 6, else 0
/// - PyTorch: torch.nn.ReLU6
/// - ONNX: Clip
/// - Throws: `GraphError` for another element type.
public func relu6(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try bounded(x, 0, 6)
  }
}

/// Between two numbers, with a gradient of 0 at both of them, as PyTorch's hardtanh; NaN stays.
func bounded(_ x: Variable, _ low: Double, _ high: Double) throws(GraphError) -> Variable {
  try select(x <= low, low, select(x >= high, high, x))
}

/// x where it is positive, else x times a slope (A. Maas et al., "Rectifier Nonlinearities Improve
/// Neural Network Acoustic Models", 2013).
///
/// - Formula: y = x for x > 0, else slope · x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where x > 0, else slope · g
/// - PyTorch: torch.nn.LeakyReLU
/// - ONNX: LeakyRelu
/// - Throws: `GraphError` for a slope that is not finite, or another element type.
public func leakyReLU(
  _ x: Variable, slope: Double = 0.01, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    try expectFinite(slope, "a slope", "0.01 is the usual number")
    return try select(x > 0, x, x * slope)
  }
}

/// x where it is positive, else x times a slope that is learned: one number, or one for each channel
/// (axis 1) (K. He et al., "Delving Deep into Rectifiers", 2015).
///
/// - Formula: y = x for x > 0, else slope · x
/// - Shapes: x [batch, C, …] and slope [C], or any x and slope [1] → like x
/// - DTypes: floating point
/// - Gradient: to x as for `leakyReLU`, to the slope the sum of g · x where x ≤ 0
/// - PyTorch: torch.nn.functional.prelu
/// - ONNX: PRelu
/// - Throws: `GraphError` for another shape of the slope, or other element types.
public func prelu(
  _ x: Variable, slope: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, slope], file, line) { () throws(GraphError) in
    try expectFloat(x)
    guard slope.dtype == x.dtype else {
      throw GraphError(
        .dtypeMismatch, expected: "a slope of \(x.dtype), as the input", found: "\(slope.dtype)",
        advice: "cast(to: .\(x.dtype)) the slope")
    }
    var slope = slope
    if slope.shape != [1] {
      guard x.shape.rank >= 2, slope.shape == [x.shape[1]] else {
        throw GraphError(
          .shapeMismatch,
          expected: x.shape.rank < 2 ? "a slope [1]" : "a slope [1] or [\(x.shape[1])]",
          found: "\(slope.shape)", advice: "axis 1 of the input has the channels: \(x.shape)")
      }
      let ones = [Dim](repeating: 1, count: x.shape.rank - 2)
      slope = try reshape(slope, to: Shape(slope.shape.dims + ones))
    } else if x.shape.rank == 0 {
      slope = try reshape(slope, to: [])
    }
    // What is positive must not reach the slope's gradient, whatever its size.
    return try select(x > 0, x, slope * select(x > 0, 0, x))
  }
}

/// - Throws: `GraphError` unless `number` is finite.
func expectFinite(_ number: Double, _ what: String, _ advice: String) throws(GraphError) {
  guard number.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "\(what) that is finite", found: "\(number)", advice: advice)
  }
}
