/// The rows of `x` along `axis` that a list of indices names.
///
/// - Formula: y[…, j, …] = x[…, indices[j], …]
/// - Shapes: x […, n, …], indices [m] → […, m, …]
/// - DTypes: any
/// - Gradient: g added up at the indices
/// - PyTorch: torch.index_select
/// - ONNX: Gather
/// - Throws: `GraphError` for an axis out of range, or indices that are no list of integers. An index
///   out of range is a device fault.
public func indexSelect(
  _ x: Variable, _ indices: Variable, axis: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "indexSelect", file, line)[0]
  return try x.builder.composed([x, indices], file, line) { () throws(GraphError) in
    try expectList(indices)
    return try apply(Gather(axis: axis), x, indices, file, line)
  }
}

/// `x` with rows along `axis` put where a list of indices names, on top of what is there: added to it
/// by default. Several rows for one place join in their order.
///
/// - Formula: y = x; then for each j: y[…, indices[j], …] ∘= rows[…, j, …]
/// - Shapes: x […, n, …], indices [m], rows […, m, …] → […, n, …]
/// - DTypes: any (`bool` in mode `.replace` only)
/// - Gradient: as of `scatter`
/// - PyTorch: torch.index_add, torch.index_copy, torch.index_reduce
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range, shapes or types that do not fit, or arithmetic on
///   `bool`. An index out of range is a device fault.
public func indexAdd(
  _ x: Variable, _ indices: Variable, _ rows: Variable, axis: Int, mode: ScatterMode = .add,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "indexAdd", file, line)[0]
  return try x.builder.composed([x, indices, rows], file, line) { () throws(GraphError) in
    try expectList(indices)
    let op = Scatter(axis: axis, mode: mode, isElementwise: false)
    return try x.builder.append(op, [x, indices, rows])[0]
  }
}

private func expectList(_ indices: Variable) throws(GraphError) {
  guard indices.shape.rank == 1 else {
    throw GraphError(
      .invalidShape, expected: "a list of indices", found: "\(indices.shape)",
      advice: "reshape them, or use gather")
  }
}
