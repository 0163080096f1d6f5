import ApusGraph

extension GoldenCase {
  /// x, h, c, then weights and biases.
  static let recurrent: [String: Expression] = [
    "rnnCell": { x, _ in [try twoSteps(x) { try rnnCell(x[0], hidden: $0, weights: $1) }] },
    "rnnCellRelu": { x, _ in
      [
        try twoSteps(x) {
          try rnnCell(x[0], hidden: $0, weights: $1, activation: .relu)
        }
      ]
    },
    "gruCell": { x, _ in [try twoSteps(x) { try gruCell(x[0], hidden: $0, weights: $1) }] },
    "lstmCell": { x, _ in
      let one = try lstmCell(x[0], hidden: x[1], cell: x[2], weights: weights(x))
      let two = try lstmCell(x[0], hidden: one.hidden, cell: one.cell, weights: weights(x))
      return [two.hidden, two.cell]
    },
    "rnn": { x, params in
      let result = try rnn(
        x[0], layers: layers(x, params), hidden: x[1], lengths: lengths(x, params),
        batchFirst: params[2] == 1)
      return [result.outputs, result.hidden]
    },
    "rnnRelu": { x, params in
      let result = try rnn(
        x[0], layers: layers(x, params), hidden: x[1], activation: .relu,
        lengths: lengths(x, params), batchFirst: params[2] == 1)
      return [result.outputs, result.hidden]
    },
    "lstm": { x, params in
      let result = try lstm(
        x[0], layers: layers(x, params), hidden: x[1], cell: x[2], lengths: lengths(x, params),
        batchFirst: params[2] == 1)
      return [result.outputs, result.hidden, result.cell]
    },
    "gru": { x, params in
      let result = try gru(
        x[0], layers: layers(x, params), hidden: x[1], lengths: lengths(x, params),
        batchFirst: params[2] == 1)
      return [result.outputs, result.hidden]
    },
    "rnnPlain": { x, _ in
      let result = try rnn(x[0], layers: plainLayers(x))
      return [result.outputs, result.hidden]
    },
    "lstmPlain": { x, _ in
      let result = try lstm(x[0], layers: plainLayers(x))
      return [result.outputs, result.hidden, result.cell]
    },
    "gruPlain": { x, _ in
      let result = try gru(x[0], layers: plainLayers(x))
      return [result.outputs, result.hidden]
    },
    "rnnCellPlain": { x, _ in
      [try rnnCell(x[0], hidden: zeros(x), weights: plainLayers(x)[0].forward)]
    },
    "lstmCellPlain": { x, _ in
      let state = try lstmCell(
        x[0], hidden: zeros(x), cell: zeros(x), weights: plainLayers(x)[0].forward)
      return [state.hidden, state.cell]
    },
    "gruCellPlain": { x, _ in
      [try gruCell(x[0], hidden: zeros(x), weights: plainLayers(x)[0].forward)]
    },
  ]

  /// Layers without biases: after x the weights of the inputs and of the states, of each layer.
  private static func plainLayers(_ x: [Variable]) -> [RecurrentLayer] {
    stride(from: 1, to: x.count, by: 2).map {
      RecurrentLayer(forward: RecurrentWeights(input: x[$0], hidden: x[$0 + 1]))
    }
  }

  private static func zeros(_ x: [Variable]) throws -> Variable {
    try ApusGraph.zeros(in: x[0].builder, [x[0].shape[0], x[2].shape[0]])
  }

  /// Of whole sequences: x, h, c, lengths, then the weights of each layer and direction.
  private static func layers(_ x: [Variable], _ params: [Int]) -> [RecurrentLayer] {
    RecurrentLayer.layers(Swift.Array(x[4...]), layers: params[0], directions: params[1])
  }

  private static func lengths(_ x: [Variable], _ params: [Int]) -> Variable? {
    params[3] == 1 ? x[3] : nil
  }

  private static func weights(_ x: [Variable]) -> RecurrentWeights {
    RecurrentWeights(input: x[3], hidden: x[4], inputBias: x[5], hiddenBias: x[6])
  }

  private static func twoSteps(
    _ x: [Variable], _ cell: (Variable, RecurrentWeights) throws -> Variable
  ) throws -> Variable {
    try cell(cell(x[1], weights(x)), weights(x))
  }
}
