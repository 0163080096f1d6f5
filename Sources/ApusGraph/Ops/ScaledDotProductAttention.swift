/// Scaled dot-product attention: softmax(q·kᵀ/√d)·v, d the extent of the last axis of q (A. Vaswani
/// et al., "Attention Is All You Need", 2017).
///
/// Shapes: q `[…, queries, d]`, k `[…, keys, d]`, v `[…, keys, values]`, with leading axes that
/// broadcast; the result is `[…, queries, values]`. With `isCausal`, a query sees the keys up to its
/// own position, counted from the end (PyTorch's `is_causal` counts from the start; they agree for as
/// many keys as queries). A query that sees no key gets zeros.
///
/// It is one operation, `Attention`, which keeps no scores; for a handful of queries, whose scores
/// are small and would leave most lanes of its kernels idle, it is two products and a softmax.
///
/// - Formula: softmax(q·kᵀ·scale) · v
/// - Shapes: queries […, m, d], keys […, n, d], values […, n, e] → […, m, e]
/// - DTypes: floating point
/// - Gradient: by the rule of attention; probabilities are computed again
/// - PyTorch: torch.nn.functional.scaled_dot_product_attention
/// - ONNX: Attention
/// - Throws: `GraphError` for shapes or types that do not fit, or a d that is not fixed and not
///   given as `scale`.
public func scaledDotProductAttention(
  _ q: Variable, _ k: Variable, _ v: Variable, isCausal: Bool = false, scale: Double? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try q.builder.composed([q, k, v], file, line) { () throws(GraphError) -> Variable in
    guard let scale = scale ?? q.shape.dims.last?.fixed.map({ 1 / Double($0).squareRoot() }) else {
      throw GraphError(
        .invalidShape, expected: "queries [..., d] with a fixed d", found: "\(q.shape)",
        advice: "give scale:")
    }
    let queries = q.shape.rank >= 2 ? q.shape[q.shape.rank - 2].fixed : nil
    let keys = k.shape.rank >= 2 ? k.shape[k.shape.rank - 2].fixed : nil
    if let queries, queries < fewestFusedQueries, keys != 0 {
      return try composedAttention(q, k, v, scale: scale, isCausal: isCausal)
    }
    return try q.builder.append(Attention(scale: scale, isCausal: isCausal), [q, k, v])[0]
  }
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
