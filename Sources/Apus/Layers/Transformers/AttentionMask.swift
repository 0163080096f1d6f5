/// The masks that attention layers take, as one that `scaledDotProductAttention` takes.
enum AttentionMask {
  /// - Parameters:
  ///   - mask: `[T, S]`, `[…, T, S]` without an axis of heads, or with one.
  ///   - keyMask: bool `[…, S]`.
  /// - Throws: `GraphError` for other shapes or types.
  static func combined(
    _ mask: Variable?, _ keyMask: Variable?, query: Variable, key: Variable
  ) throws(GraphError) -> Variable? {
    let mask = try mask.map { mask throws(GraphError) in try withHeads(mask, query) }
    guard let keyMask else { return mask }
    guard keyMask.dtype == .bool, keyMask.shape.rank == key.shape.rank - 1 else {
      throw GraphError(
        .shapeMismatch, expected: "a bool keyMask of shape \(Shape(key.shape.dims.dropLast()))",
        found: "\(keyMask.type)", advice: "true marks keys that are there, false padding")
    }
    let dims = keyMask.shape.dims
    let keys = try reshape(keyMask, to: Shape(dims.dropLast() + [1, 1] + dims.suffix(1)))
    guard let mask else { return keys }
    if mask.dtype == .bool { return try logicalAnd(mask, keys) }
    // Finite: where no key is seen, the softmax stays a number.
    return try select(keys, mask, -1e30)
  }

  private static func withHeads(
    _ mask: Variable, _ query: Variable
  ) throws(GraphError) -> Variable {
    let (rank, dims) = (query.shape.rank, mask.shape.dims)
    guard mask.dtype == .bool || mask.dtype == query.dtype, (2...rank + 1).contains(dims.count)
    else {
      throw GraphError(
        .shapeMismatch,
        expected: "a mask of bool or \(query.dtype) with 2 to \(rank + 1) axes, [..., T, S]",
        found: "\(mask.type)", advice: "true marks keys that are seen")
    }
    guard rank >= 3, dims.count == rank else { return mask }
    return try reshape(mask, to: Shape(dims.dropLast(2) + [1] + dims.suffix(2)))
  }
}
