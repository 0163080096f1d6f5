/// The extents of a convolution as its lowering sees them, and the loops it reads its input by.
struct ConvolutionLayout {
  let geometry: ConvolutionGeometry
  let batch: Dim
  /// Channels and outputs of a group.
  let channels: Dim
  let outputs: Dim
  /// The extents of the kernel.
  let kernel: [Dim]
  private let x: Shape

  /// - Parameters:
  ///   - x: of the input, its zeros already between its elements.
  ///   - w: of the weights, [outputs, channels / groups, kernel…].
  init(_ geometry: ConvolutionGeometry, _ x: Shape, _ w: Shape) {
    self.geometry = geometry
    self.x = x
    (batch, channels, kernel) = (x[0], w[1], Array(w.dims.dropFirst(2)))
    outputs = w[0].dividedExactly(by: Dim(geometry.groups)) ?? w[0]
  }

  private var rank: Int { kernel.count }
  var groups: Dim { Dim(geometry.groups) }

  /// The products that an element is the sum of.
  var taps: Dim { channels * kernel.reduce(1, *) }
  /// The windows of an image.
  var positions: Dim { geometry.counts.reduce(1, *) }

  /// Whether groups have so few outputs that products would leave most of their tiles idle, as in
  /// depthwise convolutions, or there is so little to do that it is not worth laying out the input.
  var prefersSums: Bool {
    (geometry.groups > 1 && outputs.fixed.map { $0 <= 2 } ?? false)
      || (batch * groups * outputs * positions * taps).fixed.map { $0 <= 1 << 14 } ?? false
  }

  /// Whether the kernel is one tap that meets every element: the windows are the input itself.
  var isPointwise: Bool {
    kernel.allSatisfy { $0 == 1 } && geometry.strides.allSatisfy { $0 == 1 }
      && geometry.before.allSatisfy { $0 == 0 } && geometry.counts == Array(x.dims.dropFirst(2))
  }

  /// The input laid out so that each tap is a place in it.
  var spread: ConvolutionSpread {
    ConvolutionSpread(
      batch: batch, channels: channels * groups,
      axes: kernel.indices.map {
        ConvolutionSpread.axis(
          x[$0 + 2], count: geometry.counts[$0], kernel: kernel[$0].fixed ?? 1,
          stride: geometry.strides[$0], dilation: geometry.dilations[$0],
          before: geometry.before[$0])
      })
  }

  /// Reads the input. Each argument is the position, among `count` loops, of the loop of that role.
  private func load(
    _ tensor: LoweredTensor, _ body: inout Body, loops count: Int, batch: Int, group: Int,
    channel: Int, tap: Int, window: Int, _ order: (AffineIndex) -> AffineIndex = { $0 }
  ) -> Ref {
    let strides = x.strides
    var index = AffineIndex(strides: [Dim](repeating: 0, count: count))
    index.strides[batch] = strides[0]
    index.strides[group] = strides[1] * channels
    index.strides[channel] = strides[1]
    var bounds: [Bound] = []
    for axis in 0..<rank {
      var place = AffineIndex(
        offset: Dim(-geometry.before[axis]), strides: [Dim](repeating: 0, count: count))
      place.strides[tap + axis] = Dim(geometry.dilations[axis])
      place.strides[window + axis] = Dim(geometry.strides[axis])
      let step = strides[axis + 2]
      index.offset = index.offset + place.offset * step
      index.strides[tap + axis] = place.strides[tap + axis] * step
      index.strides[window + axis] = place.strides[window + axis] * step
      let last = (geometry.counts[axis] - 1) * Dim(geometry.strides[axis])
      let end =
        last + (kernel[axis] - 1) * Dim(geometry.dilations[axis]) - Dim(geometry.before[axis])
      let isInside = geometry.before[axis] <= 0 && x[axis + 2].isProvablyAtLeast(end + 1)
      if !isInside { bounds.append(Bound(order(place), within: x[axis + 2])) }
    }
    return body.load(Access(tensor.value, order(index), bounds: bounds), tensor.dtype)
  }

  /// The convolution as plain sums, [batch, groups, outputs, counts…].
  func sums(
    _ tensor: LoweredTensor, _ w: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let shape = Shape([batch, groups, outputs] + geometry.counts + [channels] + kernel)
    let (channel, tap) = (3 + rank, 4 + rank)
    var weights = AffineIndex(strides: [Dim](repeating: 0, count: shape.rank))
    (weights.strides[1], weights.strides[2], weights.strides[channel]) = (
      outputs * taps, taps, kernel.reduce(1, *)
    )
    for (axis, stride) in Shape(kernel).strides.enumerated() {
      weights.strides[tap + axis] = stride
    }
    return lowering.reduce(.sum, shape, axes: Array(channel..<shape.rank)) { body, order in
      let element = load(
        tensor, &body, loops: shape.rank, batch: 0, group: 1, channel: channel, tap: tap, window: 3,
        order)
      let weight = body.load(Access(w.value, order(weights)), w.dtype)
      return body.binary(.multiply, weight, element)
    }
  }

  /// The weights' gradient as plain sums, [groups, outputs, channels, kernel…].
  func weightSums(
    _ g: LoweredTensor, _ tensor: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let shape = Shape([groups, outputs, channels] + kernel + [batch] + geometry.counts)
    let (image, window) = (3 + rank, 4 + rank)
    var gradient = AffineIndex(strides: [Dim](repeating: 0, count: shape.rank))
    (gradient.strides[0], gradient.strides[1], gradient.strides[image]) = (
      outputs * positions, positions, groups * outputs * positions
    )
    for (axis, stride) in Shape(geometry.counts).strides.enumerated() {
      gradient.strides[window + axis] = stride
    }
    return lowering.reduce(.sum, shape, axes: Array(image..<shape.rank)) { body, order in
      let element = load(
        tensor, &body, loops: shape.rank, batch: image, group: 0, channel: 2, tap: 3,
        window: window, order)
      let own = body.load(Access(g.value, order(gradient)), g.dtype)
      return body.binary(.multiply, own, element)
    }
  }
}
