import Apus

/// The sizes of a recurrent network over characters, and how it learns.
struct Recipe {
  /// The numbers that stand for a character, and the width of the states.
  var width: Int
  /// Steps through which gradients go.
  var length: Int
  /// The same where each step is written into the graph.
  var unrolledLength: Int
  var batchSize: Int
  var learningRate: Double
  var steps: Int

  static let full = Recipe(
    width: 256, length: 64, unrolledLength: 25, batchSize: 32, learningRate: 4e-3, steps: 2500)
  static let quick = Recipe(
    width: 64, length: 32, unrolledLength: 10, batchSize: 16, learningRate: 1e-2, steps: 300)

  /// From tokens `[B, T]` to scores `[B, T, vocabulary]`.
  func layers(vocabulary: Int, unrolled: Bool) -> LayerList {
    let lstm = LSTM(width, layers: 2, dropout: unrolled ? 0 : 0.2, name: "lstm")
    return LayerList([
      Embedding(vocabulary, width), unrolled ? UnrolledLSTM(lstm: lstm) : lstm, Dense(vocabulary),
    ])
  }
}
