/// Windows that divide the last axes into as many parts as `output` says: plain windows where the
/// parts are of one size.
private func parts(
  _ x: Variable, _ rank: Int, _ output: PerAxis
) throws(GraphError) -> [WindowAxis] {
  let counts = try output.resolved(rank, "output extents", within: 1...largestWindowNumber)
  return try zip(spatialExtents(x, rank), counts).map { extent, count throws(GraphError) in
    guard let fixed = extent.fixed, fixed > 0 else {
      throw GraphError(
        .invalidShape, expected: "axes of fixed extents above 0 to divide", found: "\(x.shape)",
        advice: "over a symbolic extent use globalAveragePool or globalMaxPool")
    }
    if fixed % count != 0 { return WindowAxis(dividingInto: count) }
    return WindowAxis(kernel: fixed / count, stride: fixed / count, count: Dim(count))
  }
}

private func adaptiveAverage(
  _ x: Variable, _ rank: Int, _ output: PerAxis, _ file: String, _ line: Int,
  function: String = #function
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line, function: function) { () throws(GraphError) in
    let windows = try parts(x, rank, output)
    return try computedWide([x]) { wide throws(GraphError) in
      let sums = try x.builder.append(WindowSum(windows), wide)[0]
      if windows.contains(where: { $0.isAdaptive }) {
        return try sums / tapCounts(windows, spatialExtents(x, rank), wide[0])
      }
      return try sums * (1 / windows.reduce(1) { $0 * Double($1.kernel) })
    }
  }
}

private func adaptiveMaximum(
  _ x: Variable, _ rank: Int, _ output: PerAxis, _ file: String, _ line: Int,
  function: String = #function
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line, function: function) { () throws(GraphError) in
    try x.builder.append(WindowMaximum(parts(x, rank, output)), [x])
  }
}

/// Means over the last axis, divided into as many parts as `output` says; parts of an axis overlap
/// where their number does not divide it.
///
/// - Formula: y[o] = mean of x[⌊o · n / m⌋ ..< ⌈(o + 1) · n / m⌉], for n elements in m parts
/// - Shapes: x [..., L] → [..., L′], as output says
/// - DTypes: floating point
/// - Gradient: the sum of g / count over the parts that hold an element
/// - PyTorch: torch.nn.AdaptiveAvgPool1d
/// - ONNX: —
/// - Throws: `GraphError` for an axis without a fixed extent above 0, an extent of the output below 1,
///   or another type.
public func adaptiveAveragePool1d(
  _ x: Variable, output: PerAxis, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try adaptiveAverage(x, 1, output, file, line)
}

/// The largest elements over the last axis, divided into as many parts as `output` says; parts of
/// an axis overlap where their number does not divide it.
///
/// - Formula: y[o] = max of x[⌊o · n / m⌋ ..< ⌈(o + 1) · n / m⌉], for n elements in m parts
/// - Shapes: x [..., L] → [..., L′], as output says
/// - DTypes: floating point
/// - Gradient: g at the first position of each maximum
/// - PyTorch: torch.nn.AdaptiveMaxPool1d
/// - ONNX: —
/// - Throws: `GraphError` for an axis without a fixed extent above 0, an extent of the output below 1,
///   or another type.
public func adaptiveMaxPool1d(
  _ x: Variable, output: PerAxis, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try adaptiveMaximum(x, 1, output, file, line)[0]
}

/// Means over the last two axes, divided into as many parts as `output` says; parts of an axis overlap
/// where their number does not divide it.
///
/// - Formula: y[o] = mean of x[⌊o · n / m⌋ ..< ⌈(o + 1) · n / m⌉], for n elements in m parts
/// - Shapes: x [..., H, W] → [..., H′, W′], as output says
/// - DTypes: floating point
/// - Gradient: the sum of g / count over the parts that hold an element
/// - PyTorch: torch.nn.AdaptiveAvgPool2d
/// - ONNX: —
/// - Throws: `GraphError` for an axis without a fixed extent above 0, an extent of the output below 1,
///   or another type.
public func adaptiveAveragePool2d(
  _ x: Variable, output: PerAxis, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try adaptiveAverage(x, 2, output, file, line)
}

/// The largest elements over the last two axes, divided into as many parts as `output` says; parts of
/// an axis overlap where their number does not divide it.
///
/// - Formula: y[o] = max of x[⌊o · n / m⌋ ..< ⌈(o + 1) · n / m⌉], for n elements in m parts
/// - Shapes: x [..., H, W] → [..., H′, W′], as output says
/// - DTypes: floating point
/// - Gradient: g at the first position of each maximum
/// - PyTorch: torch.nn.AdaptiveMaxPool2d
/// - ONNX: —
/// - Throws: `GraphError` for an axis without a fixed extent above 0, an extent of the output below 1,
///   or another type.
public func adaptiveMaxPool2d(
  _ x: Variable, output: PerAxis, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try adaptiveMaximum(x, 2, output, file, line)[0]
}

/// Means over the last three axes, divided into as many parts as `output` says; parts of an axis overlap
/// where their number does not divide it.
///
/// - Formula: y[o] = mean of x[⌊o · n / m⌋ ..< ⌈(o + 1) · n / m⌉], for n elements in m parts
/// - Shapes: x [..., D, H, W] → [..., D′, H′, W′], as output says
/// - DTypes: floating point
/// - Gradient: the sum of g / count over the parts that hold an element
/// - PyTorch: torch.nn.AdaptiveAvgPool3d
/// - ONNX: —
/// - Throws: `GraphError` for an axis without a fixed extent above 0, an extent of the output below 1,
///   or another type.
public func adaptiveAveragePool3d(
  _ x: Variable, output: PerAxis, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try adaptiveAverage(x, 3, output, file, line)
}

/// The largest elements over the last three axes, divided into as many parts as `output` says; parts of
/// an axis overlap where their number does not divide it.
///
/// - Formula: y[o] = max of x[⌊o · n / m⌋ ..< ⌈(o + 1) · n / m⌉], for n elements in m parts
/// - Shapes: x [..., D, H, W] → [..., D′, H′, W′], as output says
/// - DTypes: floating point
/// - Gradient: g at the first position of each maximum
/// - PyTorch: torch.nn.AdaptiveMaxPool3d
/// - ONNX: —
/// - Throws: `GraphError` for an axis without a fixed extent above 0, an extent of the output below 1,
///   or another type.
public func adaptiveMaxPool3d(
  _ x: Variable, output: PerAxis, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try adaptiveMaximum(x, 3, output, file, line)[0]
}
