/// Which axes the first two vectors of a grid vary along.
public enum GridIndexing: String, Hashable, Sendable, CaseIterable {
  /// The first vector along the first axis: rows, columns.
  case ij
  /// The first vector along the second axis: x, y.
  case xy
}

/// The coordinates of the points of a grid: each vector repeated along the axes of the others.
///
/// - Formula: yₖ[i₀, i₁, …] = xₖ[iₖ]
/// - Shapes: x₀ [m], x₁ [n], … → [m, n, …] each; [n, m, …] for `xy`
/// - DTypes: any
/// - Gradient: g, summed along the other axes
/// - PyTorch: torch.meshgrid
/// - ONNX: —
/// - Throws: `GraphError` for no vectors, or tensors of other ranks.
public func meshgrid(
  _ vectors: [Variable], indexing: GridIndexing = .ij, file: String = #fileID, line: Int = #line
) throws(GraphError) -> [Variable] {
  guard let first = vectors.first else {
    throw GraphError(
      .invalidArgument, expected: "at least one vector", found: "none",
      advice: "pass the coordinates along each axis", operation: "meshgrid",
      site: CallSite(file: file, line: line))
  }
  return try first.builder.composed(vectors, file, line) { () throws(GraphError) in
    if let other = vectors.first(where: { $0.shape.rank != 1 }) {
      throw GraphError(
        .invalidShape, expected: "vectors", found: "\(other.shape)",
        advice: "give the coordinates along each axis; flatten others")
    }
    var order = Array(vectors.indices)
    if indexing == .xy && order.count > 1 { order.swapAt(0, 1) }
    let target = Shape(order.map { vectors[$0].shape[0] })
    var grids: [Variable] = []
    for (axis, vector) in zip(order, vectors) {
      var own = [Dim](repeating: 1, count: order.count)
      own[axis] = vector.shape[0]
      grids.append(try broadcast(reshape(vector, to: Shape(own)), to: target))
    }
    return grids
  }
}
