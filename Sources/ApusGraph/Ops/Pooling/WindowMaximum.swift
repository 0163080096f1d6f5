/// The largest element of each window over the last axes, and its int32 position: row-major over
/// those axes, of the first one if there are several; a NaN counts as largest. The gradient goes to
/// that position.
public struct WindowMaximum: Op, CustomStringConvertible {
  public static let name = "windowMaximum"
  /// How the windows lie, one for each of the last axes.
  public let windows: [WindowAxis]

  /// The largest elements of these windows.
  public init(_ windows: [WindowAxis]) { self.windows = windows }

  public var description: String { "windowMaximum of \(windows.map(\.kernel))" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    let lead = try expectWindows(windows, on: inputs[0].shape).lead
    let shape = Shape(lead + windows.map(\.count))
    return [TensorType(shape, inputs[0].dtype), TensorType(shape, .int32)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    guard let g = context.outputGradients[0] else { return [nil] }
    let op = WindowScatter(windows, shape: context.inputs[0].shape)
    return [try g.builder.append(op, [g, context.outputs[1]])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let layout = WindowLowering(windows, on: inputs[0].shape)
    let rank = layout.lead.count + windows.count
    let largest = layout.collect(inputs[0], .maximum, fill: -.infinity, &lowering)
    let place = layout.collect(inputs[0], .argmax, fill: -.infinity, &lowering) { body, tap in
      position(tap, layout, rank, &body)
    }
    return [largest, place]
  }

  /// The position in the input of a tap, which is counted row-major.
  private func position(
    _ tap: Ref, _ layout: WindowLowering, _ rank: Int, _ body: inout Body
  ) -> Ref {
    var rest = tap
    var coordinates: [Ref] = []
    for (axis, geometry) in windows.enumerated().reversed() {
      let extent = layout.number(layout.taps[axis].fixed ?? 1, &body)
      let outer = body.binary(.divide, rest, extent)
      var own =
        axis == 0 ? rest : body.binary(.subtract, rest, body.binary(.multiply, outer, extent))
      rest = outer
      var loop = AffineIndex(strides: [Dim](repeating: 0, count: rank))
      loop.strides[layout.lead.count + axis] = 1
      let start = layout.start(axis, body.index(loop, .int32), &body)
      if geometry.before > 0 {
        // A window of −∞ only: its first tap may lie in the padding, where there is nothing.
        let dilation = layout.number(geometry.dilation, &body)
        let missing = body.binary(
          .divide,
          body.binary(.subtract, layout.number(geometry.dilation - 1, &body), start), dilation)
        own = body.binary(.maximum, own, missing)
      }
      if geometry.dilation > 1 {
        own = body.binary(.multiply, own, layout.number(geometry.dilation, &body))
      }
      coordinates.insert(body.binary(.add, start, own), at: 0)
    }
    return layout.flat(coordinates, layout.extents, rank, &body)
  }
}

/// The elements at given positions, which are row-major over the last axes, one for each window;
/// 0 for a position that does not exist. The gradient is `WindowScatter`, for which each position
/// has to lie in its window.
public struct WindowPick: Op, CustomStringConvertible {
  public static let name = "windowPick"
  /// How the windows lie, one for each of the last axes.
  public let windows: [WindowAxis]

  /// The elements that windows name.
  public init(_ windows: [WindowAxis]) { self.windows = windows }

  public var description: String { "windowPick of \(windows.map(\.kernel))" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectIndices(inputs[1])
    let lead = try expectWindows(windows, on: inputs[0].shape).lead
    try expectShape(inputs[1], Shape(lead + windows.map(\.count)))
    return [TensorType(inputs[1].shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    let op = WindowScatter(windows, shape: context.inputs[0].shape)
    return [try g.builder.append(op, [g, context.inputs[1]])[0], nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, indices) = (inputs[0], inputs[1])
    let lead = x.shape.rank - windows.count
    var strides = Array(x.shape.strides[..<lead])
    strides += [Dim](repeating: 0, count: windows.count)
    let extent = Shape(Array(x.shape.dims[lead...])).elementCount
    return [
      lowering.map(indices.shape) { body in
        let index = body.load(Access(indices.value, .rowMajor(indices.shape)), indices.dtype)
        return body.append(
          .gather(
            Access(x.value, AffineIndex(strides: strides)), index: body.cast(index, to: .int32),
            stride: 1, extent: extent, site: 0), type: x.dtype)
      }
    ]
  }
}

/// For each position of `shape`, something of the windows that hold it and name it with their index:
/// the sum of their entries, or the number of the last of them. What names a position outside of its
/// window counts for nothing.
public struct WindowScatter: Op, CustomStringConvertible {
  public static let name = "windowScatter"
  /// How the windows lie, one for each of the last axes.
  public let windows: [WindowAxis]
  /// The shape of the result.
  public let shape: Shape
  /// Whether the result is, as int32, the row-major number of the last window that names the
  /// position, −1 if there is none; the inputs are then the indices alone.
  public let findsOwner: Bool

  /// The operation that puts entries where their indices name places in `shape`.
  public init(_ windows: [WindowAxis], shape: Shape, findsOwner: Bool = false) {
    (self.windows, self.shape, self.findsOwner) = (windows, shape, findsOwner)
  }

  public var description: String {
    "windowScatter" + (findsOwner ? " of owners" : "") + " to \(shape)"
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: findsOwner ? 1 : 2)
    try expectIndices(inputs[inputs.count - 1])
    let lead = try expectWindows(windows, on: shape).lead
    for input in inputs { try expectShape(input, Shape(lead + windows.map(\.count))) }
    return [TensorType(shape, findsOwner ? .int32 : try commonType(inputs.dropLast()))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    if findsOwner { return [nil] }
    let g = try context.gradient
    return [try g.builder.append(WindowPick(windows), [g, context.inputs[1]])[0], nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let layout = WindowLowering(windows, on: shape)
    let indices = inputs[inputs.count - 1]
    let scattered = layout.spread(findsOwner ? .maximum : .sum, &lowering, checksTaps: false) {
      body, cover in
      var own = AffineIndex(strides: [Dim](repeating: 0, count: cover.loops))
      for (axis, step) in Shape(layout.extents).strides.enumerated() {
        own.strides[layout.lead.count + axis] = step
      }
      // Beyond the windows a read gives 0, which may be a position: entries are 0 there, too.
      let index = body.cast(layout.entry(indices, cover, &body), to: .int32)
      let isHere = body.binary(.equal, index, body.index(own, .int32))
      if findsOwner { return layout.owner(isHere, cover, &body) }
      let entry = layout.entry(inputs[0], cover, &body)
      return body.select(isHere, entry, body.constant(0, inputs[0].dtype))
    }
    return [scattered]
  }
}
