import Apus
import Testing

/// How the golden cases call layers that take more than one input.
enum GoldenLayerCall: String, Decodable {
  case rnn, lstm, gru, rnnCell, lstmCell, gruCell
  case attention, encoder, decoder, bag

  /// The built layer, and all that it gives.
  func apply(
    _ spec: any LayerSpec, _ x: Variable, _ others: [String: Variable]
  ) throws -> (layer: any Layer, results: [Variable]) {
    let graph = x.builder
    let (hidden, cell) = (others["hidden"], others["cell"])
    switch self {
    case .rnn:
      let layer = try #require(spec as? RNN).built(in: graph, input: x.type)
      let result = try layer(x, hidden: hidden, lengths: others["lengths"])
      return (layer, [result.outputs, result.hidden])
    case .gru:
      let layer = try #require(spec as? GRU).built(in: graph, input: x.type)
      let result = try layer(x, hidden: hidden, lengths: others["lengths"])
      return (layer, [result.outputs, result.hidden])
    case .lstm:
      let layer = try #require(spec as? LSTM).built(in: graph, input: x.type)
      let result = try layer(x, hidden: hidden, cell: cell, lengths: others["lengths"])
      return (layer, [result.outputs, result.hidden, result.cell])
    case .rnnCell:
      let layer = try #require(spec as? RNNCell).built(in: graph, input: x.type)
      return (layer, [try layer.step(x, hidden: #require(hidden))])
    case .gruCell:
      let layer = try #require(spec as? GRUCell).built(in: graph, input: x.type)
      return (layer, [try layer.step(x, hidden: #require(hidden))])
    case .lstmCell:
      let layer = try #require(spec as? LSTMCell).built(in: graph, input: x.type)
      let next = try layer.step(x, hidden: #require(hidden), cell: #require(cell))
      return (layer, [next.hidden, next.cell])
    case .attention:
      let (key, value) = (others["key"] ?? x, others["value"])
      let layer = try #require(spec as? MultiHeadAttention)
        .built(in: graph, input: x.type, key: key.type, value: value?.type)
      let y = try layer(
        query: x, key: key, value: value, mask: others["mask"], keyMask: others["keyMask"])
      return (layer, [y])
    case .encoder:
      let (mask, keys) = (others["mask"], others["keyMask"])
      if let spec = spec as? TransformerEncoder {
        let layer = try spec.built(in: graph, input: x.type)
        return (layer, [try layer(x, mask: mask, keyMask: keys)])
      }
      let layer = try #require(spec as? TransformerEncoderLayer).built(in: graph, input: x.type)
      return (layer, [try layer(x, mask: mask, keyMask: keys)])
    case .decoder:
      let memory = try #require(others["memory"])
      if let spec = spec as? TransformerDecoder {
        let layer = try spec.built(in: graph, input: x.type, memory: memory.type)
        return (layer, [try layer(x, memory: memory)])
      }
      let layer = try #require(spec as? TransformerDecoderLayer)
        .built(in: graph, input: x.type, memory: memory.type)
      let y = try layer(
        x, memory: memory, mask: others["mask"], keyMask: others["keyMask"],
        memoryMask: others["memoryMask"], memoryKeyMask: others["memoryKeyMask"])
      return (layer, [y])
    case .bag:
      let layer = try #require(spec as? EmbeddingBag).built(in: graph, input: x.type)
      return (layer, [try layer(x, offsets: others["offsets"], weights: others["weights"])])
    }
  }
}
