/// Entries put into a table along an axis where integer indices name the places, on top of what the
/// table holds: whole rows, or each element by an index of its own. Several entries for a place join
/// in the order of the indices, so that the result is the same bits every time. Inputs: the table, the
/// indices, the entries.
public struct Scatter: StorageOp, CustomStringConvertible {
  public static let name = "scatter"
  /// The resolved axis.
  public let axis: Int
  /// How entries join what is there.
  public let mode: ScatterMode
  /// Whether indices have the shape of the entries; otherwise they name rows, and entries have the axes
  /// of the indices in place of the axis.
  public let isElementwise: Bool

  /// The operation that puts entries along `axis`, resolved as `Shape.resolve(axis:)` gives it.
  public init(axis: Int, mode: ScatterMode, isElementwise: Bool) {
    (self.axis, self.mode, self.isElementwise) = (axis, mode, isElementwise)
  }

  public var description: String {
    "scatter \(mode)\(isElementwise ? "" : " of rows") along \(axis)"
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 3)
    try expectIndices(inputs[1])
    let (x, indices, entries) = (inputs[0], inputs[1].shape, inputs[2])
    let shape = try x.shape.checked([axis])
    let isPlain = mode == .replace
    guard entries.dtype == x.dtype, isPlain || x.dtype != .bool else {
      throw GraphError(
        .dtypeMismatch,
        expected: isPlain
          ? "entries of type \(x.dtype)" : "a table and entries of one numeric type",
        found: "\(entries.dtype) into \(x.dtype)", advice: "cast(_:to:) the entries first")
    }
    if isElementwise { try expectSameShape(indices, as: shape, except: axis) }
    let expected =
      isElementwise
      ? indices : Shape(Array(shape.dims[..<axis] + indices.dims + shape.dims[(axis + 1)...]))
    guard entries.shape == expected else {
      throw GraphError(
        .shapeMismatch, expected: "entries \(expected), one for each index",
        found: "\(entries.shape)", advice: "broadcast or slice the entries first")
    }
    return [x]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let gradient = ScatterGradient(self, context, try context.gradient)
    let (table, entries) =
      switch mode {
      case .replace: try gradient.ofReplacing()
      case .add: (gradient.g, try gradient.taken(gradient.g))
      case .multiply: try gradient.ofMultiplying()
      case .max, .min: try gradient.ofExtremes()
      }
    return [table, nil, entries]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, indices, entries) = (inputs[0], inputs[1], inputs[2])
    return [
      isElementwise
        ? lowering.scatterElements(mode, into: x, x.shape, axis: axis, indices, entries)
        : lowering.scatterRows(mode, into: x, x.shape, axis: axis, indices, entries)
    ]
  }
}

/// The gradients of `Scatter`, each in terms of the operations themselves.
private struct ScatterGradient {
  let op: Scatter
  let (x, indices, entries): (Variable, Variable, Variable)
  let y: Variable
  let g: Variable

  init(_ op: Scatter, _ context: GradientContext, _ g: Variable) {
    (self.op, self.g, y) = (op, g, context.outputs[0])
    (x, indices, entries) = (context.inputs[0], context.inputs[1], context.inputs[2])
  }

  /// What a table holds at the indices.
  func taken(_ table: Variable) throws(GraphError) -> Variable {
    op.isElementwise
      ? try table.builder.append(TakeAlongAxis(axis: op.axis), [table, indices])[0]
      : try table.builder.append(Gather(axis: op.axis), [table, indices])[0]
  }

  func scattered(
    _ mode: ScatterMode, into table: Variable, _ entries: Variable
  ) throws(GraphError) -> Variable {
    let other = Scatter(axis: op.axis, mode: mode, isElementwise: op.isElementwise)
    return try table.builder.append(other, [table, indices, entries])[0]
  }

  /// To the last entry of each place; what is replaced gets none.
  func ofReplacing() throws(GraphError) -> (Variable, Variable) {
    let none = try zeros(like: entries)
    let table = try scattered(.replace, into: g, none)
    return (table, try select(isLast(), taken(g), none))
  }

