/// Row-major int32 positions of points, whose integer coordinates are the last axis of the input; the
/// first axes may be those of the table, too. A coordinate out of range is a device fault.
package struct FlatIndex: Op, CustomStringConvertible {
  package static let name = "flatIndex"
  /// The extents that the coordinates are within.
  package let extents: [Dim]
  /// The leading axes that points and table share.
  package let batchRank: Int
  /// What asked for it, which errors name.
  package let function: String

  package var description: String { "\(function) within \(Shape(extents))" }

  package func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectIndices(inputs[0])
    let shape = inputs[0].shape
    guard shape.rank > batchRank, shape[shape.rank - 1] == Dim(extents.count), !extents.isEmpty
    else {
      throw GraphError(
        .shapeMismatch, expected: "\(extents.count) coordinates along the last axis",
        found: "\(shape)", advice: "give one coordinate for each axis that is indexed")
    }
    return [TensorType(Shape(Array(shape.dims.dropLast())), .int32)]
  }

  package func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  package func lower(_ inputs: [LoweredTensor], _ lowering: inout Lowering) throws
    -> [LoweredTensor]
  {
    let points = inputs[0]
    let shape = Shape(Array(points.shape.dims.dropLast()))
    let sites = extents.map { lowering.faultSite(extent: $0) }
    let table = Shape(extents)
    let batch = Shape(Array(shape.dims[..<batchRank]))
    return [
      lowering.map(shape) { body in
        let rest = [Dim](repeating: 0, count: shape.rank - batchRank)
        let first = batch.strides.map { $0 * table.elementCount }
        var sum = body.index(AffineIndex(strides: first + rest), .int32)
        var isInside = body.constant(1, .bool)
        let zero = body.constant(0, .int32)
        for (axis, stride) in table.strides.enumerated() {
          let at = AffineIndex(offset: Dim(axis), strides: points.shape.strides.dropLast())
          let own = body.checked(
            body.load(Access(points.value, at), points.dtype), extent: extents[axis],
            site: sites[axis])
          isInside = body.binary(.and, isInside, body.binary(.greaterOrEqual, own, zero))
          let step = body.index(
            AffineIndex(offset: stride, strides: [Dim](repeating: 0, count: shape.rank)), .int32)
          sum = body.binary(.add, sum, body.binary(.multiply, own, step))
        }
        return body.select(isInside, sum, body.constant(-1, .int32))
      }
    ]
  }
}

/// The parts of `x` at points: the last axis of `indices` holds the coordinates of each on the first
/// axes of `x` after the batch axes, which both share.
///
/// - Formula: y[b…, j…, …] = x[b…, indices[b…, j…, 0], …, indices[b…, j…, k − 1], …]
/// - Shapes: x [b…, n₁…nₖ, …], indices [b…, m…, k] → [b…, m…, …]
/// - DTypes: any
/// - Gradient: g added up at the points
/// - PyTorch: —
/// - ONNX: GatherND
/// - Throws: `GraphError` for indices that are not integers, more coordinates than axes, or batch axes
///   that differ. An index out of range is a device fault.
public func gatherND(
  _ x: Variable, _ indices: Variable, batchAxes: Int = 0, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, indices], file, line) { () throws(GraphError) in
    let points = try Points(indices, of: x.shape, batchAxes)
    let rows = try points.numbers(indices, "gatherND")
    return try gather(reshape(x, to: points.table), rows)
  }
}

/// `x` with entries put at points, on top of what is there: the last axis of `indices` holds the
/// coordinates of each on the first axes of `x`. Several entries for one place join in their order; of
/// those that replace, the last one stays.
///
/// - Formula: y = x; then for each j: y[indices[j…, 0], …, indices[j…, k − 1], …] ∘= entries[j…, …]
/// - Shapes: x [n₁…nₖ, …], indices [m…, k], entries [m…, …] → [n₁…nₖ, …]
/// - DTypes: any (`bool` in mode `.replace` only)
/// - Gradient: as of `scatter`
/// - PyTorch: torch.index_put
/// - ONNX: ScatterND
/// - Throws: `GraphError` for shapes or types that do not fit, more coordinates than axes, or
///   arithmetic on `bool`. An index out of range is a device fault.
public func scatterND(
  _ x: Variable, _ indices: Variable, _ entries: Variable, mode: ScatterMode = .replace,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, indices, entries], file, line) { () throws(GraphError) in
    let points = try Points(indices, of: x.shape, 0)
    let rows = try points.numbers(indices, "scatterND")
    let op = Scatter(axis: 0, mode: mode, isElementwise: false)
    let result = try x.builder.append(op, [reshape(x, to: points.table), rows, entries])[0]
    return try reshape(result, to: x.shape)
  }
}

/// How the coordinates of points name rows of a table.
private struct Points {
  /// The shape of the table whose rows the points name.
  let table: Shape
  private let extents: [Dim]
  private let batchAxes: Int

  init(_ indices: Variable, of shape: Shape, _ batchAxes: Int) throws(GraphError) {
    let count = indices.shape.dims.last?.fixed
    guard let count, count > 0, batchAxes >= 0, batchAxes < indices.shape.rank,
      batchAxes + count <= shape.rank
    else {
      throw GraphError(
        .invalidShape,
        expected:
          "1 to \(Swift.max(0, shape.rank - Swift.max(0, batchAxes))) coordinates along the "
          + "last axis, behind batch axes that both share",
        found: "\(indices.shape), \(batchAxes) batch axes",
        advice: "the table is \(shape); give a coordinate for each axis that is indexed")
    }
    guard shape.dims[..<batchAxes] == indices.shape.dims[..<batchAxes] else {
      throw GraphError(
        .shapeMismatch, expected: "batch axes \(Shape(Array(shape.dims[..<batchAxes])))",
        found: "\(indices.shape)", advice: "broadcast the indices first")
    }
    self.batchAxes = batchAxes
    extents = Array(shape.dims[batchAxes..<batchAxes + count])
    let rows = Shape(Array(shape.dims[..<(batchAxes + count)])).elementCount
    table = Shape([rows] + shape.dims[(batchAxes + count)...])
  }

  /// The number of the row of each point.
  func numbers(_ indices: Variable, _ function: String) throws(GraphError) -> Variable {
    let op = FlatIndex(extents: extents, batchRank: batchAxes, function: function)
    return try indices.builder.append(op, [indices])[0]
  }
}
