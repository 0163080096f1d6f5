import ApusGraph

extension OperationCases {
  static let random: [OperationCase] =
    [[], [1], [0], [7], [3, 5], [2, 3, 2, 2], [10007]].flatMap { (shape: Shape) in
      [
        OperationCase("uniform \(shape)", .random, [], relative: 0, absolute: 0) { graph, _ in
          [try graph.random(.uniform, shape), try graph.random(.uniform, shape)]
        },
        OperationCase("normal \(shape)", .random, []) { graph, _ in
          [try graph.random(.normal, shape, name: "noise")]
        },
      ]
    } + [
      OperationCase("dropout", .random, [.float([7, 11])]) { graph, x in
        let isKept = try graph.random(.uniform, [7, 11]) < 0.8
        let dropped = try select(isKept, x[0] / 0.8, 0)
        return [try modeSelect(training: dropped, evaluation: x[0])]
      },
      OperationCase("dropout in evaluation", .random, [.float([7, 11])], mode: .evaluation) {
        graph, x in
        let isKept = try graph.random(.uniform, [7, 11]) < 0.8
        return [try modeSelect(training: select(isKept, x[0] / 0.8, 0), evaluation: x[0])]
      },
      OperationCase("noise", .random, [.float([5])]) { graph, x in
        [try sin(x[0] + graph.random(.normal, [5]) * 0.1)]
      },
      OperationCase("step number", .random, [.float([5])]) { graph, x in
        [try x[0] * cast(graph.step() + 3, to: .float32), try graph.step() + 7]
      },
      OperationCase(
        "dropout of a batch", .random, [.float([.batch, 6])],
        bindings: [["batch": 1], ["batch": 5], ["batch": 128]]
      ) { graph, x in
        let isKept = try graph.random(.uniform, [.batch, 6]) < 0.5
        return [try select(isKept, x[0] * 2, 0)]
      },
    ]
}
