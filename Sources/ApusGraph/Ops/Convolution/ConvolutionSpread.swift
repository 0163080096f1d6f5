/// How a convolution reads its input in place, for all taps and without writing its windows out.
///
/// The input is laid out anew, its padding in place: [phases…, channels, rows…, batch, columns], so
/// that a window's elements along the batch and the last axis are neighbours, and a tap is nothing but
/// another place to begin at. With strides, elements of windows that are neighbours lie `stride`
/// apart: every residue is a phase with a plane of its own. Columns beyond the windows' number are
/// computed for nothing; they are what padding costs.
///
/// Channels are those of all groups.
struct ConvolutionSpread {
  /// One spatial axis.
  struct Axis {
    /// Of the input.
    var extent: Dim
    /// Positions computed.
    var count: Dim
    /// From one position to the next, in the input.
    var step: Int
    /// The position of the input where phase 0 begins; phase p begins p later.
    var start: Int
    /// For each tap, its phase, and how many positions it is on.
    var taps: [(phase: Int, shift: Int)]
    /// Positions in memory; those beyond `count` + the largest shift are the next row's.
    var length: Dim = 0

    var phases: Int { (taps.map(\.phase).max() ?? 0) + 1 }
    var reach: Int { taps.map(\.shift).max() ?? 0 }
  }

  let batch: Dim
  let channels: Dim
  private(set) var axes: [Axis]
  /// Whether there is one axis, a row of an image of one row.
  private let isRow: Bool

  /// - Parameter axes: `length` is set here.
  init(batch: Dim, channels: Dim, axes: [Axis]) {
    (self.batch, self.channels) = (batch, channels)
    isRow = axes.count == 1
    var axes = axes
    if isRow {
      axes.insert(
        Axis(extent: 1, count: 1, step: 1, start: 0, taps: [(0, 0)]), at: 0)
    }
    let last = axes.count - 1
    for index in axes.indices {
      let axis = axes[index]
      axes[index].length = axis.count + Dim(axis.reach) - Dim(index == last ? axis.shared : 0)
    }
    // A tap of the last row may be beyond it.
    if axes.dropFirst().contains(where: { $0.reach > 0 }) { axes[0].length = axes[0].length + 1 }
    self.axes = axes
  }

  /// The places along an axis for plain windows.
  static func axis(
    _ extent: Dim, count: Dim, kernel: Int, stride: Int, dilation: Int, before: Int
  ) -> Axis {
    let taps = (0..<kernel).map { ($0 * dilation).quotientAndRemainder(dividingBy: stride) }
    return Axis(
      extent: extent, count: count, step: stride, start: -before,
      taps: taps.map { (phase: $0.remainder, shift: $0.quotient) })
  }

  private var last: Int { axes.count - 1 }

  /// The strides of the axes, and of a channel and a phase.
  private var strides: [Dim] {
    var strides = [Dim](repeating: 1, count: axes.count)
    var step = axes[last].length * batch
    for axis in (0..<last).reversed() {
      strides[axis] = step
      step = step * axes[axis].length
    }
    return strides
  }

  /// Elements of a channel.
  var plane: Dim { axes.map(\.length).reduce(batch, *) }
  /// Positions of all windows, those computed for nothing among them.
  var positions: Dim { axes.dropFirst().map(\.length).reduce(axes[0].count * batch, *) }

  /// The place of each tap of the kernel, row-major.
  var places: [Dim] { places(of: axes.map(\.taps)) }

  /// The places of these taps of each axis, row-major.
  func places(of taps: [[(phase: Int, shift: Int)]]) -> [Dim] {
    var places: [(phase: Int, shift: Dim)] = [(0, 0)]
    for (number, stride) in strides.enumerated() {
      let axis = axes[number]
      places = places.flatMap { place in
        taps[number].map {
          (place.phase * axis.phases + $0.phase, place.shift + Dim($0.shift) * stride)
        }
      }
    }
    return places.map { Dim($0.phase) * channels * plane + $0.shift }
  }

  /// The convolution of what is laid out: [outputs, positions].
  ///
  /// - Parameters:
  ///   - w: [outputs, channels / groups, kernel…].
  ///   - places: of the taps of w, if they are not those of the axes.
  func product(
    _ x: LoweredTensor, _ w: LoweredTensor, _ groups: Int, places: [Dim]? = nil,
    _ lowering: inout Lowering
  ) -> LoweredTensor {
    let places = places ?? self.places
    let (m, channels) = parts(w.shape[0], groups)
    let k = channels * Dim(places.count)
    return lowering.contract(
      [Dim(groups)], m, positions,
      Contraction(
        batchRank: 1, k: k, a: Access(w.value, .rowMajor(Shape([Dim(groups), m, k]))),
        b: Access(x.value, AffineIndex(strides: [channels * plane, plane, 1])),
        taps: .init(.k, places)))
  }

