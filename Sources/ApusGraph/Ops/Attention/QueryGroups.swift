/// Heads of queries that share heads of keys and values (J. Ainslie et al., "GQA", 2023): the axis of
/// heads becomes one of shared heads and one of those in a group.
struct QueryGroups {
  private let heads: Dim
  private let perGroup: Dim

  /// - Throws: `GraphError` unless the heads of k and v are equal and divide those of q.
  init(_ q: Variable, _ k: Variable, _ v: Variable) throws(GraphError) {
    let ranks = [q, k, v].map(\.shape.rank)
    guard let least = ranks.min(), least >= 3,
      k.shape[k.shape.rank - 3] == v.shape[v.shape.rank - 3],
      let perGroup = q.shape[q.shape.rank - 3].dividedExactly(by: k.shape[k.shape.rank - 3])
    else {
      throw GraphError(
        .shapeMismatch,
        expected: "[..., heads, positions, width], with heads of k and v that divide those of q",
        found: "\(q.shape), \(k.shape) and \(v.shape)",
        advice: "axis -3 counts the heads; without groupsQueries they broadcast")
    }
    heads = k.shape[k.shape.rank - 3]
    self.perGroup = perGroup
  }

  /// The queries, with the heads of a group on an axis of their own.
  func queries(_ q: Variable) throws(GraphError) -> Variable {
    try reshape(q, to: split(q.shape, [heads, perGroup]))
  }

  /// Keys or values, which a group shares.
  func shared(_ x: Variable) throws(GraphError) -> Variable {
    try reshape(x, to: split(x.shape, [heads, 1]))
  }

  /// A mask of scores; one without an axis of heads stays as it is.
  func mask(_ mask: Variable) throws(GraphError) -> Variable {
    guard mask.shape.rank >= 3 else { return mask }
    let own = mask.shape[mask.shape.rank - 3]
    return try reshape(mask, to: split(mask.shape, own == 1 ? [1, 1] : [heads, perGroup]))
  }

  /// The result with one axis of heads.
  func merged(_ y: Variable) throws(GraphError) -> Variable {
    let dims = y.shape.dims
    return try reshape(
      y, to: Shape(dims.dropLast(4) + [heads * perGroup] + dims.suffix(2)))
  }

  private func split(_ shape: Shape, _ heads: [Dim]) -> Shape {
    Shape(shape.dims.dropLast(3) + heads + shape.dims.suffix(2))
  }
}
