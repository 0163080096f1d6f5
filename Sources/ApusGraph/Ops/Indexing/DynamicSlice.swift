/// A part of a tensor that begins where integers on the device say. Where it would reach beyond an
/// end it begins earlier, as XLA does, so that it always lies within. Inputs: the tensor, and where
/// the part begins on each axis.
public struct DynamicSlice: StorageOp, CustomStringConvertible {
  public static let name = "dynamicSlice"
  /// The extents of the part.
  public let shape: Shape

  /// The operation that takes a part of this shape.
  public init(_ shape: Shape) { self.shape = shape }

  public var description: String { "dynamicSlice of \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectStarts(inputs[1], of: shape, within: inputs[0].shape)
    return [TensorType(shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    let table = try zeros(like: x)
    return [try g.builder.append(DynamicUpdate(), [table, g, context.inputs[1]])[0], nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let x = inputs[0]
    lowering.expect(shape, within: x.shape)
    return [
      lowering.map(shape) { body in
        var first = body.constant(0, .int32)
        for (axis, stride) in x.shape.strides.enumerated() {
          let start = start(axis, inputs[1], x.shape[axis] - shape[axis], shape.rank, &body)
          let step = body.number(stride, loops: shape.rank)
          first = body.binary(.add, first, body.binary(.multiply, start, step))
        }
        let access = Access(x.value, .rowMajor(x.shape))
        return body.append(
          .gather(access, index: first, stride: 1, extent: x.shape.elementCount, site: 0),
          type: x.dtype)
      }
    ]
  }
}

/// A tensor with a part replaced that begins where integers on the device say; where it would reach
/// beyond an end it begins earlier. Inputs: the tensor, the part, and where it begins on each axis.
public struct DynamicUpdate: StorageOp, CustomStringConvertible {
  public static let name = "dynamicUpdate"

  /// The operation that replaces a part.
  public init() {}

  public var description: String { "dynamicUpdate" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 3)
    try expectStarts(inputs[2], of: inputs[1].shape, within: inputs[0].shape)
    guard inputs[0].dtype == inputs[1].dtype else {
      throw GraphError(
        .dtypeMismatch, expected: "a part of type \(inputs[0].dtype)", found: "\(inputs[1].dtype)",
        advice: "cast(_:to:) the part first")
    }
    return [inputs[0]]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (part, starts, g) = (context.inputs[1], context.inputs[2], try context.gradient)
    return [
      context.needed[0]
        ? try g.builder.append(DynamicUpdate(), [g, zeros(like: part), starts])[0] : nil,
      try g.builder.append(DynamicSlice(part.shape), [g, starts])[0], nil,
    ]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, part) = (inputs[0], inputs[1])
    let rank = x.shape.rank
    lowering.expect(part.shape, within: x.shape)
    return [
      lowering.map(x.shape) { body in
        let zero = body.constant(0, .int32)
        var isInside = body.constant(1, .bool)
        var position = zero
        for (axis, stride) in part.shape.strides.enumerated() {
          var loop = AffineIndex(strides: [Dim](repeating: 0, count: rank))
          loop.strides[axis] = 1
          let start = start(axis, inputs[2], x.shape[axis] - part.shape[axis], rank, &body)
          let own = body.binary(.subtract, body.index(loop, .int32), start)
          let extent = body.number(part.shape[axis], loops: rank)
          let isWithin = body.isIndex(own, below: extent, loops: rank)
          isInside = body.binary(.and, isInside, isWithin)
          let offset = body.binary(.multiply, own, body.number(stride, loops: rank))
          position = body.binary(.add, position, offset)
        }
        let none = AffineIndex(strides: [Dim](repeating: 0, count: rank))
        let outside = body.constant(-1, .int32)
        let new = body.append(
          .gather(
            Access(part.value, none), index: body.select(isInside, position, outside), stride: 1,
            extent: part.shape.elementCount, site: 0), type: x.dtype)
        let old = body.load(Access(x.value, .rowMajor(x.shape)), x.dtype)
        return body.select(isInside, new, old)
      }
    ]
  }
}

/// Where a part begins on an axis, as int32 in `0...limit`.
private func start(
  _ axis: Int, _ starts: LoweredTensor, _ limit: Dim, _ rank: Int, _ body: inout Body
) -> Ref {
  let place = AffineIndex(offset: Dim(axis), strides: [Dim](repeating: 0, count: rank))
  let own = body.load(Access(starts.value, place), starts.dtype)
  let wide = starts.dtype == .int64 ? own : body.cast(own, to: .int32)
  let dtype = body.types[wide]
  let low = body.binary(.maximum, wide, body.constant(0, dtype))
  let most = body.number(limit, loops: rank, dtype)
  return body.cast(body.binary(.minimum, low, most), to: .int32)
}

/// - Throws: `GraphError` unless `starts` has an integer for each axis, and the part fits.
private func expectStarts(
  _ starts: TensorType, of part: Shape, within shape: Shape
) throws(GraphError) {
  try expectIndices(starts)
  guard starts.shape == [Dim(shape.rank)], part.rank == shape.rank else {
    throw GraphError(
      .shapeMismatch, expected: "a start and an extent for each of \(shape.rank) axes",
      found: "\(starts.shape) starts, a part of \(part)", advice: "the tensor is \(shape)")
  }
  for axis in 0..<shape.rank {
    try Positions(axis: axis, of: shape[axis], count: part[axis]).check(within: shape)
  }
}

extension Lowering {
  /// Has it checked that a part fits, where that depends on the sizes.
  fileprivate mutating func expect(_ part: Shape, within shape: Shape) {
    for (axis, extent) in shape.enumerated() {
      expect(Positions(axis: axis, of: extent, count: part[axis]))
    }
  }
}

/// The part of `x` with this shape that begins at `starts`, integers on the device, one for each axis.
/// A start is moved into the range where the part lies within `x`, as XLA does.
///
/// - Formula: y[i…] = x[start₁ + i₁, …], each start clamped to 0…n − m
/// - Shapes: x [n…], starts [rank], shape [m…] → [m…]
/// - DTypes: any
/// - Gradient: g at the part, 0 elsewhere
/// - PyTorch: —
/// - ONNX: Slice
/// - Throws: `GraphError` for starts that are not integers, one for each axis, or a part that does not
///   fit.
public func dynamicSlice(
  _ x: Variable, starts: Variable, shape: Shape, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(DynamicSlice(shape), x, starts, file, line)
}

/// `x` with a part replaced that begins at `starts`, integers on the device, one for each axis. A start
/// is moved into the range where the part lies within `x`, as XLA does.
///
/// - Formula: y[start₁ + i₁, …] = part[i…], x elsewhere, each start clamped to 0…n − m
/// - Shapes: x [n…], part [m…], starts [rank] → [n…]
/// - DTypes: any
/// - Gradient: to x g with 0 at the part, to the part g there
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for starts that are not integers, one for each axis, or a part that does not
///   fit or has another type.
public func dynamicUpdate(
  _ x: Variable, _ part: Variable, starts: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.add(DynamicUpdate(), [x, part, starts], file: file, line: line)[0]
}
