import ApusGraph

extension OperationCases {
  /// Activations that are compositions, several at a time: together they are few kernels.
  static let activations: [OperationCase] = pointwiseActivations + gatedActivations

  /// Each with what it has to be called with, far from its kinks or at them.
  static let activationTable: [(String, Unary)] = [
    ("relu6", { try relu6($0) }), ("leakyReLU", { try leakyReLU($0, slope: 0.2) }),
    ("elu", { try elu($0, alpha: 0.7) }), ("selu", { try selu($0) }),
    ("celu", { try celu($0, alpha: 1.3) }), ("silu", { try silu($0) }), ("mish", { try mish($0) }),
    ("softplus", { try softplus($0, beta: 2, threshold: 3) }),
    ("logSigmoid", { try logSigmoid($0) }), ("softsign", { try softsign($0) }),
    ("hardTanh", { try hardTanh($0, low: -1, high: 2) }), ("hardSigmoid", { try hardSigmoid($0) }),
    ("hardSwish", { try hardSwish($0) }), ("tanhShrink", { try tanhShrink($0) }),
    ("softShrink", { try softShrink($0) }), ("hardShrink", { try hardShrink($0) }),
    ("threshold", { try threshold($0, 0.5, value: -1) }),
    ("gelu with tanh", { try gelu($0, approximate: .tanh) }),
  ]

  private static let kinks: [Double] = [-3, -1, -0.5, 0, 0.5, 1.5, 2, 3, 6]

  private static var pointwiseActivations: [OperationCase] {
    let special: [Double] = [
      .nan, .infinity, 0, -0.0, 1e-30, 100, -100, 3e38, -3e38, 0.5, -0.5, 3, -3, 2, -1, 6, 1.5,
    ]
    // At −∞, x · σ(x) is NaN, as in PyTorch; there, others are numbers.
    let numbersAtInfinity = ["elu", "selu", "celu", "softplus", "logSigmoid", "hardSwish"]
    return stride(from: 0, to: activationTable.count, by: 9).map { start in
      let part = activationTable[start..<Swift.min(start + 9, activationTable.count)]
      return OperationCase(
        "activations from \(part[start].0)", .elementwise, [.float([3, 37], .avoiding(kinks))]
      ) { _, x in try part.map { try $1(x[0]) } }
    } + [
      OperationCase(
        "activations of special values", .elementwise, [.values([17], special)], order: 0
      ) { _, x in try activationTable.map { try $1(x[0]) } },
      OperationCase(
        "activations of -inf", .elementwise, [.values([1], [-.infinity])], order: 0
      ) { _, x in
        try activationTable.filter { numbersAtInfinity.contains($0.0) }.map { try $1(x[0]) }
      },
      OperationCase("softmax operations along an axis", .softmax, [.float([3, 4, 2])]) { graph, x in
        try graph.add(Softmax(axis: 1), [x[0]]) + graph.add(LogSoftmax(axis: -2), [x[0]])
          + graph.add(Softmax(axis: 0), [x[0]])
      },
    ]
  }

  private static var gatedActivations: [OperationCase] {
    [
      OperationCase(
        "gates of halves", .elementwise, [.float([.batch, 6, 2], .avoiding([0]))],
        bindings: [0, 1, 5].map { ["batch": $0] }
      ) {
        [try glu($1[0], axis: 1), try reGLU($1[0]), try swiGLU($1[0]), try geGLU($1[0], axis: -2)]
      },
      OperationCase(
        "gates of halves of a matrix", .elementwise, [.float([3, 6], .avoiding([0]))]
      ) {
        [try glu($1[0]), try reGLU($1[0]), try swiGLU($1[0]), try geGLU($1[0])]
      },
      OperationCase(
        "prelu", .elementwise,
        [.float([2, 3, 5], .avoiding([0])), .float([3]), .float([1])]
      ) { [try prelu($1[0], slope: $1[1]), try prelu($1[0], slope: $1[2])] },
    ]
  }

  /// For the types that they refuse.
  static var activationsAlone: [(String, Unary)] {
    let others: [(String, Unary)] = [
      ("glu", { try glu($0) }), ("reGLU", { try reGLU($0) }), ("swiGLU", { try swiGLU($0) }),
      ("geGLU", { try geGLU($0) }), ("prelu", { try prelu($0, slope: $0) }),
    ]
    return activationTable + others
  }
}
