/// Entries along an axis chosen by integer indices (NumPy's `take`): the axis is replaced by the
/// axes of the indices. An index out of range is a device fault: memory is not touched, and no
/// state changes in that step. The gradient adds up where an entry was chosen several times.
public struct Gather: StorageOp, CustomStringConvertible {
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
      return body.gather(
        access, index, stride: strides[axis], extent: x.shape[axis], site: site, x.dtype)
    }
    return [gathered]
  }
}

/// The gradient of `Gather`: entries of g added up at the positions that the indices name, in a
/// fixed order. Its own gradient is a gather.
public struct ScatterAdd: StorageOp, CustomStringConvertible {
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
    // Checked: the gather that this is the gradient of may be dead code.
    let (g, indices) = (inputs[0], inputs[1])
    let table = shape(g.shape, indices.shape)
    return [lowering.scatterRows(.add, into: nil, table, axis: axis, indices, g)]
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

/// Entries of `x` along `axis` chosen by `indices` of any integer type and any shape, as NumPy's `take`
/// and ONNX have it: what PyTorch calls `index_select`, for indices of any shape. What PyTorch calls
/// `gather`, with an index for each element, is `takeAlongAxis`. An index out of range, also a negative
/// one, is a device fault.
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