  /// Whether an entry is the last one of its place: for rows, of the shape [1…, indices…, 1…].
  private func isLast() throws(GraphError) -> Variable {
    let builder = x.builder
    let numbers = try builder.append(ElementNumber(shape: indices.shape), [])[0]
    let shape = op.isElementwise ? x.shape : [x.shape[op.axis]]
    let last = Scatter(
      axis: op.isElementwise ? op.axis : 0, mode: .replace, isElementwise: op.isElementwise)
    let nobody = try full(in: builder, shape, -1, .int32)
    let owners = try builder.append(last, [nobody, indices, numbers])[0]
    if op.isElementwise { return try equal(taken(owners), numbers) }
    let own = try builder.append(Gather(axis: 0), [owners, indices])[0]
    let one = Dim(1)
    let dims =
      [Dim](repeating: one, count: op.axis) + indices.shape.dims
      + [Dim](repeating: one, count: x.shape.rank - op.axis - 1)
    return try reshape(equal(own, numbers), to: Shape(dims))
  }

  /// g times the product of all others at the place. That product is the one of all that are not 0,
  /// without the factor itself, unless another factor is 0.
  func ofMultiplying() throws(GraphError) -> (Variable, Variable) {
    let (tableIsZero, entryIsZero) = (try equal(x, 0), try equal(entries, 0))
    let (table, own) = (try select(tableIsZero, 1, x), try select(entryIsZero, 1, entries))
    let product = try scattered(.multiply, into: table, own)
    let (zeroTable, zeroEntry) = (
      try cast(tableIsZero, to: x.dtype), try cast(entryIsZero, to: x.dtype)
    )
    let zeros = try scattered(.add, into: zeroTable, zeroEntry)
    let toTable = try select(equal(zeros, zeroTable), product / table, 0)
    let toEntries = try select(equal(taken(zeros), zeroEntry), taken(product) / own, 0)
    return (try g * toTable, try taken(g) * toEntries)
  }

  /// Shared evenly by all that attain the extreme.
  func ofExtremes() throws(GraphError) -> (Variable, Variable) {
    // A half type cannot count far.
    let table = try cast(equal(x, y), to: x.dtype.computed)
    let own = try cast(equal(entries, taken(y)), to: x.dtype.computed)
    let share = try cast(g, to: x.dtype.computed) / scattered(.add, into: table, own)
    return (try cast(table * share, to: x.dtype), try cast(own * taken(share), to: x.dtype))
  }
}

/// `x` with entries put along `axis`, each at the index of its own, on top of what is there. Several
/// entries for one place join in their order along the axis; of those that replace, the last one stays.
///
/// - Formula: y = x; then for each j: y[…, indices[…, j, …], …] ∘= entries[…, j, …]
/// - Shapes: x […, n, …], indices and entries […, m, …] → […, n, …]
/// - DTypes: any (`bool` in mode `.replace` only)
/// - Gradient: to x and entries, of what the result holds of them: of replacing, to the last entry; of
///   multiplying, times the other factors (once only where factors are 0); of max and min, shared
///   evenly by those that attain it
/// - PyTorch: torch.scatter, torch.scatter_add, torch.scatter_reduce
/// - ONNX: ScatterElements
/// - Throws: `GraphError` for an axis out of range, shapes or types that do not fit, or arithmetic on
///   `bool`. An index out of range is a device fault.
public func scatter(
  _ x: Variable, _ indices: Variable, _ entries: Variable, axis: Int,
  mode: ScatterMode = .replace, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "scatter", file, line)[0]
  let op = Scatter(axis: axis, mode: mode, isElementwise: true)
  return try x.builder.add(op, [x, indices, entries], file: file, line: line)[0]
}

/// `x` with entries in place of those that indices name along an axis; of several for one place, the
/// last one stays.
///
/// - Formula: y = x; then for each j: y[…, indices[…, j, …], …] = entries[…, j, …]
/// - Shapes: x […, n, …], indices and entries […, m, …] → […, n, …]
/// - DTypes: any
/// - Gradient: g where nothing was put, to x; g at the indices, to the last entries
/// - PyTorch: torch.scatter
/// - ONNX: ScatterElements
/// - Throws: `GraphError` as `scatter` does.
public func putAlongAxis(
  _ x: Variable, _ indices: Variable, _ entries: Variable, axis: Int, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "putAlongAxis", file, line)[0]
  return try x.builder.composed([x, indices, entries], file, line) { () throws(GraphError) in
    let op = Scatter(axis: axis, mode: .replace, isElementwise: true)
    return try x.builder.append(op, [x, indices, entries])[0]
  }
}
