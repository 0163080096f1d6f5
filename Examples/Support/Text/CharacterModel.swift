import Apus

/// Layers that score the character to come, what is trained of them, and what writes with them.
///
/// Shapes: B windows, T positions, V characters.
public struct CharacterModel {
  /// The characters of windows, int32 `[B, T]`.
  public let characters: Variable
  /// Those one position further, int32 `[B, T]`.
  public let following: Variable
  public let layers: Sequential
  /// The mean cross-entropy, in nats for each character.
  public let loss: Variable

  /// One character, int32 `[1, 1]`, what comes of it, `[1, 1, V]`, and what is kept of those before.
  let token: Variable
  let scores: Variable
  let cache: DecodingCache

  /// - Parameters:
  ///   - layers: from tokens `[B, T]` to scores `[B, T, V]`.
  ///   - length: T, or `.time` for any.
  ///   - memory: how many characters layers can see at once when they write; nil for no bound.
  public init(_ layers: LayerList, length: Dim, memory: Int? = nil, seed: UInt64) throws {
    let graph = GraphBuilder(seed: seed)
    characters = try graph.input("characters", [.batch, length], .int32)
    following = try graph.input("following", [.batch, length], .int32)
    self.layers = try Sequential(layers, in: graph, input: characters)
    loss = try softmaxCrossEntropy(logits: self.layers(characters), labels: following)
    // The same layers once more, a character at a time.
    cache = try DecodingCache(in: graph, batchSize: 1, maxLength: memory ?? 1 << 30)
    token = try graph.input("token", [1, 1], .int32)
    scores = try self.layers.step(token, cache: cache)
  }

  /// What a batch of windows is for the inputs.
  public func feeds(_ batch: TextWindows.Batch) throws -> [Variable: any Feed] {
    [characters: try batch.tokens(), following: try batch.tokens(shiftedBy: 1)]
  }
}
