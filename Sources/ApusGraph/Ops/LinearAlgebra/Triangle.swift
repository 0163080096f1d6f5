/// The lower triangle of the last two axes, zeros above it; `offset` moves the last diagonal that is
/// kept upwards.
///
/// - Formula: y[…, i, j] = j − i ≤ offset ? x[…, i, j] : 0
/// - Shapes: x […, m, n], any leading axes
/// - DTypes: any
/// - Gradient: the lower triangle of g
/// - PyTorch: torch.tril
/// - ONNX: Trilu
/// - Throws: `GraphError` for fewer than two axes.
public func tril(
  _ x: Variable, offset: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let (rows, columns) = try places(x, offset)
    return try select(columns <= rows, x, 0)
  }
}

/// The upper triangle of the last two axes, zeros below it; `offset` moves the first diagonal that is
/// kept upwards.
///
/// - Formula: y[…, i, j] = j − i ≥ offset ? x[…, i, j] : 0
/// - Shapes: x […, m, n], any leading axes
/// - DTypes: any
/// - Gradient: the upper triangle of g
/// - PyTorch: torch.triu
/// - ONNX: Trilu
/// - Throws: `GraphError` for fewer than two axes.
public func triu(
  _ x: Variable, offset: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let (rows, columns) = try places(x, offset)
    return try select(columns >= rows, x, 0)
  }
}

/// The row, plus an offset, and the column of each element. Over the whole shape, so that comparing
/// them is part of the kernel that selects.
private func places(
  _ x: Variable, _ offset: Int
) throws(GraphError) -> (rows: Variable, columns: Variable) {
  let rank = x.shape.rank
  guard rank >= 2, Int(Int32.min / 2)...Int(Int32.max / 2) ~= offset else {
    throw GraphError(
      .invalidShape, expected: "two axes or more, and an offset of at most 2^30",
      found: "\(x.shape) at \(offset)", advice: "triangles are those of the last two axes")
  }
  return (
    rows: try x.builder.positions(along: rank - 2, of: x.shape, plus: offset),
    columns: try x.builder.positions(along: rank - 1, of: x.shape)
  )
}
