/// How windows lie on one axis.
///
/// Regular windows: tap k of window o is at o · stride + k · dilation − before. Adaptive ones divide
/// an axis of n positions among `count` windows: window o is ⌊o·n/count⌋ ..< ⌈(o+1)·n/count⌉.
public struct WindowAxis: Hashable, Sendable, Codable {
  /// The taps of a window; of adaptive ones, unused.
  public var kernel: Int
  /// From one window to the next.
  public var stride: Int
  /// From one tap to the next.
  public var dilation: Int
  /// How far the first window begins before the first position.
  public var before: Int
  /// How many windows.
  public var count: Dim
  /// Whether the windows divide the axis among them.
  public var isAdaptive: Bool

  /// Regular windows.
  public init(kernel: Int, stride: Int = 1, dilation: Int = 1, before: Int = 0, count: Dim) {
    (self.kernel, self.stride, self.dilation, self.before) = (kernel, stride, dilation, before)
    (self.count, isAdaptive) = (count, false)
  }

  /// Windows that divide a whole axis of a fixed extent among them.
  public init(dividingInto count: Int) {
    (kernel, stride, dilation, before) = (1, 1, 1, 0)
    (self.count, isAdaptive) = (Dim(count), true)
  }

  /// From the first tap of a window to behind the last.
  var reach: Int { (kernel - 1) * dilation + 1 }

  /// The windows of an adaptive axis of `extent` positions.
  func ranges(_ extent: Int) -> [Range<Int>] {
    let count = self.count.fixed ?? 0
    return (0..<count).map { $0 * extent / count..<(($0 + 1) * extent + count - 1) / count }
  }

  /// The most taps that a window has.
  func taps(_ extent: Dim) -> Int {
    isAdaptive ? ranges(extent.fixed ?? 0).map(\.count).max() ?? 1 : kernel
  }

  /// How many taps of window `o` lie on an axis of `extent` positions.
  func tapCount(_ o: Int, _ extent: Int) -> Int {
    let first = o * stride - before
    // Taps below these numbers lie before position 0, and before the end.
    let low = first >= 0 ? 0 : (dilation - 1 - first) / dilation
    let high = first >= extent ? 0 : (extent - 1 - first) / dilation + 1
    return Swift.max(0, Swift.min(high, kernel) - low)
  }

  /// These windows without the taps that lie beyond an axis of `extent` positions in all of them.
  func clipped(to extent: Dim) -> WindowAxis {
    guard let extent = extent.fixed, let count = count.fixed, !isAdaptive, dilation == 1, count > 0
    else { return self }
    let skipped = Swift.max(0, before - (count - 1) * stride)
    var clipped = self
    clipped.kernel = Swift.max(1, Swift.min(kernel, extent + before) - skipped)
    clipped.before = before - skipped
    return clipped
  }

  /// The most windows that may hold one position, as they are looked for.
  func covers(_ extent: Dim) -> Int {
    if !isAdaptive { return stride == 1 ? kernel : (reach + stride - 1) / stride }
    guard let extent = extent.fixed else { return 1 }
    // Ranges begin and end in order: those that hold where one begins are the ones that end behind it.
    let all = ranges(extent)
    var (most, first) = (1, 0)
    for (number, range) in all.enumerated() {
      while all[first].upperBound <= range.lowerBound { first += 1 }
      most = Swift.max(most, number - first + 1)
    }
    return most
  }

  /// Whether every tap of every window is known to lie on an axis of `extent` positions.
  func isInside(_ extent: Dim) -> Bool {
    before == 0
      && extent.isProvablyAtLeast((count - 1) * Dim(stride) + Dim((kernel - 1) * dilation + 1))
  }
}

extension Op {
  /// Splits a shape into leading axes and those of the windows.
  /// - Throws: `GraphError` unless the windows make sense on an input of `shape`.
  func expectWindows(
    _ windows: [WindowAxis], on shape: Shape
  ) throws(GraphError) -> (lead: [Dim], extents: [Dim]) {
    guard !windows.isEmpty, shape.rank >= windows.count else {
      throw GraphError(
        .invalidShape, expected: "\(Swift.max(windows.count, 1)) or more axes", found: "\(shape)",
        advice: "windows slide along the last axes")
    }
    let extents = Array(shape.dims.suffix(windows.count))
    for (axis, extent) in zip(windows, extents) {
      // A single window may be as long as an axis.
      guard (1...Int(Int32.max)).contains(axis.kernel), (1...Int(Int32.max)).contains(axis.stride),
        (1...largestWindowNumber).contains(axis.dilation),
        (0...largestWindowNumber).contains(axis.before), axis.count.fixed.map({ $0 >= 0 }) ?? true
      else {
        throw GraphError(
          .invalidArgument,
          expected:
            "kernel and stride from 1 to \(Int32.max), dilation from 1 and padding from 0 to "
            + "\(largestWindowNumber)",
          found: "kernel \(axis.kernel), stride \(axis.stride), dilation \(axis.dilation), "
            + "padding \(axis.before), \(axis.count) windows", advice: "the input is \(shape)")
      }
      guard axis.isAdaptive else { continue }
      guard let fixed = extent.fixed, let count = axis.count.fixed, fixed > 0, count > 0,
        Dim.saturatingMultiply(fixed + 1, count + 1) < Int(Int32.max)
      else {
        throw GraphError(
          .invalidShape,
          expected:
            "an axis of a fixed extent above 0 to divide, with (extent + 1) · (windows + 1) "
            + "below 2^31", found: "\(axis.count) windows on \(extent)",
          advice: "the input is \(shape); numbers of windows that divide the extent have no limit")
      }
    }
    return (Array(shape.dims.dropLast(windows.count)), extents)
  }
}
