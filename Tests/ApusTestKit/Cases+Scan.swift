import ApusGraph

extension OperationCases {
  /// Scans, and whole sequences of recurrent cells.
  static let scans: [OperationCase] = plainScans + indexScans + sequences + sequenceOptions

  private static var plainScans: [OperationCase] {
    [
      OperationCase("scan of running sums", .fusion, [.float([5, 3]), .float([3])]) { _, x in
        let (last, all) = try scan(over: [x[0]], carrying: [x[1]]) { step throws(GraphError) in
          let sum = try step.carries[0] + step.inputs[0]
          return (carries: [sum], outputs: [sum, try sum * sum])
        }
        return last + all
      },
      OperationCase(
        "scan with a matrix", .fusion,
        [.float([.symbol("steps"), 2, 3]), .float([2, 3]), .float([3, 3])],
        bindings: [["steps": 1], ["steps": 4], ["steps": 0]]
      ) { _, x in
        let (last, all) = try scan(
          over: [x[0]], carrying: [x[1]], using: [x[2]]
        ) { step throws(GraphError) in
          let h = try tanh(matmul(step.carries[0], step.constants[0]) + step.inputs[0])
          // What goes on and out is stored once, however often it goes out.
          return (carries: [h], outputs: [h, h])
        }
        return last + all
      },
      OperationCase(
        "scan from the end, of two carries and two sequences", .fusion,
        [.float([4, 2]), .float([4]), .float([2]), .float([1]), .float([2])]
      ) { _, x in
        let (last, all) = try scan(
          over: [x[0], x[1]], carrying: [x[2], x[3]], using: [x[4]], reversed: true
        ) { step throws(GraphError) in
          let a = try sin(step.carries[0] * step.constants[0]) + step.inputs[0]
          let b = try step.carries[1] * step.inputs[1] + sum(a)
          // What goes out is also what goes in, a constant and a carry as it is.
          return (
            carries: [try b * a, step.carries[1]], outputs: [a, step.carries[0], step.inputs[1]]
          )
        }
        return last + all
      },
    ]
  }

  /// Steps that read at indices, and whose gradient writes at them.
  private static var indexScans: [OperationCase] {
    [
      OperationCase(
        "scan that gathers", .indexing,
        [
          .integers([.symbol("steps"), 2], 0..<4, .int32), .float([2, 3]), .float([4, 3]),
        ], bindings: [["steps": 4], ["steps": 0]], order: 1
      ) { _, x in
        let (last, all) = try scan(
          over: [x[0]], carrying: [x[1]], using: [x[2]]
        ) { step throws(GraphError) in
          let (ids, table) = (step.inputs[0], step.constants[0])
          let h = try tanh(step.carries[0] + gather(table, ids))
          let logits = try concatenate([h, h * h], axis: 1)
          return (
            carries: [h],
            outputs: [
              try softmaxCrossEntropies(logits: logits, labels: ids), try embedding(table, ids),
            ]
          )
        }
        return last + all
      },
      OperationCase("scan that sorts", .indexing, [.float([3, 5]), .float([5])], order: 1) {
        let (last, all) = try scan(over: [$1[0]], carrying: [$1[1]]) { step throws(GraphError) in
          let sorted = try sort(sin(step.carries[0]) + step.inputs[0])
          return (carries: [sorted], outputs: [try topK(sorted * step.inputs[0], 2).values])
        }
        return last + all
      },
    ]
  }

  private static var sequences: [OperationCase] {
    [
      (1, "rnn", 1, 1, false), (4, "lstm", 2, 2, true), (3, "gru", 1, 2, true),
    ].map { gates, name, layers, directions, hasLengths in
      let (batch, inputs, width) = (2, 3, 2)
      var given: [OperationCase.Input] = [
        .float([.symbol("steps"), Dim(batch), Dim(inputs)]),
        .float([Dim(layers * directions), Dim(batch), Dim(width)]),
        .values([Dim(batch)], [3, 1], gates == 3 ? .int64 : .int32),
      ]
      for layer in 0..<layers {
        for _ in 0..<directions {
          let below = Dim(layer == 0 ? inputs : width * directions)
          let total = Dim(gates * width)
          given += [
            .float([below, total]), .float([Dim(width), total]), .float([total]), .float([total]),
          ]
        }
      }
      return OperationCase(
        "sequence of \(name), \(layers) layers, \(directions) directions", .matmul, given,
        bindings: [["steps": 3]], order: 1
      ) { _, x in
        try sequence(
          gates, x, layers: layers, directions: directions, lengths: hasLengths ? x[2] : nil)
      }
    }
  }

  /// Batch first, from no states, with dropout between the layers, with ReLU.
  private static var sequenceOptions: [OperationCase] {
    func given(_ gates: Int, layers: Int) -> [OperationCase.Input] {
      let total = Dim(gates * 2)
      return [.float([2, 3, 4])]
        + (0..<layers).flatMap { layer -> [OperationCase.Input] in
          [
            .float([layer == 0 ? 4 : 2, total]), .float([2, total]), .float([total]),
            .float([total]),
          ]
        }
    }
    @Sendable func layers(_ x: [Variable], _ count: Int) -> [RecurrentLayer] {
      RecurrentLayer.layers(Array(x[1...]), layers: count, directions: 1)
    }
    return [
      OperationCase(
        "sequence of rnn with relu", .matmul, given(1, layers: 1), order: 1
      ) { _, x in
        let result = try rnn(x[0], layers: layers(x, 1), activation: .relu)
        return [result.outputs, result.hidden]
      }
    ]
      + Reference.Mode.allCases.map { mode in
        OperationCase(
          "sequence of gru, batch first, dropout, in \(mode)", .matmul, given(3, layers: 2),
          order: 1, mode: mode
        ) { _, x in
          let result = try gru(x[0], layers: layers(x, 2), dropout: 0.4, batchFirst: true)
          return [result.outputs, result.hidden]
        }
      }
  }

  static func sequence(
    _ gates: Int, _ x: [Variable], layers: Int, directions: Int, lengths: Variable?
  ) throws(GraphError) -> [Variable] {
    let all = RecurrentLayer.layers(Array(x[3...]), layers: layers, directions: directions)
    switch gates {
    case 1:
      let result = try rnn(x[0], layers: all, hidden: x[1], lengths: lengths)
      return [result.outputs, result.hidden]
    case 3:
      let result = try gru(x[0], layers: all, hidden: x[1], lengths: lengths)
      return [result.outputs, result.hidden]
    default:
      let result = try lstm(x[0], layers: all, hidden: x[1], lengths: lengths)
      return [result.outputs, result.hidden, result.cell]
    }
  }
}

extension RecurrentLayer {
  /// Layers of weights that lie in a row: input, hidden and the two biases of each direction.
  public static func layers(_ x: [Variable], layers: Int, directions: Int) -> [RecurrentLayer] {
    func weights(_ place: Int) -> RecurrentWeights {
      RecurrentWeights(
        input: x[4 * place], hidden: x[4 * place + 1], inputBias: x[4 * place + 2],
        hiddenBias: x[4 * place + 3])
    }
    return (0..<layers).map { layer in
      RecurrentLayer(
        forward: weights(layer * directions),
        backward: directions == 2 ? weights(layer * directions + 1) : nil)
    }
  }
}
