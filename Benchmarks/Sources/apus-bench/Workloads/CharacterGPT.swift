import Apus

/// A small GPT over characters: token and position embeddings, blocks of pre-norm attention and
/// MLP with residuals, a final layer norm, and a linear head that shares no weights with the
/// embedding (A. Radford et al., "Language Models are Unsupervised Multitask Learners", 2019,
/// without dropout).
///
/// Shapes: B batch, T positions (the context), D width, V characters.
struct CharacterGPT {
  /// V: how many characters there are.
  var vocabulary = 65
  /// T: how many characters the model looks at.
  var context = 64
  /// D: numbers that stand for a position; a multiple of `heads`.
  var width = 128
  /// Heads of each attention.
  var heads = 4
  /// Blocks.
  var layers = 4

  /// What every weight starts from, as in GPT-2.
  private static let weights = Initializer.normal(mean: 0, standardDeviation: 0.02)

  /// The scores of each character to come next.
  /// - Parameter characters: numbers of characters, int32 `[B, T]`.
  /// - Returns: float32 `[B, T, V]`.
  func logits(for characters: Variable, in graph: GraphBuilder) throws -> Variable {
    let weights = CharacterGPT.weights
    let positions = try graph.parameter(
      "positions", [Dim(context), Dim(width)],
      initial: .normal(mean: 0, standardDeviation: 0.02))
    let embedding = try Sequential(in: graph, input: characters) {
      Embedding(vocabulary, width, weights: weights)
    }
    var x = try embedding(characters) + positions  // [T, D], the same for every example
    for _ in 0..<layers {
      let attended = try Sequential(in: graph, input: x) {
        LayerNorm()
        SelfAttention(heads: heads, weights: weights)
      }
      x = try x + attended(x)
      let mixed = try Sequential(in: graph, input: x) {
        LayerNorm()
        Dense(4 * width, weights: weights)
        GELU()
        Dense(width, weights: weights)
      }
      x = try x + mixed(x)
    }
    let head = try Sequential(in: graph, input: x) {
      LayerNorm()
      Dense(vocabulary, weights: weights)
    }
    return try head(x)
  }

  /// Floating-point operations of the matrix products of a training step, a multiply-add counted as
  /// two and attention counted in full, though half of it is masked. For a position and a block:
  /// 3 D² for queries, keys and values, D² for the output, 8 D² for the MLP, T D each for scores and
  /// weighted sums; D V for the head. The backward pass has two products for each of the forward.
  func operations(positions: Int) -> Double {
    let block = 12 * width * width + 2 * context * width
    return 3 * 2 * Double(positions) * Double(layers * block + width * vocabulary)
  }
}
