/// How the rows of a bag are combined.
public enum BagMode: String, Sendable, CaseIterable {
  case sum, mean, max
}

/// Rows of a table chosen by indices and combined bag by bag: each row of `indices` is a bag. Entries
/// with the padding index do not count; a bag without others gives zeros.
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
    var rows = try gather(table, indices, axis: 0)
    if let weights { rows = try rows * reshape(weights, to: Shape(weights.shape.dims + [1])) }
    let bags = try counted.map { counted throws(GraphError) in
      try reshape(counted, to: Shape(indices.shape.dims + [1]))
    }
    return try combined(rows, bags, mode, axis: 1)
  }
}

/// Bags of different lengths in one row of indices: bag b begins at `offsets[b]` and ends where the
/// next one begins.
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
    let (builder, bags, count) = (table.builder, offsets.shape[0], indices.shape[0])
    let starts = try cast(offsets, to: .int32)
    let last = try broadcast(
      builder.append(ExtentValue(extent: count, dtype: .int32), [])[0], to: [1])
    let ends = try concatenate([slice(starts, axis: 0, start: 1, count: bags - 1), last])
    let number = try builder.append(ElementNumber(shape: [count]), [])[0]
    var isIn = try logicalAnd(
      reshape(starts, to: [bags, 1]) <= number, number < reshape(ends, to: [bags, 1]))
    if let padding = try isPadding(indices, paddingIndex, in: table) {
      isIn = try logicalAnd(isIn, logicalNot(padding))
    }
    var rows = try gather(table, indices, axis: 0)
    if let weights { rows = try rows * reshape(weights, to: [count, 1]) }
    return try combined(rows, reshape(isIn, to: [bags, count, 1]), mode, axis: 1)
  }
}

/// - Parameter counted: which rows count, in a shape that broadcasts with them; nil if all do.
private func combined(
  _ rows: Variable, _ counted: Variable?, _ mode: BagMode, axis: Int
) throws(GraphError) -> Variable {
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
  guard table.shape.rank == 2, table.dtype.isFloatingPoint, indices.shape.rank == rank else {
    throw GraphError(
      .invalidShape, expected: "a floating-point table [n, d] and indices of \(rank) axes",
      found: "\(table.type) and \(indices.type)",
      advice: rank == 1 ? "with offsets, indices are one row" : "a row of indices is a bag")
  }
  guard let weights else { return }
  guard mode == .sum, weights.shape == indices.shape, weights.dtype == table.dtype else {
    throw GraphError(
      .invalidArgument, expected: "\(table.dtype) weights \(indices.shape), for a sum",
      found: "\(weights.type) for a \(mode.rawValue)", advice: "weights are for mode .sum")
  }
}
