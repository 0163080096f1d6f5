import ApusGraph

extension OperationCases {
  /// Batches without an example, and sequences without a step, of operations that know of batches.
  static let empty: [OperationCase] =
    emptyNorms + emptySequences + [
      OperationCase(
        "convTranspose of no image", .convolution,
        [.float([0, 4, 3, 4]), .float([4, 3, 3, 2]), .float([6])]
      ) {
        [
          try convTranspose2d(
            $1[0], $1[1], bias: $1[2], stride: [2, 3], padding: 1, outputPadding: [1, 0],
            groups: 2)
        ]
      },
      OperationCase(
        "ctc of no sequence", .softmax,
        [
          .float([3, 0, 4]), .integers([0, 2], 1..<4), .integers([0], 1..<3),
          .integers([0], 0..<3), .float([0, 2, 4]), .values([2, 1], [1, 2], .int32),
          .values([2], [0, 0], .int32), .values([2], [1, 0], .int32),
        ], order: 1
      ) { _, x in
        // Without frames nothing but no label can be spelled.
        let spelled = try ctcLosses(
          logProbabilities: logSoftmax(x[4]), targets: x[5], frameCounts: x[6], labelCounts: x[7],
          zeroesInfinity: true)
        return [
          try ctcLosses(
            logProbabilities: logSoftmax(x[0]), targets: x[1], frameCounts: x[2],
            labelCounts: x[3]), spelled,
        ]
      },
    ]

  private static var emptyNorms: [OperationCase] {
    [
      OperationCase("norms of no example", .reductions, [.float([0, 6, 3]), .float([6])]) {
        [
          try groupNorm($1[0], groups: 2, scale: $1[1]), try instanceNorm($1[0], scale: $1[1]),
          try layerNorm($1[0]), try rmsNorm($1[0], axes: 2),
        ]
      },
      OperationCase(
        "batchNorm of no example in evaluation", .reductions,
        [.float([0, 3, 5]), .float([3]), .float([3], .positive), .float([3])]
      ) { [try batchNorm($1[0], mean: $1[1], variance: $1[2], scale: $1[3])] },
    ]
  }

  private static var emptySequences: [OperationCase] {
    [(1, "rnn"), (3, "gru"), (4, "lstm")].map { gates, name in
      let (total, width) = (Dim(gates * 2), 2 as Dim)
      return OperationCase(
        "sequences of \(name), of no example or step", .matmul,
        [
          .float([.symbol("steps"), .batch, 3]), .float([1, .batch, width]),
          .integers([.batch], 0..<1), .float([3, total]), .float([width, total]),
          .float([total]), .float([total]),
        ], bindings: [["steps": 3, "batch": 0], ["steps": 0, "batch": 2]], order: 1
      ) { _, x in
        try sequence(gates, x, layers: 1, directions: 1, lengths: x[2])
      }
    }
  }
}
