import Apus

/// Skip-gram with negative sampling (T. Mikolov et al., "Distributed representations of words and
/// phrases and their compositionality", 2013): two tables of vectors, v of words and u of words near
/// them, and for a word w with c near it and negatives n₁ … nₖ the loss
///
///     −ln σ(u_c · v_w) − Σ ln σ(−u_nᵢ · v_w)
///
/// Shapes: B pairs, K negatives for each, D numbers for each word.
struct Model {
  /// w, int32 `[B]`.
  let centers: Variable
  /// c and n₁ … nₖ, int32 `[B, 1 + K]`.
  let candidates: Variable
  /// v, `[words, D]`.
  let vectors: Variable
  /// The mean over pairs, in nats.
  let loss: Variable

  init(words: Int, width: Int, negatives: Int, seed: UInt64) throws {
    let graph = GraphBuilder(seed: seed)
    centers = try graph.input("centers", [.batch], .int32)
    candidates = try graph.input("candidates", [.batch, Dim(1 + negatives)], .int32)
    // As the authors' program starts: all scores are 0, and the slopes of u are not.
    let bound = 0.5 / Double(width)
    let table = try Embedding(
      words, width, weights: .uniform(low: -bound, high: bound), name: "words"
    )
    .built(in: graph, input: centers.type)
    let near = try Embedding(words, width, weights: .constant(0), name: "near")
      .built(in: graph, input: candidates.type)
    vectors = table.weight

    let v = try table(centers)
    let u = try near(candidates)
    let scores = try einsum("bd,bkd->bk", v, u)
    let signs = try graph.constant(
      Tensor([1] + [Float](repeating: -1, count: negatives), shape: [1, 1 + negatives]))
    loss = try mean(-sum(logSigmoid(scores * signs), axes: [1]))
  }
}
