import ApusGraph

extension OperationCases {
  /// Norms, dropout, embeddings, interpolation and positions.
  static let neural: [OperationCase] =
    norms + specialNorms + otherSoftmaxes + dropouts + embeddings + interpolations + positions
    + maskedAttentions

  // MARK: Norms

  private static var norms: [OperationCase] {
    let spaces: [Shape] = [[4, 1], [5, 3], [2, 3, 5], [3, 4, 2, 3], [2, 33, 7, 5], [1009, 2]]
    return spaces.map { shape in
      OperationCase(
        "batchNorm \(shape)", .reductions, [.float(shape), .float([shape[1]]), .float([shape[1]])]
      ) {
        let result = try batchNorm($1[0], scale: $1[1], offset: $1[2], epsilon: 0.1)
        return [result.y, result.mean, result.variance]
      }
    } + [
      OperationCase(
        "batchNorm of a batch", .reductions, [.float([.batch, 3, 4])],
        bindings: [1, 2, 7, 70].map { ["batch": $0] }
      ) { [try batchNorm($1[0], epsilon: 0.1).y] },
      OperationCase(
        "batchNorm in evaluation", .reductions,
        [.float([2, 3, 5]), .float([3]), .float([3], .positive), .float([3]), .float([3])]
      ) {
        [
          try batchNorm(
            $1[0], mean: $1[1], variance: $1[2], scale: $1[3], offset: $1[4]),
          try batchNorm($1[0], mean: $1[1], variance: $1[2], epsilon: 0.1),
        ]
      },
      OperationCase(
        "groupNorm and instanceNorm", .reductions,
        [.float([2, 6, 3, 5]), .float([6]), .float([6])]
      ) {
        [
          try groupNorm($1[0], groups: 2, scale: $1[1], offset: $1[2], epsilon: 0.1),
          try groupNorm($1[0], groups: 6), try instanceNorm($1[0], scale: $1[1], epsilon: 0.1),
        ]
      },
      OperationCase(
        "layerNorm over two axes", .reductions,
        [.float([3, 4, 5]), .float([4, 5]), .float([4, 5]), .float([5])]
      ) {
        [
          try layerNorm($1[0], axes: 2, scale: $1[1], offset: $1[2], epsilon: 0.1),
          try layerNorm($1[0], scale: $1[3], epsilon: 0.1),
        ]
      },
      OperationCase("rmsNorm", .reductions, [.float([3, 4, 5]), .float([4, 5])]) {
        [try rmsNorm($1[0], axes: 2, scale: $1[1]), try rmsNorm($1[0], epsilon: 0.1)]
      },
      OperationCase(
        "rmsNorm of a batch", .reductions, [.float([.batch, .time, 6])],
        bindings: [(0, 3), (1, 1), (3, 5), (70, 2)].map { ["batch": $0.0, "time": $0.1] }
      ) { [try rmsNorm($1[0])] },
      OperationCase("localResponseNorm", .reductions, [.float([2, 7, 3, 2])]) {
        [
          try localResponseNorm($1[0], size: 3, alpha: 0.5),
          try localResponseNorm($1[0], size: 4, alpha: 1, beta: 0.5, k: 2),
        ]
      },
      OperationCase("normalize by the largest", .reductions, [.float([3, 4, 5], .distinct)]) {
        [try normalize($1[0], p: .infinity), try normalize($1[0], p: .infinity, axis: -1)]
      },
      OperationCase("normalize", .reductions, [.float([3, 4, 5], .avoiding([0]))]) {
        [
          try normalize($1[0]), try normalize($1[0], p: 1, axis: -1),
          try normalize($1[0], p: 3, axis: 0), try normalize($1[0], axis: 2, epsilon: 2),
        ]
      },
    ]
  }

  private static var specialNorms: [OperationCase] {
    [
      OperationCase(
        "batchNorm far from 0", .reductions, [.float([5, 3, 7], .uniform(999, 1001))],
        absolute: 1e-3, order: 0
      ) {
        let result = try batchNorm($1[0])
        return [result.y, result.mean, result.variance]
      },
      OperationCase(
        "norms of zeros", .reductions, [.values([2, 3, 4], [0])], order: 0
      ) {
        [
          try normalize($1[0]), try rmsNorm($1[0]), try batchNorm($1[0]).y,
          try $0.gradients(of: sum(normalize($1[0])), withRespectTo: [$1[0]])[0] * 1e-12,
        ]
      },
      OperationCase(
        "batchNorm of NaN and Inf", .reductions,
        [.values([2, 3, 2], [1, 2, .nan, 0, .infinity, 1, 1, 5, 3, 1, 2, 4])], order: 0
      ) { [try batchNorm($1[0]).y] },
    ]
  }

  // MARK: Softmax and draws

