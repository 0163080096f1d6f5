import Apus

/// The sizes of a GPT over characters, and how it learns.
///
/// Embeddings of characters and positions, blocks of attention and two products with residuals, each
/// behind a norm, and scores for the character to come (A. Radford et al., "Language Models are
/// Unsupervised Multitask Learners", 2019).
struct Recipe {
  /// How many characters are seen at once.
  var context: Int
  var width: Int
  var heads: Int
  var blocks: Int
  var learningRate: Double
  var steps: Int

  static let full = Recipe(
    context: 64, width: 128, heads: 4, blocks: 4, learningRate: 1e-3, steps: 2000)
  static let quick = Recipe(
    context: 48, width: 64, heads: 4, blocks: 2, learningRate: 3e-3, steps: 300)

  /// From tokens `[B, T]` to scores `[B, T, vocabulary]`.
  func layers(vocabulary: Int) -> LayerList {
    let weights = Initializer.normal(mean: 0, standardDeviation: 0.02)
    return LayerList([
      Embedding(vocabulary, width, weights: weights),
      LearnedPositions(context, weights: weights),
      TransformerEncoder(
        layers: blocks,
        TransformerEncoderLayer(
          heads: heads, feedForward: 4 * width, dropout: 0, activation: GELU(), normFirst: true,
          isCausal: true, weights: weights)),
      Dense(vocabulary, weights: weights),
    ])
  }
}
