/// How the windows of a convolution lie on its input, one number for each spatial axis.
public struct ConvolutionGeometry: Hashable, Sendable, Codable {
  /// From one window to the next.
  public var strides: [Int]
  /// From one tap to the next.
  public var dilations: [Int]
  /// From one element of the input to the next, with zeros between.
  public var spacings: [Int]
  /// How far the first window begins before the input; negative where it begins within.
  public var before: [Int]
  /// How many windows there are.
  public var counts: [Dim]
  /// How many groups the channels fall into.
  public var groups: Int

  /// Windows that lie so.
  public init(
    strides: [Int], dilations: [Int], spacings: [Int], before: [Int], counts: [Dim], groups: Int
  ) {
    (self.strides, self.dilations, self.spacings) = (strides, dilations, spacings)
    (self.before, self.counts, self.groups) = (before, counts, groups)
  }

  /// - Throws: `GraphError` unless the geometry makes sense for an input and weights.
  func check(_ x: Shape, weights w: Shape) throws(GraphError) {
    let rank = counts.count
    guard x.rank == rank + 2, w.rank == rank + 2 else {
      throw GraphError(
        .invalidShape,
        expected: "an input [batch, channels, \(rank) spatial axes] and weights "
          + "[outputs, channels / groups, \(rank) kernel axes]", found: "\(x) and \(w)",
        advice: "reshape to that layout; a single example is a batch of one")
    }
    try expectGroups(groups)
    let numbers = strides + dilations + spacings
    guard [strides, dilations, spacings, before].allSatisfy({ $0.count == rank }),
      numbers.allSatisfy((1...largestWindowNumber).contains),
      before.allSatisfy({ $0.magnitude <= largestWindowNumber << 20 }),
      counts.allSatisfy({ ($0.fixed ?? 1) >= 0 })
    else {
      throw GraphError(
        .invalidArgument,
        expected: "strides, dilations and spacings of \(rank) axes, each 1 or more, up to "
          + "\(largestWindowNumber), and counts of windows from 0 on",
        found:
          "strides \(strides), dilations \(dilations), spacings \(spacings), before \(before), "
          + "\(counts) windows", advice: "the input is \(x)")
    }
    guard w.dims.dropFirst(2).allSatisfy({ $0.fixed.map { $0 >= 1 } ?? false }) else {
      throw GraphError(
        .invalidShape, expected: "kernels of fixed extents from 1 on", found: "weights \(w)",
        advice: "weights are [outputs, channels / groups, kernel...]")
    }
    guard x[1].dividedExactly(by: Dim(groups)) != nil else {
      throw GraphError(
        .invalidArgument, expected: "groups that divide \(x[1]) channels",
        found: "\(groups) groups",
        advice: "choose a number of groups that divides channels and outputs")
    }
    guard w[1] * Dim(groups) == x[1] else {
      throw GraphError(
        .shapeMismatch, expected: "weights for \(x[1]) channels in \(groups) groups",
        found: "weights \(w), for \(w[1] * Dim(groups)) channels",
        advice: "weights are [outputs, channels / groups, kernel...]")
    }
    guard w[0].dividedExactly(by: Dim(groups)) != nil else {
      throw GraphError(
        .invalidArgument, expected: "groups that divide \(w[0]) outputs", found: "\(groups) groups",
        advice: "choose a number of groups that divides channels and outputs")
    }
  }

  /// The gradient g of a result carried back through weights to an input of these spatial extents: a
  /// convolution of g with the mirrored kernel, the roles of channels and outputs exchanged.
  func adjoint(
    _ g: Variable, _ w: Variable, of extents: [Dim]
  ) throws(GraphError) -> Variable {
    if let patches = try patches(g, w, of: extents) { return patches }
    var back = self
    (back.strides, back.spacings, back.counts) = (spacings, strides, extents)
    for (axis, kernel) in w.shape.dims.dropFirst(2).enumerated() {
      back.before[axis] = ((kernel.fixed ?? 1) - 1) * dilations[axis] - before[axis]
    }
    return try g.builder.append(Convolution(back), [g, mirrored(w, groups: groups)])[0]
  }

