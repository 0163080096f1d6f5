/// How the rows of a bag are combined.
public enum BagMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// The sum, by weights if there are any.
  case sum
  /// The mean.
  case mean
  /// The largest, element by element.
  case max
}

/// Rows of a table chosen by indices and combined bag by bag: each row of `indices` is a bag. Entries
/// with the padding index, which may count from the end, do not count; a bag without others gives zeros.
///
/// - Formula: y[b] = Σ w[b, i] · table[indices[b, i]]; or their mean, or the largest elements
/// - Shapes: table [n, d], indices and weights [bags, L] → [bags, d]
/// - DTypes: floating point
/// - Gradient: g of each bag added up at its rows, times the weight; for max, at the largest
/// - PyTorch: torch.nn.EmbeddingBag
/// - ONNX: —
/// - Throws: `GraphError` for shapes that do not fit, weights with another mode than sum, a padding
///   index out of range, or indices that are not integers.
public func embeddingBag(
  _ table: Variable, _ indices: Variable, mode: BagMode = .mean, weights: Variable? = nil,
  paddingIndex: Int? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [table, indices] + [weights].compactMap { $0 }
  return try table.builder.composed(operands, file, line) { () throws(GraphError) in
    try expectBag(table, indices, 2, mode, weights)
    let counted = try isPadding(indices, paddingIndex, in: table).map {
      padding throws(GraphError) in try logicalNot(padding)
    }
    let bags = try counted.map { counted throws(GraphError) in
      try reshape(counted, to: Shape(indices.shape.dims + [1]))
    }
    let rows = try gather(table, indices, axis: 0)
    return try weighted(rows, weights) { rows throws(GraphError) in
      try combined(rows, bags, mode, axis: 1)
    }
  }
}

/// Bags of different lengths in one row of indices: bag b begins at `offsets[b]` and ends where the
/// next one begins; indices before the first belong to none. An offset out of `0...N`, or less than the
/// one before, is a device fault.
///
/// - Formula: y[b] = Σ w[i] · table[indices[i]] over offsets[b] ≤ i < offsets[b + 1]; or their mean, or the largest elements
/// - Shapes: table [n, d], indices and weights [N], offsets [bags] → [bags, d]
/// - DTypes: floating point
/// - Gradient: g of each bag added up at its rows, times the weight; for max, at the largest
/// - PyTorch: torch.nn.EmbeddingBag
/// - ONNX: —
/// - Throws: `GraphError` for shapes that do not fit, weights with another mode than sum, a padding
///   index out of range, or indices or offsets that are not integers.
public func embeddingBag(
  _ table: Variable, _ indices: Variable, offsets: Variable, mode: BagMode = .mean,
  weights: Variable? = nil, paddingIndex: Int? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [table, indices, offsets] + [weights].compactMap { $0 }
  return try table.builder.composed(operands, file, line) { () throws(GraphError) in
    try expectBag(table, indices, 1, mode, weights)
    guard offsets.shape.rank == 1, offsets.dtype.isInteger, offsets.shape[0] != 0 else {
      throw GraphError(
        .invalidShape, expected: "integer offsets [bags], one or more", found: "\(offsets.type)",
        advice: "give the first position of each bag")
    }
    let bags = offsets.shape[0]
    var numbers = try bagNumbers(of: indices.shape[0], offsets)
    if let padding = try isPadding(indices, paddingIndex, in: table) {
      numbers = try select(padding, 0, numbers)
    }
    let (rows, number) = (try gather(table, indices, axis: 0), numbers)
    return try weighted(rows, weights) { rows throws(GraphError) in
      try joined(rows, number, bags, mode)
    }
  }
}

/// Rows times their weights, if there are any, joined.
private func weighted(
  _ rows: Variable, _ weights: Variable?, _ join: (Variable) throws(GraphError) -> Variable
) throws(GraphError) -> Variable {
  try computedWide([rows] + [weights].compactMap { $0 }) { wide throws(GraphError) in
    guard wide.count > 1 else { return try join(wide[0]) }
    return try join(wide[0] * reshape(wide[1], to: Shape(wide[1].shape.dims + [1])))
  }
}

