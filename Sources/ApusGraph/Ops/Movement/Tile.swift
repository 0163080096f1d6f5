/// The whole tensor over and over along each axis; missing leading counts are 1, and so are missing
/// leading extents.
///
/// - Formula: y[…, i, …] = x[…, i mod n, …]
/// - Shapes: x […, n, …] → […, count · n, …]
/// - DTypes: any
/// - Gradient: g, summed over the repetitions
/// - PyTorch: torch.tile, Tensor.repeat
/// - ONNX: Tile
/// - Throws: `GraphError` for a count below 0.
public func tile(
  _ x: Variable, _ counts: [Dim], file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectCounts(counts)
    let rank = Swift.max(counts.count, x.shape.rank)
    let extents = [Dim](repeating: 1, count: rank - x.shape.rank) + x.shape.dims
    let counts = [Dim](repeating: 1, count: rank - counts.count) + counts
    var (split, target): ([Dim], [Dim]) = ([], [])
    for (count, extent) in zip(counts, extents) {
      // An axis of extent 1 needs no second one.
      split += count == 1 || extent == 1 ? [extent] : [1, extent]
      target += count == 1 ? [extent] : extent == 1 ? [count] : [count, extent]
    }
    let repeated = try broadcast(reshape(x, to: Shape(split)), to: Shape(target))
    return try reshape(repeated, to: Shape(zip(counts, extents).map { $0 * $1 }))
  }
}

/// Each element `count` times in a row along an axis.
///
/// - Formula: y[…, i, …] = x[…, ⌊i / count⌋, …]
/// - Shapes: x […, n, …] → […, n · count, …]
/// - DTypes: any
/// - Gradient: g, summed over the repetitions
/// - PyTorch: torch.repeat_interleave
/// - ONNX: —
/// - Throws: `GraphError` for no such axis, or a count below 0.
public func repeatInterleave(
  _ x: Variable, _ count: Dim, axis: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectCounts([count])
    let axis = try x.shape.axis(axis)
    var (target, result) = (try unsqueeze(x, axis: axis + 1).shape, x.shape)
    (target[axis + 1], result[axis]) = (count, x.shape[axis] * count)
    return try reshape(broadcast(unsqueeze(x, axis: axis + 1), to: target), to: result)
  }
}

private func expectCounts(_ counts: [Dim]) throws(GraphError) {
  guard counts.allSatisfy({ $0.isProvablyAtLeast(0) }) else {
    throw GraphError(
      .invalidArgument, expected: "counts of 0 or more", found: "\(Shape(counts))",
      advice: "a count says how often elements appear in the result")
  }
}
