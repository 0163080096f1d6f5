/// Entries along an axis chosen by integer indices (NumPy's `take`): the axis is replaced by the
/// axes of the indices. An index out of range is a device fault: memory is not touched, and no
/// state changes in that step. The gradient adds up where an entry was chosen several times.
public struct Gather: Op, CustomStringConvertible {
  public static let name = "gather"
  /// The resolved axis.
  public let axis: Int

  /// - Parameter axis: resolved, as `Shape.resolve(axis:)` gives it.
  public init(axis: Int) { self.axis = axis }

  public var description: String { "gather along \(axis)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectIndices(inputs[1])
    let shape = try inputs[0].shape.checked([axis])
    let dims = shape.dims[..<axis] + inputs[1].shape.dims + shape.dims[(axis + 1)...]
    return [TensorType(Shape(Array(dims)), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, indices, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    let op = ScatterAdd(axis: axis, extent: x.shape[axis])
    return [try g.builder.append(op, [g, indices])[0], nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, indices) = (inputs[0], inputs[1])
    let (outer, inner) = (x.shape.dims[..<axis], x.shape.dims[(axis + 1)...])
    let shape = Shape(Array(outer + indices.shape.dims + inner))
    let strides = x.shape.strides
    let none = [Dim](repeating: 0, count: indices.shape.rank)
    let site = lowering.faultSite(extent: x.shape[axis])
    let gathered = lowering.map(shape) { body in
      let position = [Dim](repeating: 0, count: outer.count) + indices.shape.strides
      let index = body.load(
        Access(
          indices.value,
          AffineIndex(strides: position + [Dim](repeating: 0, count: inner.count))),
        indices.dtype)
      let access = Access(
        x.value, AffineIndex(strides: strides[..<axis] + none + strides[(axis + 1)...]))
      return body.append(
        .gather(
          access, index: body.cast(index, to: .int32), stride: strides[axis],
          extent: x.shape[axis], site: site),
        type: x.dtype)
    }
    return [gathered]
  }
}

/// The gradient of `Gather`: entries of g added up at the positions that the indices name, in a
/// fixed order. Its own gradient is a gather.
public struct ScatterAdd: Op, CustomStringConvertible {
  public static let name = "scatterAdd"
  /// The resolved axis.
  public let axis: Int
  /// The extent of the result along the axis.
  public let extent: Dim

  /// The operation that adds up entries along `axis` of a result with `extent` there.
  public init(axis: Int, extent: Dim) {
    self.axis = axis
    self.extent = extent
  }

  public var description: String { "scatterAdd along \(axis) to \(extent)" }

  private func shape(_ g: Shape, _ indices: Shape) -> Shape {
    Shape(Array(g.dims[..<axis] + [extent] + g.dims[(axis + indices.rank)...]))
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectIndices(inputs[1])
    let (g, indices) = (inputs[0].shape, inputs[1].shape)
    guard axis >= 0, axis <= g.rank - indices.rank,
      Array(g.dims[axis..<axis + indices.rank]) == indices.dims
    else {
      throw GraphError(
        .shapeMismatch, expected: "the axes \(indices) at axis \(axis)", found: "\(g)",
        advice: "give one entry for each index")
    }
    return [TensorType(shape(g, indices), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try gather(context.gradient, context.inputs[1], axis: axis), nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    // out[o, v, i] = Σⱼ (indices[j] == v) · g[o, j, i]: one writer for each element.
    let (g, indices) = (inputs[0], inputs[1])
    let count = indices.shape.elementCount
    let (outer, inner) = (
      g.shape.dims[..<axis], g.shape.dims[(axis + indices.shape.rank)...]
    )
    let flat = Shape(Array(outer + [count] + inner))
    let space = Shape(Array(outer + [extent, count] + inner))
    var strides = flat.strides
    strides.insert(0, at: axis)
    let one = (0..<space.rank).map { $0 == axis ? Dim(1) : Dim(0) }
    let along = (0..<space.rank).map { $0 == axis + 1 ? Dim(1) : Dim(0) }
    // Checked: the gather that this is the gradient of may be dead code.
    let site = lowering.faultSite(extent: extent)
    let sum = lowering.reduce(.sum, space, axes: [axis + 1]) { body, order in
      let load = body.load(
        Access(indices.value, order(AffineIndex(strides: along))), indices.dtype)
      let index = body.append(
        .check(body.cast(load, to: .int32), extent: extent, site: site), type: .int32)
      let entry = body.load(Access(g.value, order(AffineIndex(strides: strides))), g.dtype)
      let position = body.index(order(AffineIndex(strides: one)), .int32)
      let isHere = body.binary(.equal, index, position)
      return body.select(isHere, entry, body.constant(0, g.dtype))
    }
    return [sum.reshaped(shape(g.shape, indices.shape))]
  }
}

/// - Throws: `GraphError` unless `type` is an integer type.
func expectIndices(_ type: TensorType) throws(GraphError) {
  guard type.dtype.isInteger else {
    throw GraphError(
      .dtypeMismatch, expected: "integer indices", found: "\(type.dtype)",
      advice: "cast(to: .int32) first")
  }
}

/// Entries of `x` along `axis` chosen by `indices` (int32, int64 or uint8, any shape).
///
/// - Formula: y[…, j…, …] = x[…, indices[j…], …]
/// - Shapes: x […, n, …], indices [m…] → […, m…, …]
/// - DTypes: any
/// - Gradient: g added up at the indices
/// - PyTorch: torch.index_select, torch.nn.functional.embedding
/// - ONNX: Gather
/// - Throws: `GraphError` for an axis out of range or indices that are not integers.
public func gather(
  _ x: Variable, _ indices: Variable, axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "gather", file, line)[0]
  return try apply(Gather(axis: axis), x, indices, file, line)
}