  private static var otherSoftmaxes: [OperationCase] {
    [
      OperationCase("softmax over axes", .softmax, [.float([3, 4, 5])]) {
        [
          try softmax($1[0], axis: 0), try softmax($1[0], axis: 1), try softmin($1[0], axis: -2),
          try logSoftmax($1[0], axis: 1), try logSoftmax($1[0], axis: -1), try softmin($1[0]),
        ]
      },
      OperationCase("hardmax", .softmax, [.float([3, 4, 5], .distinct)]) {
        [try hardmax($1[0]), try hardmax($1[0], axis: 1), $1[0]]
      },
      OperationCase("hardmax of ties", .softmax, [.values([2, 4], [1, 3, 3, 0, 2, 2])], order: 0) {
        [try hardmax($1[0]), try hardmax($1[0], axis: 0)]
      },
      OperationCase("gumbelSoftmax", .softmax, [.float([6, 5])]) {
        [
          try gumbelSoftmax($1[0], temperature: 0.7, name: "a"),
          try gumbelSoftmax($1[0], axis: 0, name: "b"),
        ]
      },
      OperationCase("hard gumbelSoftmax", .softmax, [.float([6, 5])], order: 0) {
        [try gumbelSoftmax($1[0], isHard: true)]
      },
    ]
  }

  private static var dropouts: [OperationCase] {
    Reference.Mode.allCases.map { mode in
      OperationCase(
        "dropout functions in \(mode)", .random,
        [
          .float([3, 4]), .float([2, 5, 6]), .float([3, 4, 2, 2]), .float([2, 3, 1, 2, 2]),
          .float([3, 9]),
        ],
        mode: mode
      ) {
        [
          try dropout($1[0], 0.3), try dropout1d($1[1], 0.5), try dropout2d($1[2], 0.2),
          try dropout3d($1[3], 0.6), try alphaDropout($1[0], 0.4), try dropout($1[0], 0),
          try featureAlphaDropout($1[1], 0.5), try featureAlphaDropout($1[4], 0.5),
        ]
      }
    }
  }

  // MARK: Embeddings

  private static var embeddings: [OperationCase] {
    let bag: OperationCase.Input = .integers([4, 5], 0..<7)
    let row: OperationCase.Input = .integers([11], 0..<7)
    let offsets: OperationCase.Input = .values([4], [0, 3, 3, 8], .int32)
    return [
      OperationCase("embedding", .indexing, [.float([7, 3]), bag]) {
        [try embedding($1[0], $1[1])]
      },
      OperationCase("embedding with padding", .indexing, [.float([7, 3]), bag], order: 0) {
        [
          try embedding($1[0], $1[1], paddingIndex: -1),
          try $0.gradients(
            of: sum(embedding($1[0], $1[1], paddingIndex: -3)), withRespectTo: [$1[0]])[0],
          try embeddingBag($1[0], $1[1], paddingIndex: -4),
        ]
      },
    ]
      + BagMode.allCases.flatMap { mode in
        [
          OperationCase(
            "embeddingBag \(mode)", .indexing, [.float([7, 3], .distinct), bag],
            order: mode == .max ? 1 : 2
          ) {
            [
              try embeddingBag($1[0], $1[1], mode: mode),
              try embeddingBag($1[0], $1[1], mode: mode, paddingIndex: 3),
            ]
          },
          OperationCase(
            "embeddingBag \(mode) with offsets", .indexing,
            [.float([7, 3], .distinct), row, offsets], order: mode == .max ? 1 : 2
          ) {
            [
              try embeddingBag($1[0], $1[1], offsets: $1[2], mode: mode),
              try embeddingBag($1[0], $1[1], offsets: $1[2], mode: mode, paddingIndex: 2),
            ]
          },
        ]
      } + [
        OperationCase(
          "embeddingBag of symbolic bags", .indexing,
          [.float([7, 3], .distinct), .integers([2, .time], 0..<7)],
          bindings: [["time": 0], ["time": 3]]
        ) { _, x in try BagMode.allCases.map { try embeddingBag(x[0], x[1], mode: $0) } },
        OperationCase(
          "embeddingBag of bags at the ends", .indexing,
          [
            .float([7, 3], .distinct), row, .values([5], [2, 2, 9, 11, 11], .int64),
            .values([1], [0], .uint8), .integers([0], 0..<7),
          ], order: 1
        ) { _, x in
          try BagMode.allCases.map { try embeddingBag(x[0], x[1], offsets: x[2], mode: $0) }
            + BagMode.allCases.map { try embeddingBag(x[0], x[4], offsets: x[3], mode: $0) }
        },
        OperationCase(
          "embeddingBag with weights", .indexing,
          [.float([7, 3]), bag, .float([4, 5]), row, .float([11]), offsets]
        ) {
          [
            try embeddingBag($1[0], $1[1], mode: .sum, weights: $1[2]),
            try embeddingBag($1[0], $1[3], offsets: $1[5], mode: .sum, weights: $1[4]),
          ]
        },
      ]
  }

