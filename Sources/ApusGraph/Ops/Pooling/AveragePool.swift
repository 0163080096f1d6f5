/// Means of windows: their sums by what they count.
func averages(
  _ x: Variable, _ rank: Int, _ kernel: PerAxis, _ stride: PerAxis?, _ padding: PerAxis,
  _ ceilMode: Bool, _ countIncludePad: Bool, _ divisor: Int?
) throws(GraphError) -> Variable {
  let geometry = try PoolGeometry(
    x, rank: rank, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode)
  if let divisor, divisor == 0 {
    throw GraphError(
      .invalidArgument, expected: "a divisor other than 0", found: "0",
      advice: "leave it out to divide by the number of elements")
  }
  let extents = try spatialExtents(x, rank)
  let padded = zip(extents, geometry.padding).map { extent, padding in
    countIncludePad ? extent + Dim(2 * padding) : extent
  }
  var windows = geometry.windows
  if countIncludePad { for axis in windows.indices { windows[axis].before = 0 } }
  let clipped = zip(geometry.windows, extents).map { $0.clipped(to: $1) }
  return try computedWide([x]) { wide throws(GraphError) in
    let sums = try x.builder.append(WindowSum(clipped), wide)[0]
    if divisor != nil || zip(windows, padded).allSatisfy({ $0.isInside($1) }) {
      let size = windows.reduce(1) { $0 * Double($1.kernel) }
      return try sums * (1 / (divisor.map { Double($0) } ?? size))
    }
    return try sums / tapCounts(windows, padded, wide[0])
  }
}

/// The number of taps that each window has on axes of these extents.
func tapCounts(
  _ windows: [WindowAxis], _ extents: [Dim], _ x: Variable
) throws(GraphError) -> Variable {
  var factors: [[Int]] = []
  let counts = windows.map { $0.count.fixed ?? .max }
  let isShort = counts.reduce(1, Dim.saturatingMultiply) <= largestWindowNumber
  for (window, extent) in zip(windows, extents) {
    guard isShort, let extent = extent.fixed, let count = window.count.fixed else { break }
    factors.append(
      window.isAdaptive
        ? window.ranges(extent).map(\.count)
        : (0..<count).map { window.tapCount($0, extent) })
  }
  // The host lists a few; the device counts many.
  guard factors.count == windows.count else {
    let ones = try broadcast(x.scalar(1), to: Shape(extents))
    return try x.builder.append(WindowSum(windows), [ones])[0]
  }
  let products = factors.dropFirst().reduce(factors[0]) { outer, own in
    outer.flatMap { factor in own.map { factor * $0 } }
  }
  let shape = factors.map(\.count)
  return try x.builder.constant(products.map { Double($0) }, shape: shape, x.dtype)
}

/// The mean of each window over the last axis. The stride is the kernel's extent unless given.
/// What a sum is divided by is the kernel's size, but for windows that end behind the padding; the
/// number of elements in the input without `countIncludePad`; or `divisor`, if given.
///
/// - Formula: y[o] = Σₖ x[o · stride + k − padding] / n[o]
/// - Shapes: x [..., L] → [..., L′]
/// - DTypes: floating point
/// - Gradient: the sum of g / n over the windows that hold an element
/// - PyTorch: torch.nn.AvgPool1d
/// - ONNX: AveragePool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, a divisor
///   of 0, or another type.
public func averagePool1d(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  ceilMode: Bool = false, countIncludePad: Bool = true, divisor: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try averages(x, 1, kernel, stride, padding, ceilMode, countIncludePad, divisor)
  }
}

/// The mean of each window over the last two axes. The stride is the kernel's extent unless given.
/// What a sum is divided by is the kernel's size, but for windows that end behind the padding; the
/// number of elements in the input without `countIncludePad`; or `divisor`, if given.
///
/// - Formula: y[o] = Σₖ x[o · stride + k − padding] / n[o]
/// - Shapes: x [..., H, W] → [..., H′, W′]
/// - DTypes: floating point
/// - Gradient: the sum of g / n over the windows that hold an element
/// - PyTorch: torch.nn.AvgPool2d
/// - ONNX: AveragePool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, a divisor
///   of 0, or another type.
public func averagePool2d(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  ceilMode: Bool = false, countIncludePad: Bool = true, divisor: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try averages(x, 2, kernel, stride, padding, ceilMode, countIncludePad, divisor)
  }
}

/// The mean of each window over the last three axes. The stride is the kernel's extent unless given.
/// What a sum is divided by is the kernel's size, but for windows that end behind the padding; the
/// number of elements in the input without `countIncludePad`; or `divisor`, if given.
///
/// - Formula: y[o] = Σₖ x[o · stride + k − padding] / n[o]
/// - Shapes: x [..., D, H, W] → [..., D′, H′, W′]
/// - DTypes: floating point
/// - Gradient: the sum of g / n over the windows that hold an element
/// - PyTorch: torch.nn.AvgPool3d
/// - ONNX: AveragePool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, a divisor
///   of 0, or another type.
public func averagePool3d(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  ceilMode: Bool = false, countIncludePad: Bool = true, divisor: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try averages(x, 3, kernel, stride, padding, ceilMode, countIncludePad, divisor)
  }
}
