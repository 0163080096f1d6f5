/// Scaled dot-product attention: softmax(q·kᵀ/√d)·v, d the extent of the last axis of q (A. Vaswani
/// et al., "Attention Is All You Need", 2017).
///
/// Leading axes broadcast. With `isCausal`, a query sees the keys up to its own position, counted from
/// the end (PyTorch's `is_causal` counts from the start; they agree for as many keys as queries). A
/// bool mask hides keys where it is false; a floating-point one is added to the scores. A query that
/// sees no key gets zeros (but NaN where a floating-point mask is −∞ throughout). With `groupsQueries`, the heads of q (axis −3) share those of k and v,
/// neighbours together; their number divides that of q. `dropout` is the share of weights set to 0 in
/// training.
///
/// Without mask and dropout it is one operation, `Attention`, which keeps no scores; for a handful of
/// queries, whose scores are small and would leave most lanes of its kernels idle, and with a mask or
/// dropout, it is two products and a softmax.
///
/// - Formula: y = softmax(q · kᵀ · scale + mask) · v
/// - Shapes: q [..., queries, d], k [..., keys, d], v [..., keys, values], mask that broadcasts to [..., queries, keys] → [..., queries, values]
/// - DTypes: floating point
/// - Gradient: with weights w and h = w · (g · vᵀ − Σ w · (g · vᵀ)): h · k · scale, hᵀ · q · scale and wᵀ · g
/// - PyTorch: torch.nn.functional.scaled_dot_product_attention
/// - ONNX: Attention
/// - Throws: `GraphError` for shapes or types that do not fit, a d that is 0 or not fixed where there
///   is no `scale`, a scale that is not finite, heads that do not divide, or a dropout out of 0...1.
public func scaledDotProductAttention(
  _ q: Variable, _ k: Variable, _ v: Variable, mask: Variable? = nil, isCausal: Bool = false,
  scale: Double? = nil, dropout: Double = 0, groupsQueries: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [q, k, v] + [mask].compactMap { $0 }
  return try q.builder.composed(operands, file, line) { () throws(GraphError) -> Variable in
    let width = q.shape.dims.last?.fixed.flatMap { $0 > 0 ? Double($0) : nil }
    guard let scale = scale ?? width.map({ 1 / $0.squareRoot() }) else {
      throw GraphError(
        .invalidShape, expected: "queries [..., d] with a fixed d above 0", found: "\(q.shape)",
        advice: "the scale is 1/√d; where that is not known, give scale:")
    }
    try expectScale(scale)
    // Scores are sums of products, which are soon beyond the half types; operands of several types
    // are refused as they are.
    let isOfOneType = operands.allSatisfy { $0.dtype == q.dtype || $0.dtype == .bool }
    guard isOfOneType else {
      return try grouped(q, k, v, mask, isCausal, scale, dropout, groupsQueries)
    }
    return try computedWide(operands) { wide throws(GraphError) in
      try grouped(
        wide[0], wide[1], wide[2], mask == nil ? nil : wide[3], isCausal, scale, dropout,
        groupsQueries)
    }
  }
}

private func grouped(
  _ q: Variable, _ k: Variable, _ v: Variable, _ mask: Variable?, _ isCausal: Bool,
  _ scale: Double, _ dropout: Double, _ groupsQueries: Bool
) throws(GraphError) -> Variable {
  guard groupsQueries else {
    return try attention(
      q, k, v, mask: mask, isCausal: isCausal, scale: scale, dropout: dropout)
  }
  let groups = try QueryGroups(q, k, v)
  let y = try attention(
    groups.queries(q), groups.shared(k), groups.shared(v),
    mask: mask.map { mask throws(GraphError) in try groups.mask(mask) }, isCausal: isCausal,
    scale: scale, dropout: dropout)
  return try groups.merged(y)
}

private func attention(
  _ q: Variable, _ k: Variable, _ v: Variable, mask: Variable?, isCausal: Bool, scale: Double,
  dropout: Double
) throws(GraphError) -> Variable {
  if mask != nil || dropout != 0 {
    return try maskedAttention(
      q, k, v, mask: mask, scale: scale, isCausal: isCausal, dropout: dropout)
  }
  let queries = q.shape.rank >= 2 ? q.shape[q.shape.rank - 2].fixed : nil
  let keys = k.shape.rank >= 2 ? k.shape[k.shape.rank - 2].fixed : nil
  let isFew = queries.map { $0 < fewestFusedQueries } == true
  if (isFew || q.dtype == .float64) && keys != 0 {
    return try composedAttention(q, k, v, scale: scale, isCausal: isCausal)
  }
  return try q.builder.append(Attention(scale: scale, isCausal: isCausal), [q, k, v])[0]
}

/// Fewer queries than this do not fill half of the lanes that a block of queries has.
private let fewestFusedQueries = 12

/// Attention as two products with a softmax between, which holds all scores.
func composedAttention(
  _ q: Variable, _ k: Variable, _ v: Variable, scale: Double, isCausal: Bool
) throws(GraphError) -> Variable {
  let scores = try matmul(q, k, transposeB: true)
  let weights = try q.builder.append(
    AttentionWeights(scale: scale, isCausal: isCausal), [scores])[0]
  return try matmul(weights, v)
}

/// Attention with a mask on the scores, or dropout of the weights.
private func maskedAttention(
  _ q: Variable, _ k: Variable, _ v: Variable, mask: Variable?, scale: Double, isCausal: Bool,
  dropout: Double
) throws(GraphError) -> Variable {
  var scores = try matmul(q, k, transposeB: true) * scale
  if let mask {
    guard mask.dtype == .bool || mask.dtype == q.dtype, mask.shape.broadcasts(to: scores.shape)
    else {
      throw GraphError(
        .shapeMismatch, expected: "a mask of bool or \(q.dtype) that broadcasts to \(scores.shape)",
        found: "\(mask.type)", advice: "true marks keys that are seen")
    }
    // Far below any score, but finite: where no key is seen, the softmax stays a number.
    scores = mask.dtype == .bool ? try select(mask, scores, -1e30) : try scores + mask
  }
  var weights = try q.builder.append(
    AttentionWeights(scale: 1, isCausal: isCausal), [scores])[0]
  if let mask, mask.dtype == .bool { weights = try select(mask, weights, 0) }
  if dropout != 0 { weights = try ApusGraph.dropout(weights, dropout) }
  return try matmul(weights, v)
}

/// - Throws: `GraphError` unless scores stay numbers.
func expectScale(_ scale: Double) throws(GraphError) {
  guard scale.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "a finite scale", found: "\(scale)",
      advice: "1/√d is the usual one, which leaving out scale: takes")
  }
}
