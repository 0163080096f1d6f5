import ApusGraph

extension OperationCases {
  static let fusion: [OperationCase] = viewCases + chainCases + symbolicCases

  /// Chains that a compiler joins into few kernels.
  private static var chainCases: [OperationCase] {
    let matrices: [OperationCase.Input] = [.float([5, 7]), .float([7, 4])]
    return [
      OperationCase("long chain", .fusion, [.float([4, 5], .positive)]) {
        [try sigmoid(tanh(log($1[0]) * 2 + 1) - sqrt($1[0])) / ($1[0] + 1)]
      },
      OperationCase("several consumers", .fusion, [.float([3, 4])]) {
        let h = try tanh($1[0])
        return [try h * h, try exp(h) + h, try sum(h, axes: [0]), h]
      },
      OperationCase("softmax of matmul", .fusion, matrices) {
        [try softmax(matmul($1[0], $1[1]))]
      },
      OperationCase("sum of matmul", .fusion, matrices) {
        [try sum(tanh(matmul($1[0], $1[1])), axes: [1])]
      },
      OperationCase("reduction of a broadcast product", .fusion, [.float([7, 1]), .float([5])]) {
        [try sum(sin($1[0] * $1[1]), axes: [0]), try mean($1[0] * $1[1])]
      },
      OperationCase("outer sum of squares", .fusion, [.float([61, 1, 3]), .float([59, 3])]) {
        let difference = try $1[0] - $1[1]
        return [try sum(difference * difference, axes: [-1])]
      },
      OperationCase("reshape and transpose chain", .fusion, [.float([2, 6, 4])]) {
        let split = try reshape($1[0], to: [2, 6, 2, 2])
        let heads = try transpose(split, [0, 2, 1, 3])
        let back = try reshape(transpose(exp(heads), [0, 2, 1, 3]), to: [2, 6, 4])
        return [back, try reshape(transpose(back), to: [-1])]
      },
      OperationCase("layer normalisation", .fusion, [.float([6, 10]), .float([10]), .float([10])]) {
        let centred = try $1[0] - mean($1[0], axes: [-1], keepingDims: true)
        let variance = try mean(centred * centred, axes: [-1], keepingDims: true)
        return [try centred / sqrt(variance + 1e-5) * $1[1] + $1[2]]
      },
      OperationCase("reduction of a reduction", .fusion, [.float([4, 5, 6])]) {
        [try sum(exp(mean($1[0], axes: [1])), axes: [0]), try max(sum($1[0], axes: [0, 1]))]
      },
      OperationCase(
        "two layers and loss", .fusion,
        [
          .float([9, 6]), .float([6, 8]), .float([8]), .float([8, 3]), .integers([9], 0..<3),
        ]
      ) {
        let hidden = try sigmoid(matmul($1[0], $1[1]) + $1[2])
        let logits = try matmul(hidden, $1[3])
        return [try mean(softmaxCrossEntropies(logits: logits, labels: $1[4]))]
      },
      OperationCase("mean squared error", .fusion, [.float([9, 6]), .float([9, 6])]) {
        let error = try $1[0] - $1[1]
        return [try mean(error * error)]
      },
      OperationCase("common sub-expressions", .fusion, [.float([5])]) {
        [try exp($1[0]) * exp($1[0]) + exp($1[0]), try 2 * exp($1[0])]
      },
      OperationCase("deep chain", .fusion, [.float([3])], absolute: 1e-4) {
        var y = $1[0]
        for _ in 0..<60 { y = try sin(y) + $1[0] * 0.5 }
        return [y]
      },
      OperationCase("nothing to launch", .fusion, [.float([0, 3]), .float([3, 4])]) {
        let product = try matmul($1[0], $1[1])
        return [try exp(product), try sum(product), try sum(product, axes: [0])]
      },
    ]
  }

  /// One graph for several batch sizes.
  private static var symbolicCases: [OperationCase] {
    let bindings = [0, 1, 2, 7, 64, 129].map { ["batch": $0] }
    let batches = bindings.filter { $0["batch"] != 0 }
    let rows = OperationCase.Input.float([.batch, 5])
    return [
      OperationCase(
        "batch dense", .fusion, [rows, .float([5, 3]), .float([3])], bindings: bindings
      ) {
        [try tanh(matmul($1[0], $1[1]) + $1[2])]
      },
      OperationCase("batch mean", .fusion, [rows], bindings: batches) {
        [try mean($1[0] * $1[0]), try mean($1[0], axes: [0]), try sum($1[0], axes: [1])]
      },
      OperationCase("batch reshape", .fusion, [.float([.batch, 4, 6])], bindings: bindings) {
        let flat = try flatten($1[0])
        let heads = try transpose(reshape(flat, to: [.batch, 3, 8]), [1, 0, 2])
        return [flat, try sin(heads), try reshape($1[0], to: [-1])]
      },
      OperationCase("batch concatenate", .fusion, [rows, rows], bindings: bindings) {
        [
          try concatenate($1, axis: 0) * 2, try concatenate($1, axis: 1),
          try slice($1[0], axis: 1, start: 3, count: 2, step: -2),
        ]
      },
      OperationCase(
        "batch reversed", .fusion, [.float([.batch + 1, 3])], bindings: bindings
      ) { [try exp(slice($1[0], axis: 0, start: .batch, count: .batch + 1, step: -1))] },
      OperationCase(
        "batch loss", .fusion, [rows, .integers([.batch], 0..<5)], bindings: batches
      ) { [try mean(softmaxCrossEntropies(logits: $1[0], labels: $1[1]))] },
      OperationCase(
        "batch embedding", .fusion, [.float([11, 4]), .integers([.batch, .time], 0..<11)],
        bindings: [(0, 3), (1, 1), (3, 5), (17, 2)].map { ["batch": $0.0, "time": $0.1] }
      ) { [try gather($1[0], $1[1])] },
      OperationCase(
        "batch attention", .fusion,
        [.float([.batch, .time, 4]), .float([.batch, .time, 4])],
        bindings: [(1, 1), (2, 5), (3, 9)].map { ["batch": $0.0, "time": $0.1] }
      ) {
        let scores = try matmul($1[0], $1[1], transposeB: true)
        return [try matmul(softmax(scores), $1[1])]
      },
    ]
  }
}
