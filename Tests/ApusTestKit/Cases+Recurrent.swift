import ApusGraph

extension OperationCases {
  /// Cells, and a few steps of each; batches of several axes and none.
  static let recurrentCells: [OperationCase] =
    ([([3], 4, 5), ([1], 1, 1), ([0], 2, 3), ([2, 2], 3, 2)] as [(Shape, Int, Int)]).flatMap {
      batch, inputs, hidden in
      [1, 3, 4].map { gates in
        let cell = gates == 1 ? "rnn" : gates == 3 ? "gru" : "lstm"
        return OperationCase(
          "\(cell) cell of batch \(batch), \(inputs) to \(hidden)", .matmul,
          cellInputs(batch, inputs, hidden, gates)
        ) { _, x in try cellSteps(x, gates, steps: 1) }
      }
    } + [
      OperationCase(
        "rnn cell with relu", .matmul, cellInputs([3], 2, 4, 1, .uniform(0.1, 0.9))
      ) { _, x in
        [try rnnCell(x[0], hidden: x[1], weights: weights(x), activation: .relu)]
      },
      OperationCase(
        "three steps of a lstm", .matmul, cellInputs([.batch], 2, 3, 4),
        bindings: [["batch": 1], ["batch": 4]]
      ) { _, x in try cellSteps(x, 4, steps: 3) },
      OperationCase("three steps of a gru", .matmul, cellInputs([2], 2, 3, 3)) { _, x in
        try cellSteps(x, 3, steps: 3)
      },
    ]

  private static func weights(_ x: [Variable]) -> RecurrentWeights {
    RecurrentWeights(input: x[3], hidden: x[4], inputBias: x[5], hiddenBias: x[6])
  }

  private static func cellInputs(
    _ batch: Shape, _ inputs: Int, _ hidden: Int, _ gates: Int, _ generator: Generator = .normal
  ) -> [OperationCase.Input] {
    let (x, h, all) = (Dim(inputs), Dim(hidden), Dim(gates * hidden))
    return [
      .float(Shape(batch.dims + [x]), generator), .float(Shape(batch.dims + [h]), generator),
      .float(Shape(batch.dims + [h])), .float([x, all], generator), .float([h, all], generator),
      .float([all], generator), .float([all], generator),
    ]
  }

  private static func cellSteps(
    _ x: [Variable], _ gates: Int, steps: Int
  ) throws(GraphError) -> [Variable] {
    var (h, c) = (x[1], x[2])
    for _ in 0..<steps {
      switch gates {
      case 1: h = try rnnCell(x[0], hidden: h, weights: weights(x))
      case 3: h = try gruCell(x[0], hidden: h, weights: weights(x))
      default: (h, c) = try lstmCell(x[0], hidden: h, cell: c, weights: weights(x))
      }
    }
    return gates == 4 ? [h, c] : [h]
  }
}
