/// What the attention layers have in common once queries, keys and values are there: heads, positions,
/// masks, and the cache of those before.
struct AttentionHeads {
  let heads: Int
  /// How many heads keys and values have; they divide `heads`.
  let keyValueHeads: Int
  let isCausal: Bool
  let dropout: Double
  /// The base of rotary positions; nil for none.
  let rotaryBase: Double?

  /// - Throws: `GraphError` unless all fields are in range and fit the width of all heads.
  func check(width: Int, of layer: String) throws(GraphError) {
    try expectField("heads", heads, of: layer)
    try expectField("keyValueHeads", keyValueHeads, of: layer)
    try expectProbability("dropout", dropout, of: layer)
    guard heads % keyValueHeads == 0 else {
      throw GraphError(
        .invalidArgument, expected: "keyValueHeads that divide \(heads) heads",
        found: "\(keyValueHeads)", advice: "heads of queries share those of keys in equal groups",
        operation: layer)
    }
    guard (1...largestExtent).contains(width), width % heads == 0 else {
      throw GraphError(
        .invalidArgument, expected: "a width that is a multiple of \(heads) heads",
        found: "\(width)", advice: "as in heads: 4 for 128 features", operation: layer)
    }
    guard let rotaryBase else { return }
    guard width / heads % 2 == 0, rotaryBase > 0, rotaryBase.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "heads of an even width and a rotaryBase above 0",
        found: "a width of \(width / heads) and \(rotaryBase)",
        advice: "rotary positions turn features in pairs; 10000 is the usual base",
        operation: layer)
    }
  }

  /// `[…, T, heads · d]` as `[…, heads, T, d]`.
  func split(_ x: Variable, _ heads: Int) throws(GraphError) -> Variable {
    guard x.shape.rank >= 2, let width = x.shape.dims.last?.dividedExactly(by: Dim(heads)) else {
      throw GraphError(
        .invalidShape, expected: "[..., T, features] with features a multiple of \(heads)",
        found: "\(x.type)", advice: "heads are equal parts of the features")
    }
    let parts = try reshape(x, to: Shape(x.shape.dims.dropLast() + [Dim(heads), width]))
    return try swapAxes(parts, -2, -3)
  }

  /// The opposite of `split`.
  func merged(_ x: Variable) throws(GraphError) -> Variable {
    let apart = try swapAxes(x, -2, -3)
    let dims = apart.shape.dims
    return try reshape(
      apart, to: Shape(dims.dropLast(2) + [dims[dims.count - 2] * dims[dims.count - 1]]))
  }

  /// Attention over whole sequences; q, k and v as `split` gives them.
  /// - Parameter mask: as `scaledDotProductAttention` takes it.
  func attend(
    _ q: Variable, _ k: Variable, _ v: Variable, mask: Variable?
  ) throws(GraphError) -> Variable {
    try scaledDotProductAttention(
      turned(q, nil), turned(k, nil), v, mask: mask, isCausal: isCausal, dropout: dropout,
      groupsQueries: keyValueHeads != heads)
  }

  /// Attention of the next positions to themselves and all that `cache` keeps.
  func attend(
    _ q: Variable, _ k: Variable, _ v: Variable, cache: DecodingCache
  ) throws(GraphError) -> Variable {
    guard isCausal else {
      throw GraphError(
        .unsupported, expected: "causal attention", found: "a layer that sees what is to come",
        advice: "decode position by position with isCausal: true")
    }
    let graph = q.builder
    let (count, length) = (q.shape[2], Dim(cache.maxLength))
    let place = try cache.place(of: count)
    func kept(_ name: String, _ new: Variable) throws(GraphError) -> Variable {
      let shape: Shape = [Dim(cache.batchSize), Dim(keyValueHeads), length, new.shape[3]]
      return try cache.state(name, shape)
    }
    let newKeys = try turned(k, place)
    let (oldKeys, oldValues) = (try kept("keys", newKeys), try kept("values", v))
    let zero = try graph.constant(0, .int32)
    let starts = try stack([zero, zero, place, zero])
    let keys = try dynamicUpdate(oldKeys, newKeys, starts: starts)
    let values = try dynamicUpdate(oldValues, v, starts: starts)
    // A position sees those up to its own; what lies behind is not written yet.
    let own = try reshape(arange(in: graph, count: count) + place, to: [count, 1])
    let mask = try reshape(arange(in: graph, count: length), to: [1, length]) <= own
    let y = try scaledDotProductAttention(
      turned(q, place), keys, values, mask: mask, groupsQueries: keyValueHeads != heads)
    try cache.update(oldKeys, to: keys, with: y)
    try cache.update(oldValues, to: values, with: y)
    try cache.advance(count, with: y)
    return y
  }

  private func turned(_ x: Variable, _ offset: Variable?) throws(GraphError) -> Variable {
    guard let rotaryBase else { return x }
    return try rotaryPositions(x, offset: offset, base: rotaryBase)
  }
}
