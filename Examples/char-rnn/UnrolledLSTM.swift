import Apus

/// An LSTM whose every step is part of the graph, all of them with the same weights, as the original
/// system had it. Its variables are those of an `LSTM`; the axis of time has a fixed extent.
struct UnrolledLSTM: LayerSpec {
  static let typeName = "charRNN.unrolledLSTM"
  static var defaults: UnrolledLSTM? { UnrolledLSTM(lstm: LSTM(1)) }

  /// Layers of one direction without dropout, the batch first.
  var lstm: LSTM

  func build(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> any Layer {
    UnrolledLSTMLayer(lstm: try lstm.built(in: graph, input: input))
  }

  func output(for input: TensorType) throws(GraphError) -> TensorType {
    try lstm.output(for: input)
  }
}

/// A built `UnrolledLSTM`.
struct UnrolledLSTMLayer: CachingLayer {
  let lstm: LSTMLayer

  var parameters: [Variable] { lstm.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    var sequence = try unstack(x, axis: 1)  // T of [B, width]
    for weights in lstm.weights.map(\.forward) {
      let zero = try zeros(in: x.builder, [x.shape[0], weights.hidden.shape[0]])
      var (h, c) = (zero, zero)
      for position in sequence.indices {
        (h, c) = try lstmCell(sequence[position], hidden: h, cell: c, weights: weights)
        sequence[position] = h
      }
    }
    return try stack(sequence, axis: 1)
  }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try lstm.step(x, cache: cache)
  }
}
