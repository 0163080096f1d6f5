/// One entry along an axis for each index, at the index's own position on the other axes
/// (NumPy's `take_along_axis`). An index out of range is a device fault, as in `Gather`.
public struct TakeAlongAxis: StorageOp, CustomStringConvertible {
  public static let name = "takeAlongAxis"
  /// The resolved axis.
  public let axis: Int

  /// - Parameter axis: resolved, as `Shape.resolve(axis:)` gives it.
  public init(axis: Int) { self.axis = axis }

  public var description: String { "takeAlongAxis along \(axis)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectIndices(inputs[1])
    let shape = try inputs[0].shape.checked([axis])
    try expectSameShape(inputs[1].shape, as: shape, except: axis)
    return [TensorType(inputs[1].shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, indices, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    let op = TakeAlongAxisGradient(axis: axis, extent: x.shape[axis])
    return [try g.builder.append(op, [g, indices])[0], nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, indices) = (inputs[0], inputs[1])
    let strides = x.shape.strides
    let site = lowering.faultSite(extent: x.shape[axis])
    let taken = lowering.map(indices.shape) { body in
      let index = body.load(
        Access(indices.value, AffineIndex(strides: indices.shape.strides)), indices.dtype)
      var rest = strides
      rest[axis] = 0
      return body.gather(
        Access(x.value, AffineIndex(strides: rest)), index, stride: strides[axis],
        extent: x.shape[axis], site: site, x.dtype)
    }
    return [taken]
  }
}

/// The gradient of `TakeAlongAxis`: entries of g added up where the indices name them, in a fixed
/// order. Its own gradient takes along the axis.
public struct TakeAlongAxisGradient: Op, CustomStringConvertible {
  public static let name = "takeAlongAxisGradient"
  /// The resolved axis.
  public let axis: Int
  /// The extent of the result along the axis.
  public let extent: Dim

  /// The operation that adds up entries along `axis` of a result with `extent` there.
  public init(axis: Int, extent: Dim) {
    self.axis = axis
    self.extent = extent
  }

  public var description: String { "entries added up along \(axis) to \(extent)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectIndices(inputs[1])
    var dims = try inputs[0].shape.checked([axis]).dims
    try expectSameShape(inputs[1].shape, as: inputs[0].shape, except: axis)
    dims[axis] = extent
    return [TensorType(Shape(dims), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let op = TakeAlongAxis(axis: axis)
    let g = try context.gradient
    return [try g.builder.append(op, [g, context.inputs[1]])[0], nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    // Checked: the operation that this is the gradient of may be dead code.
    let (g, indices) = (inputs[0], inputs[1])
    var table = g.shape
    table[axis] = extent
    return [lowering.scatterElements(.add, into: nil, table, axis: axis, indices, g)]
  }
}

/// - Throws: `GraphError` unless `indices` has the extents of `shape` on all axes but `axis`.
func expectSameShape(
  _ indices: Shape, as shape: Shape, except axis: Int
) throws(GraphError) {
  var expected = shape.dims
  if indices.rank == shape.rank { expected[axis] = indices[axis] }
  guard indices.dims == expected else {
    throw GraphError(
      .shapeMismatch, expected: "indices with the extents of \(shape) on all axes but \(axis)",
      found: "\(indices)", advice: "broadcast or slice the indices first")
  }
}

/// Entries of `x` along `axis`, each chosen by the index at its own position on the other axes.
/// An index out of range is a device fault.
///
/// - Formula: y[…, j, …] = x[…, indices[…, j, …], …]
/// - Shapes: x […, n, …], indices […, m, …] → […, m, …]
/// - DTypes: any
/// - Gradient: g added up at the indices
/// - PyTorch: torch.gather, torch.take_along_dim
/// - ONNX: GatherElements
/// - Throws: `GraphError` for an axis out of range, indices that are not integers, or indices whose
///   extents differ from those of `x` on another axis.
public func takeAlongAxis(
  _ x: Variable, _ indices: Variable, axis: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "takeAlongAxis", file, line)[0]
  return try apply(TakeAlongAxis(axis: axis), x, indices, file, line)
}
