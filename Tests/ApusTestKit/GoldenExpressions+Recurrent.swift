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
  ]

  private static func weights(_ x: [Variable]) -> RecurrentWeights {
    RecurrentWeights(input: x[3], hidden: x[4], inputBias: x[5], hiddenBias: x[6])
  }

  private static func twoSteps(
    _ x: [Variable], _ cell: (Variable, RecurrentWeights) throws -> Variable
  ) throws -> Variable {
    try cell(cell(x[1], weights(x)), weights(x))
  }
}
