import ApusGraph

extension OperationCases {
  /// Parameters, states and hyper-parameters that hold their initial values, constants, and the
  /// mode.
  static let stateCases: [OperationCase] =
    [
      OperationCase("parameters at their start", .elementwise, [.float([3, 4])]) { graph, x in
        let w = try graph.parameter("w", [4], initial: .normal(mean: 0, standardDeviation: 1))
        let s = try graph.state("s", [3, 1], initial: .uniform(low: -1, high: 1))
        let rate = try graph.hyperparameter("rate", 0.25)
        let table = try graph.parameter("table", [4], initial: .array([1, 2, 3, 4]))
        return [try x[0] * w + s * rate, try table * x[0]]
      },
      OperationCase("constants", .elementwise, [.float([2, 3])]) { graph, x in
        let tensor: Tensor = [[1.5, -2, 0.25], [4, 0, -1]]
        let whole = try Tensor([1, 2, 3] as [Int32], shape: [3])
        return [
          try x[0] * graph.constant(tensor) + graph.constant(2),
          try graph.constant(whole) + graph.constant(7, .int32),
        ]
      },
    ]
    + Reference.Mode.allCases.flatMap { mode in
      ([[1], [5], [10007]] as [Shape]).map { shape in
        OperationCase(
          "mode \(mode) \(shape)", .elementwise, [.float(shape), .float(shape)], mode: mode
        ) { _, x in
          let a = try x[0] * x[1]
          return [try modeSelect(training: tanh(a), evaluation: a * a * x[0])]
        }
      }
    }
}