  /// The gradient of the weights, [outputs, channels / groups, taps], from a gradient and an input that
  /// are laid out.
  func weights(
    _ g: LoweredTensor, _ x: LoweredTensor, _ groups: Int, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let (m, channels) = parts(g.shape[0], groups)
    return lowering.contract(
      [Dim(groups)], m, channels * Dim(places.count),
      Contraction(
        batchRank: 1, k: positions,
        a: Access(g.value, .rowMajor(Shape([Dim(groups), m, positions]))),
        b: Access(x.value, AffineIndex(strides: [channels * plane, 1, plane])),
        taps: .init(.n, places)))
  }

  /// Outputs and channels of a group.
  private func parts(_ outputs: Dim, _ groups: Int) -> (outputs: Dim, channels: Dim) {
    // Checked with the shapes: groups divide both.
    (
      outputs.dividedExactly(by: Dim(groups)) ?? outputs,
      channels.dividedExactly(by: Dim(groups)) ?? channels
    )
  }

  /// The input laid out so.
  func laidOut(_ x: LoweredTensor, _ lowering: inout Lowering) -> LoweredTensor {
    let phases = axes.map { Dim($0.phases) }
    let shape = Shape(
      phases + [channels] + axes[..<last].map(\.length) + [batch, axes[last].length])
    if let kernel = SpreadKernel(axes, batch: batch, channels: channels) {
      return kernel.run(x, shape, &lowering)
    }
    let rank = axes.count
    var index = AffineIndex(strides: [Dim](repeating: 0, count: shape.rank))
    var bounds: [Bound] = []
    let extents = axes.map(\.extent)
    let own = Shape([batch, channels] + extents).strides
    (index.strides[rank], index.strides[2 * rank]) = (own[1], own[0])
    for (number, axis) in axes.enumerated() {
      let loop = number == last ? 2 * rank + 1 : rank + 1 + number
      var place = AffineIndex(
        offset: Dim(axis.start), strides: [Dim](repeating: 0, count: shape.rank))
      (place.strides[number], place.strides[loop]) = (1, Dim(axis.step))
      index.offset = index.offset + place.offset * own[number + 2]
      for loop in place.strides.indices {
        index.strides[loop] = index.strides[loop] + place.strides[loop] * own[number + 2]
      }
      let end = axis.start + axis.phases - 1
      let isInside =
        axis.start >= 0
        && axis.extent.isProvablyAtLeast((axis.length - 1) * Dim(axis.step) + Dim(end) + 1)
      if !isInside { bounds.append(Bound(place, within: axis.extent)) }
    }
    return lowering.view(x, shape, index, bounds: bounds)
  }

  /// A gradient [batch, outputs, counts…] over the same positions, zero where they are for nothing:
  /// [outputs, positions].
  func laidOut(gradient g: LoweredTensor, _ lowering: inout Lowering) -> LoweredTensor {
    let outputs = g.shape[1]
    let counts = axes.map(\.count)
    let lengths = [counts[0]] + axes.dropFirst().map(\.length)
    let shape = Shape([outputs] + lengths[..<last] + [batch, lengths[last]])
    let own = zip(counts, lengths).map {
      Axis(extent: $0, count: $0, step: 1, start: 0, taps: [(0, 0)], length: $1)
    }
    if let kernel = SpreadKernel(own, batch: batch, channels: outputs) {
      return kernel.run(g, shape, &lowering)
    }
    let strides = Shape([batch, outputs] + counts).strides
    var index = AffineIndex(strides: [strides[1]] + strides[2..<(last + 2)] + [strides[0], 1])
    index.strides[shape.rank - 1] = strides[last + 2]
    let bounds = (1...last).filter { lengths[$0] != counts[$0] }.map { axis in
      var place = AffineIndex(strides: [Dim](repeating: 0, count: shape.rank))
      place.strides[axis == last ? shape.rank - 1 : axis + 1] = 1
      return Bound(place, within: counts[axis])
    }
    return lowering.view(g, shape, index, bounds: bounds)
  }

  /// A result [outputs, positions] as [batch, outputs, counts…].
  func gathered(_ result: LoweredTensor, outputs: Dim, _ lowering: inout Lowering) -> LoweredTensor
  {
    let counts = axes.map(\.count)
    let index = AffineIndex(strides: [axes[last].length, positions] + strides)
    let gathered = lowering.view(result, Shape([batch, outputs] + counts), index)
    return isRow
      ? gathered.reshaped(Shape([batch, outputs] + counts.dropFirst())) : gathered
  }
}

extension ConvolutionSpread.Axis {
  /// How much of its padding a row can share with the next: what is zero at the end of one and at the
  /// beginning of the other. A row is never shorter than what is computed of it.
  var shared: Int {
    guard step == 1, let count = count.fixed, let extent = extent.fixed, start < 0 else { return 0 }
    let after = count + reach + start - extent
    return max(0, min(-start, after, count - 1, reach))
  }
}