/// For each of `count` positions the number of offsets up to it: 1 for the first bag, and 0 before it.
private func bagNumbers(of count: Dim, _ offsets: Variable) throws(GraphError) -> Variable {
  let (builder, bags) = (offsets.builder, offsets.shape[0])
  let starts = try checkedIndex(offsets, below: count + 1, "offsets of embeddingBag")
  let end = try broadcast(
    builder.append(ExtentValue(extent: count, dtype: .int32), [])[0], to: [1])
  let ends = try concatenate([slice(starts, axis: 0, start: 1, count: bags - 1), end])
  // An offset that was reported is −1 here, and needs no second report.
  let isKnown = try minimum(starts, ends) >= 0
  let sizes = try checkedIndex(
    select(isKnown, ends - starts, 0), below: count + 1,
    "bag sizes of embeddingBag, from its offsets,")
  // Always 1: sizes are read for their check.
  let one = try cast(sizes >= 0, to: .int32)
  // Bags at the very end, without indices, begin there, too.
  let begins = try builder.append(ScatterAdd(axis: 0, extent: count + 1), [one, starts])[0]
  return try cumulativeSum(slice(begins, axis: 0, start: 0, count: count), axis: 0)
}

/// Rows joined by the number of their bag, from 1; those with number 0 belong to none.
private func joined(
  _ rows: Variable, _ numbers: Variable, _ bags: Dim, _ mode: BagMode
) throws(GraphError) -> Variable {
  let builder = rows.builder
  func sums(_ entries: Variable) throws(GraphError) -> Variable {
    let all = try builder.append(ScatterAdd(axis: 0, extent: bags + 1), [entries, numbers])[0]
    return try slice(all, axis: 0, start: 1, count: bags)
  }
  if mode == .sum { return try sums(rows) }
  let ones = try full(in: builder, numbers.shape, 1, rows.dtype)
  let counts = try reshape(sums(ones), to: [bags, 1])
  if mode == .mean { return try sums(rows) / maximum(counts, 1) }
  let lowest = try full(
    in: builder, [bags + 1, rows.shape[1]], -Double.infinity, rows.dtype)
  let op = Scatter(axis: 0, mode: .max, isElementwise: false)
  let largest = try slice(
    builder.append(op, [lowest, numbers, rows])[0], axis: 0, start: 1, count: bags)
  return try select(counts > 0, largest, 0)
}

/// - Parameter counted: which rows count, in a shape that broadcasts with them; nil if all do.
private func combined(
  _ rows: Variable, _ counted: Variable?, _ mode: BagMode, axis: Int
) throws(GraphError) -> Variable {
  // Bags without entries give zeros.
  if rows.shape[axis] == 0 { return try sum(rows, axes: [axis]) }
  var counted = counted
  if counted == nil, mode != .sum, rows.shape[axis].fixed == nil {
    // It may turn out that there are none.
    counted = try full(
      in: rows.builder, Shape(rows.shape.dims.dropLast() + [1]), true, .bool)
  }
  guard let counted else {
    switch mode {
    case .sum: return try sum(rows, axes: [axis])
    case .mean: return try mean(rows, axes: [axis])
    case .max: return try max(rows, axes: [axis])
    }
  }
  let number = try sum(cast(counted, to: rows.dtype), axes: [axis])
  switch mode {
  case .sum: return try sum(select(counted, rows, 0), axes: [axis])
  case .mean:
    return try sum(select(counted, rows, 0), axes: [axis]) / maximum(number, 1)
  case .max:
    let largest = try max(select(counted, rows, -Double.infinity), axes: [axis])
    return try select(number > 0, largest, 0)
  }
}

private func expectBag(
  _ table: Variable, _ indices: Variable, _ rank: Int, _ mode: BagMode, _ weights: Variable?
) throws(GraphError) {
  try expectFloat(table)
  guard table.shape.rank == 2, indices.shape.rank == rank else {
    throw GraphError(
      .invalidShape, expected: "a table [n, d] and indices of \(rank) axes",
      found: "\(table.type) and \(indices.type)",
      advice: rank == 1 ? "with offsets, indices are one row" : "a row of indices is a bag")
  }
  guard let weights else { return }
  guard mode == .sum, weights.shape == indices.shape, weights.dtype == table.dtype else {
    throw GraphError(
      .invalidArgument, expected: "\(table.dtype) weights \(indices.shape), for a sum",
      found: "\(weights.type) for a \(mode.rawValue)",
      advice: mode == .sum
        ? "there is one weight for each index, of the table's type: reshape or cast them"
        : "weights are for mode .sum")
  }
}
