import Apus
import Testing

@Suite struct LossOptionTests {
  let graph = GraphBuilder()

  @Test func numbersOutOfRangeAreTyped() throws {
    let x = try graph.input("x", [.batch, 3])
    let t = try graph.input("t", [.batch, 3])
    let labels = try graph.input("labels", [.batch], .int32)
    let row = try graph.input("row", [.batch])
    let wrong: [(String, () throws -> Variable)] = [
      ("delta", { try huberLoss(x, t, delta: 0) }),
      ("delta", { try huberLoss(x, t, delta: .nan) }),
      ("beta", { try smoothL1Loss(x, t, beta: -1) }),
      ("smoothing", { try softmaxCrossEntropy(logits: x, labels: labels, labelSmoothing: 1.5) }),
      ("smoothing", { try softmaxCrossEntropy(logits: x, probabilities: t, labelSmoothing: -1) }),
      ("weights", { try softmaxCrossEntropy(logits: x, labels: labels, classWeights: [1, 2]) }),
      (
        "weights", { try softmaxCrossEntropy(logits: x, labels: labels, classWeights: [1, 2, -1]) }
      ),
      (
        "weights",
        { try binaryCrossEntropy(logits: x, targets: t, positiveWeights: [1, .infinity, 1]) }
      ),
      ("margin", { try multiMarginLoss(scores: x, labels: labels, margin: .nan) }),
      ("p", { try multiMarginLoss(scores: x, labels: labels, p: 3) }),
      ("margin", { try hingeEmbeddingLoss(x, t, margin: .nan) }),
      ("margin", { try cosineEmbeddingLoss(x, t, target: row, margin: 2) }),
      ("margin", { try marginRankingLoss(x, t, target: t, margin: .infinity) }),
      ("margin", { try tripletMarginLoss(anchor: x, positive: t, negative: t, margin: 0) }),
      ("p", { try tripletMarginLoss(anchor: x, positive: t, negative: t, p: 0) }),
      ("gamma", { try focalLoss(logits: x, targets: t, gamma: -1) }),
      ("alpha", { try focalLoss(logits: x, targets: t, alpha: 2) }),
      ("epsilon", { try poissonNegativeLogLikelihood(x, t, epsilon: 0) }),
      ("epsilon", { try gaussianNegativeLogLikelihood(x, t, variance: t, epsilon: 0) }),
      ("smooth", { try diceLoss(x, t, smooth: -1) }),
      ("factor", { try l1Penalty([x], factor: -1) }),
      ("parameter", { try l2Penalty([], factor: 1) }),
    ]
    for (option, loss) in wrong {
      let error = #expect(throws: GraphError.self, "\(option)") { try loss() }
      #expect(error?.kind == .invalidArgument && error?.operation != nil, "\(option)")
      #expect(error?.expected.contains(option) == true, "\(option): \(error?.expected ?? "")")
    }
  }

  @Test func operandsThatDoNotFitAreNamed() throws {
    let x = try graph.input("x", [.batch, 3])
    let t = try graph.input("t", [.batch, 1])
    let labels = try graph.input("labels", [.batch], .int32)
    let weights = try graph.input("weights", [3])
    let wrong: [(String, () throws -> Variable)] = [
      ("huberLoss", { try huberLoss(x, t) }),
      ("binaryCrossEntropy", { try binaryCrossEntropy(logits: x, targets: t) }),
      (
        "gaussianNegativeLogLikelihood",
        {
          try gaussianNegativeLogLikelihood(x, x, variance: t)
        }
      ),
      ("negativeLogLikelihood", { try negativeLogLikelihood(logProbabilities: x, labels: t) }),
      ("multiLabelMarginLoss", { try multiLabelMarginLoss(scores: x, targets: labels) }),
      ("cosineEmbeddingLoss", { try cosineEmbeddingLoss(x, x, target: t) }),
      ("meanAbsoluteError", { try meanAbsoluteError(x, x, weights: weights) }),
    ]
    for (name, loss) in wrong {
      let error = #expect(throws: GraphError.self, "\(name)") { try loss() }
      #expect(error?.kind == .shapeMismatch && error?.operation == name, "\(name)")
      #expect(error?.operands.first?.hasPrefix("x: ") == true, "\(error?.operands ?? [])")
    }
    #expect(throws: GraphError.self) { try meanSquaredError(labels, labels) }
  }

  /// Half types are computed in float32 and rounded once; float64 where the device has it.
  @Test(arguments: [DType.float16, .bfloat16, .float64])
  func otherTypes(_ dtype: DType) throws {
    guard try dtype != .float64 || TestDevice.device().capabilities.hasFloat64 else {
      return
    }
    let x = try graph.input("x", [.batch, 2], dtype)
    let t = try graph.input("t", [.batch, 2], dtype)
    let labels = try graph.input("labels", [.batch], .int32)
    let losses = try [
      meanSquaredError(x, t), huberLoss(x, t), logCoshLoss(x, t),
      binaryCrossEntropy(logits: x, targets: t),
      softmaxCrossEntropy(logits: x, labels: labels, ignoreIndex: 7, labelSmoothing: 0.5),
    ]
    let slope = try graph.gradients(of: losses[0], withRespectTo: [x])[0]
    #expect((losses + [slope]).allSatisfy { $0.dtype == dtype })
    let numbers: Tensor = [[300, 0], [0, 0]]
    let found = try run(
      graph, losses + [slope],
      [
        x: numbers.cast(to: dtype),
        t: Tensor([Float](repeating: 0, count: 4), shape: [2, 2])
          .cast(to: dtype), labels: Tensor([0, 7] as [Int32]),
      ], in: quickContext()
    ).map { try $0.cast(to: .float64).doubles[0] }
    // 300² is beyond float16, its mean is not.
    let expected = [22500, 74.875, (300 - 0.693147) / 4, (300 + 3 * 0.693147) / 4, 75, 150]
    #expect(
      isClose(found, expected, tolerance: dtype == .bfloat16 ? 4e-3 : 5e-4), "\(found)")
  }

  /// What is not a number stays none, unless it is ignored.
  @Test func nanArrives() throws {
    let x = try graph.input("x", [.batch, 2])
    let labels = try graph.input("labels", [.batch], .int32)
    let losses = try [
      huberLoss(x, x * 0), binaryCrossEntropy(logits: x, targets: x * 0), logCoshLoss(x, x * 0),
      hingeLoss(x, x * 0 + 1),
      softmaxCrossEntropy(logits: x, labels: labels, ignoreIndex: -1),
    ]
    let nan = Float.nan
    let found = try run(
      graph, losses,
      [x: Tensor([nan, nan, 0, 0], shape: [2, 2]), labels: Tensor([-1, 0] as [Int32])],
      in: quickContext()
    ).map { $0.doubles[0] }
    #expect(found.prefix(4).allSatisfy { $0.isNaN })
    #expect(isClose([found[4]], [0.693147]))
  }

  @Test func penaltiesAddUp() throws {
    let a = try graph.input("a", [2])
    let b = try graph.input("b", [.batch, 1])
    let values = try [
      l1Penalty([a, b], factor: 0.5), l2Penalty([a, b], factor: 0.5),
      elasticPenalty([a, b], l1: 2, l2: 1), l1Penalty([a], factor: 0),
    ]
    let slope = try graph.gradients(of: values[2], withRespectTo: [a])[0]
    let found = try run(
      graph, values + [slope], [a: [-1, 2] as Tensor, b: [[3]] as Tensor], in: quickContext())
    #expect(found.map { $0.doubles[0] } == [3, 7, 26, 0, -4])
  }
}
