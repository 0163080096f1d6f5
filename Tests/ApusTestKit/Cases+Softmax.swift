import ApusGraph

extension OperationCases {
  static let softmaxes: [OperationCase] = plainSoftmax + crossEntropies + specialSoftmax

  private static let rows: [Shape] = [
    [1], [7], [3, 5], [1, 10], [5, 1], [0, 4], [2, 3, 4], [2, 2, 2, 3], [2, 1, 2, 1, 5],
    [101, 103], [3, 4999], [10007],
  ]

  private static var plainSoftmax: [OperationCase] {
    rows.flatMap { shape in
      [
        OperationCase("softmax \(shape)", .softmax, [.float(shape)]) {
          [try softmax($1[0])]
        },
        OperationCase("logSoftmax \(shape)", .softmax, [.float(shape)]) {
          [try logSoftmax($1[0])]
        },
      ]
    } + [
      OperationCase("softmax over another axis", .softmax, [.float([4, 5])]) {
        [try transpose(softmax(transpose($1[0])))]
      },
      OperationCase(
        "attention", .softmax, [.float([2, 5, 4]), .float([2, 6, 4]), .float([2, 6, 3])]
      ) {
        let scores = try matmul($1[0], $1[1], transposeB: true) / 2
        return [try matmul(softmax(scores), $1[2])]
      },
      OperationCase("masked softmax", .softmax, [.float([5, 7]), .bools([5, 7])]) {
        [try softmax(select($1[1], $1[0], -1e9))]
      },
    ]
  }

  private static var crossEntropies: [OperationCase] {
    [
      ([1], []), ([7], []), ([5, 3], [5]), ([1, 10], [1]), ([4, 1], [4]), ([0, 3], [0]),
      ([2, 3, 5], [2, 3]), ([1009, 11], [1009]),
    ].flatMap { (logits: Shape, labels: Shape) in
      let classes = logits[logits.rank - 1].fixed ?? 1
      let inputs: [OperationCase.Input] = [.float(logits), .integers(labels, 0..<classes)]
      return [
        OperationCase("cross-entropy \(logits)", .softmax, inputs) {
          [try softmaxCrossEntropies(logits: $1[0], labels: $1[1])]
        },
        OperationCase("cross-entropy of probabilities \(logits)", .softmax, inputs) {
          let target = try oneHot($1[1], classes: Dim(classes)) * 0.9 + 0.1 / Double(classes)
          return [try -sum(target * logSoftmax($1[0]), axes: [-1])]
        },
      ]
    }
      + [DType.int64, .uint8].map { dtype in
        OperationCase(
          "cross-entropy labels \(dtype)", .softmax,
          [.float([5, 3]), .integers([5], 0..<3, dtype)]
        ) { [try mean(softmaxCrossEntropies(logits: $1[0], labels: $1[1]))] }
      }
  }

  private static var specialSoftmax: [OperationCase] {
    let large = OperationCase.Input.float([3, 5], .uniform(-80, 80))
    let special = OperationCase.Input.values(
      [4, 3], [1, .nan, 2, -.infinity, 1, 0, 1, .infinity, 1, -.infinity, -.infinity, -.infinity])
    return [
      OperationCase("softmax of large scores", .softmax, [large], absolute: 1e-4) {
        [try softmax($1[0]), try logSoftmax($1[0])]
      },
      OperationCase("softmax beyond exp", .softmax, [.values([2, 3], [1e4, 0, -1e4])], order: 0) {
        [try softmax($1[0]), try logSoftmax($1[0])]
      },
      OperationCase("softmax of NaN and Inf", .softmax, [special], order: 0) {
        [try softmax($1[0]), try logSoftmax($1[0])]
      },
      OperationCase(
        "cross-entropy of NaN and Inf", .softmax, [special, .values([4], [1], .int32)], order: 0
      ) { [try softmaxCrossEntropies(logits: $1[0], labels: $1[1])] },
    ]
  }
}
