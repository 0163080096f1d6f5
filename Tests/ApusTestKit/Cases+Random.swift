import ApusGraph

extension OperationCases {
  static let random: [OperationCase] =
    distributions
    + [[], [1], [0], [7], [3, 5], [2, 3, 2, 2], [10007]].flatMap { (shape: Shape) in
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

  private static let distributions: [OperationCase] = [
    exact("bounds", .uniform(low: -2.5, high: 7), .float32),
    exact("bounds next to each other", .uniform(low: 1, high: 1 + 0x1p-21), .float32),
    exact("bounds of float16", .uniform(low: 0.5, high: 1), .float16),
    exact("float16", .uniform, .float16),
    exact("bfloat16", .uniform, .bfloat16),
    exact("float64", .uniform, .float64),
    exact("bounds of float64", .uniform(low: -3, high: 0.1), .float64),
    exact("a die", .integers(low: 1, high: 7), .int32),
    // Almost every second product has to be drawn again.
    exact("half of all integers", .integers(low: .min / 2 - 1, high: 2), .int64),
    exact("large integers", .integers(low: (1 << 60) + 3, high: (1 << 60) + 13), .int64),
    exact("int8", .integers(low: -128, high: 128), .int8),
    exact("int16", .integers(low: -5, high: 2), .int16),
    exact("uint8", .integers(low: 250, high: 256), .uint8),
    inexact("normal with mean", .normal(mean: -3, standardDeviation: 0.5), .float32),
    inexact("float16", .normal, .float16), inexact("bfloat16", .normal, .bfloat16),
    inexact("float64", .normal(mean: 1, standardDeviation: 2), .float64),
    inexact("truncated", .truncatedNormal(), .float32),
    inexact("tail", .truncatedNormal(low: 4, high: .infinity), .float32),
    inexact(
      "narrow", .truncatedNormal(mean: 5, standardDeviation: 2, low: 5.5, high: 6), .float32),
    inexact("truncated float16", .truncatedNormal(low: -0.3, high: 1), .float16),
    inexact("truncated float64", .truncatedNormal(low: -1, high: 3), .float64),
    OperationCase(
      "draws of a batch", .random, [.float([.batch, 3], gradient: false)],
      bindings: [["batch": 7], ["batch": 0]]
    ) { graph, x in
      [
        try graph.random(.integers(low: 0, high: 10), [.batch, 3], dtype: .int64),
        try graph.random(.truncatedNormal(), [3, .batch]), try x[0] * 2,
      ]
    },
    OperationCase(
      "bernoulli and categorical", .random,
      [.float([7, 5], .uniform(-0.5, 1.5), gradient: false), .float([3, 4], gradient: false)]
    ) { graph, x in
      [
        try graph.bernoulli(0.3, [3, 7]), try bernoulli(x[0]), try categorical(logits: x[1]),
        try categorical(logits: x[1], count: 50), try categorical(probabilities: abs(x[1])),
        try categorical(probabilities: abs(x[1]), count: 3),
      ]
    },
    OperationCase("bernoulli alone", .random, [.float([7, 5], gradient: false)]) {
      [try bernoulli($1[0])]
    },
    OperationCase("categorical of logits", .random, [.float([7, 5], gradient: false)]) {
      [try categorical(logits: $1[0])]
    },
    OperationCase(
      "categorical of probabilities", .random, [.float([7, 5], .positive, gradient: false)]
    ) { [try categorical(probabilities: $1[0])] },
    OperationCase(
      "categories of a batch", .random, [.float([.batch, 9], gradient: false)],
      bindings: [["batch": 3], ["batch": 20]]
    ) { [try categorical(logits: $1[0], count: .batch)] },
    OperationCase("permutations", .random, []) { graph, _ in
      try [0, 1, 53, 3001].map { try graph.permutation($0) }
    },
    OperationCase(
      "shuffled batch", .random, [.float([.batch, 2])], bindings: [["batch": 6], ["batch": 1]]
    ) { graph, x in [try indexSelect(x[0], graph.permutation(.batch), axis: 0)] },
    inexact("gumbel", .gumbel, .float32), inexact("gumbel of float64", .gumbel, .float64),
  ]

  /// Bit-equal to the reference.
  private static func exact(
    _ name: String, _ distribution: Random.Distribution, _ dtype: DType
  ) -> OperationCase {
    OperationCase(
      "uniform: \(name)", .random, [], relative: 0, absolute: 0
    ) { graph, _ in [try graph.random(distribution, [211, 5], dtype: dtype)] }
  }

  private static func inexact(
    _ name: String, _ distribution: Random.Distribution, _ dtype: DType
  ) -> OperationCase {
    let (relative, absolute) =
      switch dtype {
      case .float16: (0x1p-10, 1e-5)
      case .bfloat16: (0x1p-7, 1e-5)
      // 4 units in the last place, of 1 for smaller ones.
      case .float64: (0x1p-50, 0x1p-50)
      default: (0x1p-21, 0x1p-21)
      }
    return OperationCase(
      "draws: \(name)", .random, [], relative: relative, absolute: absolute
    ) { graph, _ in [try graph.random(distribution, [211, 5], dtype: dtype)] }
  }
}
