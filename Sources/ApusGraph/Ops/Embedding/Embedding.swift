/// Rows of a table chosen by indices. The row `paddingIndex`, if given, gets no gradient; a negative one
/// counts from the end.
///
/// - Formula: y[i, …] = table[indices[i], …]
/// - Shapes: table [n, ...], indices of any shape I → I + [...]
/// - DTypes: any
/// - Gradient: g added up at the rows that were chosen
/// - PyTorch: torch.nn.Embedding
/// - ONNX: Gather
/// - Throws: `GraphError` for a table without rows to choose, a padding index out of range, or
///   indices that are not integers.
public func embedding(
  _ table: Variable, _ indices: Variable, paddingIndex: Int? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try table.builder.composed([table, indices], file, line) { () throws(GraphError) in
    let rows = try gather(table, indices, axis: 0)
    guard let padding = try isPadding(indices, paddingIndex, in: table) else { return rows }
    let ones = [Dim](repeating: 1, count: table.shape.rank - 1)
    let mask = try reshape(padding, to: Shape(indices.shape.dims + ones))
    return try select(mask, stopGradient(rows), rows)
  }
}

/// Where an index is the padding index; nil if there is none.
func isPadding(
  _ indices: Variable, _ padding: Int?, in table: Variable
) throws(GraphError) -> Variable? {
  guard let padding else { return nil }
  let rows = table.shape.dims.first?.fixed
  guard rows.map({ (-$0..<$0).contains(padding) }) ?? (padding >= 0) else {
    let range = rows.map { ", \(-$0) ..< \($0)" } ?? ", 0 or more, as its end is not fixed"
    throw GraphError(
      .invalidArgument, expected: "a padding index within the table\(range)",
      found: "\(padding)", advice: "the table is \(table.shape)")
  }
  return try equal(indices, padding < 0 ? padding + (rows ?? 0) : padding)
}
