import ApusGraph

extension OperationCases {
  /// What transformers add: normalised rows and attention.
  static let transformers: [OperationCase] =
    normalizedRows + specialRows + attentionWeights + specialWeights + attentions

  // MARK: Layer normalisation

  /// Both outputs, and each alone: no gradient arrives at the other one then.
  private static var normalizedRows: [OperationCase] {
    let shapes: [Shape] = [
      [1], [7], [3, 5], [1, 10], [5, 1], [0, 4], [2, 3, 4], [2, 2, 2, 3], [2, 1, 2, 1, 5],
      [101, 103], [3, 4999], [10007],
    ]
    return shapes.flatMap { shape in
      [[0, 1], [0], [1]].map { used in
        OperationCase("layerNormalize \(shape), \(used)", .reductions, [.float(shape)]) {
          let outputs = try $0.add(LayerNormalize(epsilon: 0.1), [$1[0]])
          return used.map { outputs[$0] }
        }
      }
    } + [
      OperationCase("layerNormalize of a chain", .reductions, [.float([6, 10]), .float([10])]) {
        [try layerNormalize(tanh($1[0]) + $1[1]) * $1[1]]
      },
      OperationCase(
        "layerNormalize of a batch", .reductions, [.float([.batch, .time, 6])],
        bindings: [(0, 3), (1, 1), (3, 5), (70, 2)].map { ["batch": $0.0, "time": $0.1] }
      ) { try $0.add(LayerNormalize(), [$1[0]]) },
      OperationCase(
        "layerNormalize over a symbol", .reductions, [.float([3, .batch])],
        bindings: [1, 2, 7, 33, 1000].map { ["batch": $0] }
      ) { try $0.add(LayerNormalize(epsilon: 0.01), [$1[0]]) },
    ]
  }

  private static var specialRows: [OperationCase] {
    let far = OperationCase.Input.float([4, 33], .uniform(999, 1001))
    let special = OperationCase.Input.values(
      [5, 3], [1, .nan, 2, -.infinity, 1, 0, 1, .infinity, 1, 3, 3, 3, 0, 0, 0])
    return [
      OperationCase("layerNormalize far from 0", .reductions, [far], absolute: 1e-3, order: 0) {
        try $0.add(LayerNormalize(), [$1[0]])
      },
      OperationCase("layerNormalize of NaN and Inf", .reductions, [special], order: 0) {
        try $0.add(LayerNormalize(), [$1[0]])
      },
    ]
  }

  // MARK: Attention

  private static var attentionWeights: [OperationCase] {
    let shapes: [Shape] = [
      [1, 1], [1, 7], [4, 4], [3, 5], [0, 4], [2, 3, 5], [2, 2, 5, 5], [101, 103], [3, 4999],
    ]
    return (shapes + [[5, 1], [7, 3], [2, 0, 4, 2]]).map { shape in
      OperationCase("attentionWeights \(shape)", .softmax, [.float(shape)]) {
        try $0.add(AttentionWeights(scale: 0.7, isCausal: false), [$1[0]])
      }
    }
      + shapes.map { shape in
        OperationCase("causal attentionWeights \(shape)", .softmax, [.float(shape)]) {
          try $0.add(AttentionWeights(scale: -0.7, isCausal: true), [$1[0]])
        }
      } + [
        OperationCase(
          "causal attentionWeights of a batch", .softmax, [.float([.batch, .time, .time + 2])],
          bindings: [(0, 3), (1, 1), (3, 5), (2, 33)].map { ["batch": $0.0, "time": $0.1] }
        ) { try $0.add(AttentionWeights(scale: 0.5, isCausal: true), [$1[0]]) }
      ]
  }

  private static var specialWeights: [OperationCase] {
    let special = OperationCase.Input.values(
      [4, 4], [1, .nan, 2, 0, 1, 0, .nan, 1, 2, -.infinity, .nan, 3, 0, 1, .infinity, 2])
    let unseen = OperationCase.Input.values([5, 3], [1, 2, 3, 4])
    let large = OperationCase.Input.values([3, 3], [1e4, 0, -1e4, 3, -1e4, 1e4])
    return [false, true].flatMap { isCausal in
      [("NaN and Inf", special), ("large scores", large), ("few keys", unseen)].map { what, input in
        OperationCase(
          "\(isCausal ? "causal " : "")attentionWeights of \(what)", .softmax, [input], order: 0
        ) { try $0.add(AttentionWeights(scale: 0.5, isCausal: isCausal), [$1[0]]) }
      }
    }
  }

  /// Queries, keys and values.
  private static var attentions: [OperationCase] {
    let shapes: [(Shape, Shape, Shape)] = [
      ([1, 1], [1, 1], [1, 1]), ([3, 4], [3, 4], [3, 4]), ([2, 3, 4], [2, 5, 4], [2, 5, 3]),
      ([2, 2, 5, 3], [2, 2, 5, 3], [2, 2, 5, 3]), ([2, 1, 3, 4], [2, 5, 4], [5, 3]),
      ([0, 3, 4], [0, 3, 4], [0, 3, 4]), ([37, 8], [41, 8], [41, 9]),
    ]
    return [false, true].flatMap { isCausal in
      shapes.map { q, k, v in
        OperationCase(
          "\(isCausal ? "causal " : "")attention \(q) \(k) \(v)", .softmax,
          [.float(q), .float(k), .float(v)]
        ) {
          [try scaledDotProductAttention($1[0], $1[1], $1[2], isCausal: isCausal)]
        }
      } + [
        OperationCase(
          "\(isCausal ? "causal " : "")attention to itself", .softmax,
          [.float([.batch, .time, 4])],
          bindings: [(0, 3), (1, 1), (3, 5), (2, 33)].map { ["batch": $0.0, "time": $0.1] }
        ) {
          [try scaledDotProductAttention($1[0], $1[0], $1[0], isCausal: isCausal, scale: 0.3)]
        }
      ]
    }
  }
}
