import Apus

/// A GPT over characters: embeddings of characters and positions, blocks of attention and an MLP with
/// residuals, and scores for the character to come (A. Radford et al., "Language Models are
/// Unsupervised Multitask Learners", 2019).
///
/// Shapes: B windows, T positions, D numbers for each, V characters.
struct Model {
  /// T: how many characters are seen at once.
  static let context = 48
  /// D: the width.
  private static let width = 64
  private static let heads = 4
  private static let blocks = 2

  /// The characters of windows, int32 `[B, T]`.
  let tokens: Variable
  /// Those one position further, int32 `[B, T]`.
  let targets: Variable
  /// Scores of each character to come next, `[B, T, V]`.
  let logits: Variable
  /// The mean cross-entropy, in nats for each character.
  let loss: Variable

  init(characters: Int, seed: UInt64) throws {
    let graph = GraphBuilder(seed: seed)
    let (context, width) = (Dim(Model.context), Model.width)
    tokens = try graph.input("tokens", [.batch, context], .int32)
    targets = try graph.input("targets", [.batch, context], .int32)
    let positions = try graph.parameter(
      "positions", [context, Dim(width)], initial: .normal(mean: 0, standardDeviation: 0.02))

    var x = try Embedding(characters, width)(tokens) + positions
    for number in 1...Model.blocks {
      x = try graph.scope("block\(number)") { try Model.block(x) }
    }
    logits = try Dense(characters)(LayerNorm()(x))
    loss = try softmaxCrossEntropy(logits: logits, labels: targets)
  }

  /// What one position has to do with those before it, then what to make of that. `[B, T, D]`.
  private static func block(_ x: Variable) throws -> Variable {
    let mixed = try x + SelfAttention(heads: heads)(LayerNorm()(x))
    let hidden = try GELU()(Dense(4 * width)(LayerNorm()(mixed)))
    return try mixed + Dense(width)(hidden)
  }
}