  /// The same where windows do not overlap and lie far apart, as those of image patches: one product,
  /// whose entries have a place each. With zeros between the elements of g, nearly all factors would be
  /// zeros.
  func patches(
    _ g: Variable, _ w: Variable, of extents: [Dim]
  ) throws(GraphError) -> Variable? {
    let kernel = w.shape.dims.dropFirst(2).map { $0.fixed ?? .max }
    let windows = kernel.indices.map { axis in
      WindowAxis(
        kernel: kernel[axis], stride: strides[axis], dilation: dilations[axis],
        before: before[axis], count: counts[axis])
    }
    guard groups == 1, spacings.allSatisfy({ $0 == 1 }),
      strides.reduce(1, Dim.saturatingMultiply) > ConvolutionResidues.most,
      windows.allSatisfy({ $0.kernel <= $0.stride && $0.before >= 0 && $0.reach <= $0.stride })
    else { return nil }
    let (m, c) = (w.shape[0], w.shape[1])
    let taps = kernel.reduce(c) { $0 * Dim($1) }
    let entries = try matmul(
      reshape(w, to: [m, taps]),
      reshape(g, to: [g.shape[0], m, counts.reduce(1, *)]), transposeA: true)
    let whole = Shape([g.shape[0], c] + kernel.map { Dim($0) } + counts)
    let op = Unwindow(windows, shape: Shape([g.shape[0], c] + extents))
    return try g.builder.append(op, [reshape(entries, to: whole)])[0]
  }

  /// The input with zeros between its elements.
  func spaced(_ x: LoweredTensor, _ lowering: inout Lowering) throws -> LoweredTensor {
    guard spacings.contains(where: { $0 > 1 }) else { return x }
    var ranges = x.shape.prefix(2).map { Slice.Range(start: 0, count: $0) }
    for (axis, spacing) in spacings.enumerated() {
      ranges.append(.init(start: 0, count: x.shape[axis + 2], step: spacing))
    }
    return try Unslice(ranges, shape: spaced(x.shape)).lower([x], &lowering)[0]
  }

  /// The shape of an input with zeros between its elements.
  func spaced(_ x: Shape) -> Shape {
    var shape = x
    for (axis, spacing) in spacings.enumerated() {
      let extent = x[axis + 2]
      shape[axis + 2] = extent == 0 ? 0 : (extent - 1) * Dim(spacing) + 1
    }
    return shape
  }
}

extension ConvolutionGeometry: CustomStringConvertible {
  /// What differs from a plain convolution.
  public var description: String {
    var parts: [String] = []
    if strides.contains(where: { $0 != 1 }) { parts.append("stride \(strides)") }
    if dilations.contains(where: { $0 != 1 }) { parts.append("dilation \(dilations)") }
    if spacings.contains(where: { $0 != 1 }) { parts.append("spacing \(spacings)") }
    if before.contains(where: { $0 != 0 }) { parts.append("padding \(before)") }
    if groups != 1 { parts.append("\(groups) groups") }
    return (["to \(counts)"] + parts).joined(separator: ", ")
  }
}

/// Weights [outputs, channels / groups, kernel…] as [channels, outputs / groups, kernel…], the kernel
/// mirrored along each axis.
func mirrored(_ w: Variable, groups: Int) throws(GraphError) -> Variable {
  let (shape, rank) = (w.shape, w.shape.rank)
  var ranges = shape.prefix(2).map { Slice.Range(start: 0, count: $0) }
  for extent in shape.dropFirst(2) {
    ranges.append(.init(start: extent - 1, count: extent, step: -1))
  }
  let flipped = try w.builder.append(Slice(ranges), [w])[0]
  guard let outputs = shape[0].dividedExactly(by: Dim(groups)) else { return flipped }
  let kernel = Array(shape.dims.dropFirst(2))
  let split = try reshape(flipped, to: Shape([Dim(groups), outputs, shape[1]] + kernel))
  let turned = try transpose(split, [0, 2, 1] + Array(3..<rank + 1))
  return try reshape(turned, to: Shape([shape[1] * Dim(groups), outputs] + kernel))
}

/// - Throws: `GraphError` for less than one group.
func expectGroups(_ groups: Int) throws(GraphError) {
  guard groups >= 1 else {
    throw GraphError(
      .invalidArgument, expected: "groups from 1 on", found: "\(groups) groups",
      advice: "one group is an ordinary convolution; as many as channels make it depthwise")
  }
}
