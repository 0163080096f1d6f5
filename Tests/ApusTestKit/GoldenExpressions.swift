import ApusGraph

extension GoldenCase {
  typealias Expression = @Sendable ([Variable], [Int]) throws -> [Variable]

  /// What each `op` of the fixture means here. (The second argument holds its `params`.)
  static let expressions: [String: Expression] =
    [
      structured, transformers, neural, recurrent, convolutions, convolutionsByAxis, functions,
      reductions, movement,
      indexing,
    ].reduce(elementwise) {
      $0.merging($1) { $1 }
    }

  private static let elementwise: [String: Expression] = [
    "relu": { x, _ in [try relu(x[0])] },
    "abs": { x, _ in [try abs(x[0])] },
    "log": { x, _ in [try log(x[0])] },
    "sqrt": { x, _ in [try sqrt(x[0])] },
    "sigmoid": { x, _ in [try sigmoid(x[0])] },
    "tanh": { x, _ in [try tanh(x[0])] },
    "divide": { x, _ in [try x[0] / x[1]] },
    "power": { x, _ in [try power(x[0], x[1])] },
    "maximum": { x, _ in [try maximum(x[0], x[1])] },
    "minimum": { x, _ in [try minimum(x[0], x[1])] },
    "where": { x, _ in [try select(x[0] > x[1], x[0] * x[1], x[1])] },
    "max": { x, axes in [try max(x[0], axes: axes)] },
    "min": { x, axes in [try min(x[0], axes: axes)] },
    "sum": { x, axes in [try sum(x[0], axes: axes)] },
    "mean": { x, axes in [try mean(x[0], axes: axes)] },
    "argmax": { x, axes in [try argmax(x[0], axis: axes[0])] },
    // All axes for none.
    "argmaxAxes": { x, axes in [try argmax(x[0], axes: axes.isEmpty ? nil : axes)] },
    "argminAxes": { x, axes in [try argmin(x[0], axes: axes.isEmpty ? nil : axes)] },
    "argmin": { x, axes in [try argmin(x[0], axis: axes[0])] },
    "softmax": { x, _ in [try softmax(x[0])] },
    "logSoftmax": { x, _ in [try logSoftmax(x[0])] },
    "erf": { x, _ in [try erf(x[0])] },
    "gelu": { x, _ in [try gelu(x[0])] },
  ]

  private static let structured: [String: Expression] = [
    "crossEntropy": { x, _ in [try softmaxCrossEntropies(logits: x[0], labels: x[1])] },
    "meanCrossEntropy": { x, _ in
      [try mean(softmaxCrossEntropies(logits: x[0], labels: x[1]))]
    },
    "crossEntropyProbabilities": { x, _ in
      [try -sum(softmax(x[1]) * logSoftmax(x[0]), axes: [-1])]
    },
    "meanSquaredError": { x, _ in
      let error = try x[0] - x[1]
      return [try mean(error * error)]
    },
    "matmul": { x, _ in [try matmul(x[0], x[1])] },
    "matmulTransposed": { x, _ in
      [try matmul(x[0], x[1], transposeA: true, transposeB: true)]
    },
    "takeAlongAxis": { x, axes in [try takeAlongAxis(x[0], x[1], axis: axes[0])] },
    "gather": { x, axes in [try gather(x[0], x[1], axis: axes[0])] },
    "oneHot": { x, classes in [try oneHot(x[0], classes: Dim(classes[0]))] },
    "slice": { x, range in
      let (start, count) = (Dim(range[1]), Dim(range[2]))
      return [try slice(x[0], axis: range[0], start: start, count: count, step: range[3])]
    },
    "concatenate": { x, axes in [try concatenate(x, axis: axes[0])] },
    "transpose": { x, order in [try transpose(x[0], order)] },
    "standardise": { x, _ in
      let centred = try x[0] - mean(x[0], axes: [-1], keepingDims: true)
      return [try centred / sqrt(mean(centred * centred, axes: [-1], keepingDims: true))]
    },
    "layerNorm": { x, _ in
      let centred = try x[0] - mean(x[0], axes: [-1], keepingDims: true)
      let variance = try mean(centred * centred, axes: [-1], keepingDims: true)
      return [try centred / sqrt(variance + 1e-5) * x[1] + x[2]]
    },
    "attention": { x, _ in
      let scores = try matmul(x[0], x[1], transposeB: true) * 0.5
      return [try matmul(softmax(scores), x[2])]
    },
    "twoLayers": { x, _ in
      let logits = try matmul(tanh(matmul(x[0], x[1]) + x[2]), x[3])
      return [try mean(softmaxCrossEntropies(logits: logits, labels: x[4]))]
    },
  ]

  private static let transformers: [String: Expression] = [
    "layerNormalize": { x, _ in [try layerNormalize(x[0], epsilon: 0.1)] },
    "layerNormOp": { x, _ in [try layerNormalize(x[0]) * x[1] + x[2]] },
    "scaledDotProduct": { x, isCausal in
      [try scaledDotProductAttention(x[0], x[1], x[2], isCausal: isCausal[0] == 1)]
    },
    "ctcLosses": { x, options in
      [
        try ctcLosses(
          logProbabilities: logSoftmax(x[0]), targets: x[1], frameCounts: x[2],
          labelCounts: x[3], blank: options[0], zeroesInfinity: options[1] == 1)
      ]
    },
    "embeddingHead": { x, _ in [try logSoftmax(matmul(gather(x[0], x[1]), x[2]))] },
  ]
}
