import Apus
import ApusData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes on with what was learned, a character at a time: layers keep what they need of the
/// characters before in a cache, so that each costs the work of one position.
public struct CharacterWriter {
  private let model: CharacterModel
  private let decoder: Executable
  private var random: SplitMix64

  /// A writer with the parameters that `trainer` has learned.
  public init(_ model: CharacterModel, _ trainer: Trainer, seed: UInt64) throws {
    self.model = model
    decoder = try Executable(
      trainer.graph, outputs: [model.scores.id],
      updates: trainer.graph.updates(for: [model.scores.id]), mode: .evaluation,
      store: trainer.store)
    random = SplitMix64(seed: seed, stream: .max)
  }

  /// `count` tokens that go on from `prompt`, each drawn by softmax(scores / temperature).
  /// - Parameter temperature: above 0; the lower, the surer.
  public mutating func write(
    after prompt: [Int32], count: Int, temperature: Double
  ) throws -> [Int32] {
    var written = prompt
    var seen = 0
    while written.count < prompt.count + count {
      if seen == 0 { try model.cache.reset(in: decoder.store) }
      var scores: [Double] = []
      for token in written.suffix(from: written.count - unread(of: written, seen)) {
        scores = try decoder.run([model.token: Tensor([token], shape: [1, 1])])[0].doubles
        seen += 1
      }
      written.append(draw(scores, temperature))
      // The cache is full: the later half is read once more, from its beginning.
      if seen == model.cache.maxLength { seen = 0 }
    }
    return Array(written.dropFirst(prompt.count))
  }

  /// How many of the last tokens the cache has not seen.
  private func unread(of written: [Int32], _ seen: Int) -> Int {
    seen == 0 ? min(written.count, max(1, model.cache.maxLength / 2)) : 1
  }

  private mutating func draw(_ scores: [Double], _ temperature: Double) -> Int32 {
    let largest = scores.max() ?? 0
    let weights = scores.map { exp(($0 - largest) / temperature) }
    var rest = Double.random(in: 0..<weights.reduce(0, +), using: &random)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return Int32(index) }
    }
    return Int32(scores.count - 1)
  }
}
