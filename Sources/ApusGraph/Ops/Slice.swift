/// Part of a tensor: along each axis, `count` elements from `start` on, `step` apart; a negative
/// step walks backwards. The gradient is placed into zeros (`Unslice`).
public struct Slice: StorageOp, CustomStringConvertible {
  public static let name = "slice"

  /// What is taken along one axis.
  public struct Range: Hashable, Sendable, Codable {
    /// The first position.
    public var start: Dim
    /// How many positions.
    public var count: Dim
    /// From one position to the next; not 0.
    public var step: Int

    /// `count` positions from `start` on, `step` apart.
    public init(start: Dim, count: Dim, step: Int = 1) {
      self.start = start
      self.count = count
      self.step = step
    }

    /// The last position taken; meaningless if count is 0.
    var last: Dim { start + (count - 1) * Dim(step) }

    func positions(on axis: Int, of shape: Shape) -> Positions {
      Positions(axis: axis, of: shape[axis], start: start, count: count, step: step)
    }
  }

  /// One for each axis.
  public let ranges: [Range]

  /// What to take along each axis.
  public init(_ ranges: [Range]) { self.ranges = ranges }

  public var description: String {
    "slice "
      + ranges.map { "\($0.start)+\($0.count)" + ($0.step == 1 ? "" : "·\($0.step)") }
      .joined(separator: ", ")
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try check(ranges, within: inputs[0].shape)
    return [TensorType(Shape(ranges.map(\.count)), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [
      try g.builder.append(Unslice(ranges, shape: context.inputs[0].shape), [g])[0]
    ]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = inputs[0].shape
    for (axis, range) in ranges.enumerated() {
      lowering.expect(range.positions(on: axis, of: shape))
    }
    let strides = shape.strides
    var index = AffineIndex(strides: [])
    for (range, stride) in zip(ranges, strides) {
      index.offset = index.offset + range.start * stride
      index.strides.append(stride * Dim(range.step))
    }
    return [lowering.view(inputs[0], Shape(ranges.map(\.count)), index)]
  }
}

/// The inverse of `Slice`: elements placed where a slice would take them from, 0 elsewhere. The
/// gradient is the slice.
public struct Unslice: StorageOp, CustomStringConvertible {
  public static let name = "unslice"
  /// Where the elements go, one for each axis.
  public let ranges: [Slice.Range]
  /// The shape of the result.
  public let shape: Shape

  /// The operation that places what `ranges` would take from `shape`.
  public init(_ ranges: [Slice.Range], shape: Shape) {
    self.ranges = ranges
    self.shape = shape
  }

  public var description: String { "unslice to \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try check(ranges, within: shape)
    guard inputs[0].shape == Shape(ranges.map(\.count)) else {
      throw GraphError(
        .shapeMismatch, expected: "the shape of the slice, \(ranges.map(\.count))",
        found: "\(inputs[0].shape)", advice: "use the gradient of slice")
    }
    return [TensorType(shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [try g.builder.append(Slice(ranges), [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    // Axis by axis: spread the elements |step| apart (zeros between), then place the run.
    var x = inputs[0]
    for axis in 0..<shape.rank {
      let range = ranges[axis]
      lowering.expect(range.positions(on: axis, of: shape))
      // From a single element, nothing leads to the next one.
      let (isForward, step) =
        range.count == 1 ? (true, 1) : (range.step > 0, Dim(Swift.abs(range.step)))
      let first = isForward ? range.start : range.last
      let spread = spreading(x, axis, isForward: isForward, step, &lowering)
      if first == 0 && spread.shape[axis] == shape[axis] {
        x = spread
        continue
      }
      var target = spread.shape
      target[axis] = shape[axis]
      var position = AffineIndex(strides: [Dim](repeating: 0, count: shape.rank))
      position.offset = -first
      position.strides[axis] = 1
      var index = AffineIndex(strides: spread.shape.strides)
      index.offset = -first * spread.shape.strides[axis]
      let bound = Bound(position, within: spread.shape[axis])
      x = lowering.view(spread, target, index, bounds: [bound])
    }
    return [x]
  }

  private func spreading(
    _ x: LoweredTensor, _ axis: Int, isForward: Bool, _ step: Dim, _ lowering: inout Lowering
  ) -> LoweredTensor {
    if step == 1 && isForward { return x }
    var (shape, strides) = (x.shape, x.shape.strides)
    let count = shape[axis]
    var index = AffineIndex(strides: strides)
    if !isForward {
      index.offset = (count - 1) * strides[axis]
      index.strides[axis] = -strides[axis]
    }
    if step == 1 { return lowering.view(x, shape, index) }
    shape.dims.insert(step, at: axis + 1)
    index.strides.insert(0, at: axis + 1)
    strides = [Dim](repeating: 0, count: shape.rank)
    strides[axis + 1] = 1
    let bound = Bound(AffineIndex(strides: strides), within: 1)
    let spread = lowering.view(x, shape, index, bounds: [bound])
    var merged = x.shape
    merged[axis] = count * step
    return spread.reshaped(merged)
  }
}

/// - Throws: `GraphError` for positions that lie outside of `shape` whatever its sizes.
private func check(_ ranges: [Slice.Range], within shape: Shape) throws(GraphError) {
  guard ranges.count == shape.rank else {
    throw GraphError(
      .invalidArgument, expected: "\(shape.rank) ranges, one for each axis",
      found: "\(ranges.count)", advice: "the input is \(shape)")
  }
  for (axis, range) in ranges.enumerated() where range.count != 0 {
    let limit = Shape.maximumElementCount
    guard range.step != 0, (-limit...limit).contains(range.step) else {
      throw GraphError(
        .invalidArgument, expected: "a step that is not 0, of at most 2^47",
        found: "\(range.step) on axis \(axis)",
        advice: "a step leads from one position to the next")
    }
    try range.positions(on: axis, of: shape).check(within: shape)
  }
}

/// `count` elements from `start` on, `step` apart, along one axis. All may be symbolic, as in the last
/// step of each sequence, `start: .time - 1, count: 1`; what depends on the sizes is checked when they
/// are bound.
///
/// - Formula: y[…, i, …] = x[…, start + step · i, …]
/// - Shapes: x […, n, …] → […, count, …]
/// - DTypes: any
/// - Gradient: g between zeros
/// - PyTorch: Tensor.narrow, x[start:end:step]
/// - ONNX: Slice
/// - Throws: `GraphError` if a position lies outside: here where that is so for all sizes, else when
///   they are bound.
public func slice(
  _ x: Variable, axis: Int, start: Dim, count: Dim, step: Int = 1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "slice", file, line)[0]
  var ranges = x.shape.map { Slice.Range(start: 0, count: $0) }
  ranges[axis] = Slice.Range(start: start, count: count, step: step)
  return try apply(Slice(ranges), x, file, line)
}