  // MARK: Interpolation

  private static var interpolations: [OperationCase] {
    InterpolationMode.allCases.map { mode in
      OperationCase("interpolate \(mode)", .pooling, [.float([2, 3, 5, 6])]) {
        [
          try interpolate($1[0], size: [7, 12], mode: mode),
          try interpolate($1[0], size: 3, mode: mode),
          try interpolate($1[0], scale: [2], mode: mode),
          try interpolate($1[0], scale: [1.7, 0.6], mode: mode),
        ]
      }
    } + [
      OperationCase("interpolate with aligned corners", .pooling, [.float([1, 2, 4, 5])]) {
        [
          try interpolate($1[0], size: [7, 3], mode: .linear, alignCorners: true),
          try interpolate($1[0], size: [1, 9], mode: .cubic, alignCorners: true),
        ]
      },
      OperationCase(
        "interpolate in 1 and 3 axes", .pooling, [.float([2, 1, 7]), .float([1, 2, 2, 3, 4])]
      ) {
        [
          try interpolate($1[0], size: 66, mode: .linear),
          try interpolate($1[1], scale: [2], mode: .linear),
        ]
      },
      OperationCase(
        "interpolate a batch", .pooling, [.float([.batch, 2, 3, 4])],
        bindings: [0, 1, 5].map { ["batch": $0] }
      ) { [try interpolate($1[0], scale: [2], mode: .linear)] },
    ]
  }

  // MARK: Positions and attention

  private static var positions: [OperationCase] {
    [
      OperationCase(
        "rotaryPositions", .elementwise, [.float([2, 3, 5, 6]), .values([], [7], .int32)]
      ) {
        [
          try rotaryPositions($1[0]), try rotaryPositions($1[0], isInterleaved: true),
          try rotaryPositions($1[0], offset: $1[1], base: 100),
        ]
      },
      OperationCase(
        "rotaryPositions of a batch", .elementwise, [.float([.batch, .time, 4])],
        bindings: [(0, 3), (1, 1), (3, 5)].map { ["batch": $0.0, "time": $0.1] }
      ) { [try rotaryPositions($1[0], isInterleaved: true)] },
      OperationCase(
        "sinusoidalPositions", .elementwise, [.float([4, 6]), .values([], [3], .int32)]
      ) {
        [
          try $1[0] * sinusoidalPositions(in: $0, 4, width: 6),
          try sinusoidalPositions(in: $0, 5, width: 2, offset: $1[1], base: 50),
        ]
      },
    ]
  }

  private static var maskedAttentions: [OperationCase] {
    let heads: [OperationCase.Input] = [
      .float([2, 6, 5, 3]), .float([2, 2, 6, 3]), .float([2, 2, 6, 2]),
    ]
    let plain: [OperationCase.Input] = [.float([2, 5, 3]), .float([2, 6, 3]), .float([2, 6, 2])]
    return [
      OperationCase(
        "attention with a mask", .softmax, plain + [.bools([5, 6]), .float([2, 1, 6])]
      ) {
        [
          try scaledDotProductAttention($1[0], $1[1], $1[2], mask: $1[3]),
          try scaledDotProductAttention($1[0], $1[1], $1[2], mask: $1[4]),
          try scaledDotProductAttention($1[0], $1[1], $1[2], mask: $1[3], isCausal: true, scale: 1),
        ]
      },
      OperationCase(
        "attention with nothing to see", .softmax,
        plain + [.values([5, 6], [1, 0, 1, 0, 0, 1] + [Double](repeating: 0, count: 6), .bool)]
      ) { [try scaledDotProductAttention($1[0], $1[1], $1[2], mask: $1[3])] },
      OperationCase("attention with dropout", .softmax, plain) {
        [try scaledDotProductAttention($1[0], $1[1], $1[2], isCausal: true, dropout: 0.4)]
      },
      OperationCase(
        "attention with dropout in evaluation", .softmax, plain, mode: .evaluation
      ) { [try scaledDotProductAttention($1[0], $1[1], $1[2], isCausal: true, dropout: 0.4)] },
      OperationCase("attention of grouped queries", .softmax, heads + [.bools([2, 1, 5, 6])]) {
        [
          try scaledDotProductAttention($1[0], $1[1], $1[2], groupsQueries: true),
          try scaledDotProductAttention(
            $1[0], $1[1], $1[2], mask: $1[3], isCausal: true, groupsQueries: true),
        ]
      },
      OperationCase(
        "fused attention of grouped queries", .softmax,
        [.float([2, 6, 17, 3]), .float([2, 2, 19, 3]), .float([2, 2, 19, 2])]
      ) {
        [
          try scaledDotProductAttention(
            $1[0], $1[1], $1[2], isCausal: true, groupsQueries: true)
        ]
      },
    ]
  }
}
