/// What a pooling function was asked for, axis by axis.
struct PoolGeometry {
  var windows: [WindowAxis]
  /// The padding on each side of each axis.
  var padding: [Int]

  /// - Parameter rank: how many of the last axes are pooled.
  /// - Throws: `GraphError` for windows that do not fit.
  init(
    _ x: Variable, rank: Int, kernel: PerAxis, stride: PerAxis?, padding: PerAxis,
    dilation: PerAxis = 1, ceilMode: Bool
  ) throws(GraphError) {
    let extents = try spatialExtents(x, rank)
    let numbers = 1...largestWindowNumber
    let kernels = try kernel.resolved(rank, "kernel extents", within: numbers)
    let strides = try (stride ?? kernel).resolved(rank, "strides", within: numbers)
    let dilations = try dilation.resolved(rank, "dilations", within: numbers)
    self.padding = try padding.resolved(rank, "paddings", within: 0...largestWindowNumber)
    windows = []
    for axis in 0..<rank {
      var window = WindowAxis(
        kernel: kernels[axis], stride: strides[axis], dilation: dilations[axis],
        before: self.padding[axis], count: 0)
      guard 2 * window.before <= window.reach else {
        throw GraphError(
          .invalidArgument, expected: "padding of at most half of the kernel",
          found: "padding \(window.before) for a kernel that reaches over \(window.reach)",
          advice: "a window in the padding alone would hold nothing")
      }
      window.count = try PoolGeometry.count(window, extents[axis], ceilMode: ceilMode)
      windows.append(window)
    }
  }

  /// ⌊(n + 2·padding − reach) / stride⌋ + 1 windows; rounded up in ceil mode, but none that begins
  /// behind the input and its padding before.
  static func count(
    _ window: WindowAxis, _ extent: Dim, ceilMode: Bool
  ) throws(GraphError) -> Dim {
    let room = extent + Dim(2 * window.before - window.reach)
    guard let fixed = extent.fixed, let free = room.fixed else {
      let (whole, rest) = try steps(of: window.stride, in: room, extent)
      if rest == 0 || !ceilMode { return whole + 1 }
      // One more, but not where it begins behind the input and its padding before.
      let behind = (whole + 1) * Dim(window.stride) - extent - Dim(window.before)
      return behind.isProvablyAtLeast(0) ? whole + 1 : whole + 2
    }
    guard fixed > 0 else {
      throw GraphError(
        .invalidShape, expected: "axes with elements to pool", found: "an extent of 0",
        advice: "only batch and channels may be empty")
    }
    guard free + (ceilMode ? window.stride - 1 : 0) >= 0 else {
      throw GraphError(
        .invalidShape, expected: "a kernel that fits the padded input",
        found: "a kernel that reaches over \(window.reach) of \(fixed + 2 * window.before)",
        advice: "use a smaller kernel or more padding")
    }
    var count = (free + (ceilMode ? window.stride - 1 : 0)) / window.stride + 1
    if ceilMode && (count - 1) * window.stride >= fixed + window.before { count -= 1 }
    return Dim(count)
  }
}

/// The extents of the last `rank` axes.
/// - Throws: `GraphError` if there are fewer.
func spatialExtents(_ x: Variable, _ rank: Int) throws(GraphError) -> [Dim] {
  guard x.shape.rank >= rank else {
    throw GraphError(
      .invalidShape, expected: "\(rank) spatial axes, behind any others", found: "\(x.shape)",
      advice: "the usual layout is [batch, channels, spatial axes]")
  }
  return Array(x.shape.dims.suffix(rank))
}
