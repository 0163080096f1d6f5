import Apus
import FoundationEssentials
import Testing

/// The losses against PyTorch's, from Tests/Fixtures/generate_losses.py.
@Suite struct GoldenLossTests {
  struct Fixture: Decodable {
    var cases: [Case]
  }

  struct Case: Decodable {
    var name: String
    var inputs: [GoldenArray]
    var weights: GoldenArray?
    var mean: GoldenArray
    var sum: GoldenArray
    var none: GoldenArray
    var seeds: [GoldenArray]
    var gradients: [GoldenArray]
  }

  typealias Expression = @Sendable ([Variable], Reduction, Variable?) throws -> Variable
  static let w5 = [0.5, 2, 1, 0, 3]
  static let w4 = [0.25, 1, 1.5, 2]

  static let elements: [String: Expression] = [
    "mse": { x, r, w in try meanSquaredError(x[0], x[1], reduction: r, weights: w) },
    "l1": { x, r, w in try meanAbsoluteError(x[0], x[1], reduction: r, weights: w) },
    "huber": { x, r, w in try huberLoss(x[0], x[1], reduction: r) },
    "huber 0.3": { x, r, w in try huberLoss(x[0], x[1], delta: 0.3, reduction: r) },
    "smoothL1": { x, r, w in try smoothL1Loss(x[0], x[1], reduction: r) },
    "smoothL1 2.5": { x, r, w in try smoothL1Loss(x[0], x[1], beta: 2.5, reduction: r) },
    "smoothL1 0": { x, r, w in try smoothL1Loss(x[0], x[1], beta: 0, reduction: r) },
    "logCosh": { x, r, w in try logCoshLoss(x[0], x[1], reduction: r) },
    "mse elements weighted": { x, r, w in
      try meanSquaredError(x[0], x[1], reduction: r, weights: w)
    },
    "mse rows weighted": { x, r, w in
      try meanSquaredError(x[0], x[1], reduction: r, weights: w)
    },
    "l1 one": { x, r, w in try meanAbsoluteError(x[0], x[1], reduction: r) },
    "bce": { x, r, w in try binaryCrossEntropy(x[0], x[1], reduction: r) },
    "bce edges": { x, r, w in try binaryCrossEntropy(x[0], x[1], reduction: r) },
    "bce logits": { x, r, w in
      try binaryCrossEntropy(logits: x[0], targets: x[1], reduction: r)
    },
    "bce logits weighted": { x, r, w in
      try binaryCrossEntropy(logits: x[0], targets: x[1], positiveWeights: w5, reduction: r)
    },
    "bce logits rows weighted": { x, r, w in
      try binaryCrossEntropy(logits: x[0], targets: x[1], reduction: r, weights: w)
    },
    "focal": { x, r, w in try focalLoss(logits: x[0], targets: x[1], reduction: r) },
    "focal 0.7": { x, r, w in
      try focalLoss(logits: x[0], targets: x[1], alpha: 0.6, gamma: 0.7, reduction: r)
    },
    "focal 1": { x, r, w in
      try focalLoss(logits: x[0], targets: x[1], alpha: nil, gamma: 1, reduction: r)
    },
    "focal 0": { x, r, w in
      try focalLoss(logits: x[0], targets: x[1], alpha: nil, gamma: 0, reduction: r)
    },
    "hinge": { x, r, w in try hingeLoss(x[0], x[1], reduction: r) },
    "squaredHinge": { x, r, w in try squaredHingeLoss(x[0], x[1], reduction: r) },
    "hingeEmbedding": { x, r, w in
      try hingeEmbeddingLoss(x[0], x[1], margin: 1.5, reduction: r)
    },
    "softMargin": { x, r, w in try softMarginLoss(x[0], x[1], reduction: r) },
    "poisson": { x, r, w in try poissonNegativeLogLikelihood(x[0], x[1], reduction: r) },
    "poisson full": { x, r, w in
      try poissonNegativeLogLikelihood(x[0], x[1], isFull: true, reduction: r)
    },
    "poisson rate": { x, r, w in
      try poissonNegativeLogLikelihood(x[0], x[1], isLogRate: false, reduction: r)
    },
    "poisson rate full": { x, r, w in
      try poissonNegativeLogLikelihood(
        x[0], x[1], isLogRate: false, isFull: true, epsilon: 1e-3, reduction: r)
    },
    "gaussian": { x, r, w in
      try gaussianNegativeLogLikelihood(x[0], x[1], variance: x[2], reduction: r)
    },
    "gaussian full": { x, r, w in
      try gaussianNegativeLogLikelihood(
        x[0], x[1], variance: x[2], isFull: true, epsilon: 0.5, reduction: r)
    },
  ]

  static let rows: [String: Expression] = [
    "multiLabelSoftMargin": { x, r, w in
      try multiLabelSoftMarginLoss(logits: x[0], targets: x[1], reduction: r)
    },
    "multiLabelSoftMargin weighted": { x, r, w in
      try multiLabelSoftMarginLoss(logits: x[0], targets: x[1], classWeights: w5, reduction: r)
    },
    "cosineEmbedding": { x, r, w in
      try cosineEmbeddingLoss(x[0], x[1], target: x[2], margin: -0.2, reduction: r)
    },
    "cosineEmbedding weighted": { x, r, w in
      try cosineEmbeddingLoss(x[0], x[1], target: x[2], reduction: r, weights: w)
    },
    "marginRanking": { x, r, w in
      try marginRankingLoss(x[0], x[1], target: x[2], margin: 0.4, reduction: r)
    },
    "triplet": { x, r, w in
      try tripletMarginLoss(anchor: x[0], positive: x[1], negative: x[2], reduction: r)
    },
    "triplet swapped": { x, r, w in
      try tripletMarginLoss(
        anchor: x[0], positive: x[1], negative: x[2], margin: 0.8, swaps: true, reduction: r)
    },
    "triplet 1": { x, r, w in
      try tripletMarginLoss(
        anchor: x[0], positive: x[1], negative: x[2], margin: 2, p: 1, reduction: r)
    },
    "triplet 3": { x, r, w in
      try tripletMarginLoss(anchor: x[0], positive: x[1], negative: x[2], p: 3, reduction: r)
    },
    "kl": { x, r, w in try klDivergence(logProbabilities: x[0], target: x[1], reduction: r) },
    "kl log": { x, r, w in
      try klDivergence(logProbabilities: x[0], target: x[1], isLogTarget: true, reduction: r)
    },
    "dice": { x, r, w in try diceLoss(x[0], x[1], reduction: r) },
    "dice classes": { x, r, w in
      try diceLoss(x[0], x[1], axes: [0, 1], smooth: 1e-3, reduction: r)
    },
    "dice weighted": { x, r, w in
      try diceLoss(x[0], x[1], axes: [1], reduction: r, weights: w)
    },
    "ctc": { x, r, w in
      try ctcLoss(
        logProbabilities: logSoftmax(x[0]), targets: x[1], frameCounts: x[2], labelCounts: x[3],
        reduction: r)
    },
    "ctc zeroed": { x, r, w in
      try ctcLoss(
        logProbabilities: logSoftmax(x[0]), targets: x[1], frameCounts: x[2], labelCounts: x[3],
        zeroesInfinity: true, reduction: r)
    },
  ]

  static let classes: [String: Expression] = [
    "ce": { x, r, w in try softmaxCrossEntropy(logits: x[0], labels: x[1], reduction: r) },
    "ce one": { x, r, w in try softmaxCrossEntropy(logits: x[0], labels: x[1], reduction: r) },
    "ce classes weighted": { x, r, w in
      try softmaxCrossEntropy(logits: x[0], labels: x[1], classWeights: w5, reduction: r)
    },
    "ce ignored": { x, r, w in
      try softmaxCrossEntropy(logits: x[0], labels: x[1], ignoreIndex: 3, reduction: r)
    },
    "ce smoothed": { x, r, w in
      try softmaxCrossEntropy(logits: x[0], labels: x[1], labelSmoothing: 0.1, reduction: r)
    },
    "ce all": { x, r, w in
      try softmaxCrossEntropy(
        logits: x[0], labels: x[1], classWeights: w5, ignoreIndex: 3, labelSmoothing: 0.2,
        reduction: r)
    },
    "ce grid": { x, r, w in
      try softmaxCrossEntropy(
        logits: x[0], labels: x[1], classWeights: w4, labelSmoothing: 0.3, reduction: r)
    },
    "ce image": { x, r, w in
      try softmaxCrossEntropy(
        logits: x[0], labels: x[1], axis: 1, classWeights: w4, ignoreIndex: -1, reduction: r)
    },
    "ce weighted": { x, r, w in
      try softmaxCrossEntropy(logits: x[0], labels: x[1], reduction: r, weights: w)
    },
    "ce weighted twice": { x, r, w in
      try softmaxCrossEntropy(
        logits: x[0], labels: x[1], classWeights: w5, ignoreIndex: 0, reduction: r, weights: w)
    },
    "ce probabilities": { x, r, w in
      try softmaxCrossEntropy(logits: x[0], probabilities: x[1], reduction: r)
    },
    "ce probabilities all": { x, r, w in
      try softmaxCrossEntropy(
        logits: x[0], probabilities: x[1], classWeights: w5, labelSmoothing: 0.2, reduction: r)
    },
    "ce probabilities image": { x, r, w in
      try softmaxCrossEntropy(
        logits: x[0], probabilities: x[1], axis: 1, classWeights: w4, reduction: r)
    },
    "nll": { x, r, w in
      try negativeLogLikelihood(logProbabilities: x[0], labels: x[1], reduction: r)
    },
    "nll all": { x, r, w in
      try negativeLogLikelihood(
        logProbabilities: x[0], labels: x[1], classWeights: w5, ignoreIndex: 3, reduction: r)
    },
    "nll grid": { x, r, w in
      try negativeLogLikelihood(logProbabilities: x[0], labels: x[1], reduction: r)
    },
    "softmax focal": { x, r, w in
      try softmaxFocalLoss(logits: x[0], labels: x[1], reduction: r)
    },
    "softmax focal 0.5": { x, r, w in
      try softmaxFocalLoss(logits: x[0], labels: x[1], gamma: 0.5, reduction: r)
    },
    "multiMargin": { x, r, w in
      try multiMarginLoss(scores: x[0], labels: x[1], reduction: r)
    },
    "multiMargin squared": { x, r, w in
      try multiMarginLoss(
        scores: x[0], labels: x[1], p: 2, margin: 0.7, classWeights: w5, reduction: r)
    },
    "multiLabelMargin": { x, r, w in
      try multiLabelMarginLoss(scores: x[0], targets: x[1], reduction: r)
    },
  ]

  @Test(arguments: ["elements", "rows", "classes"])
  func followsPyTorch(_ family: String) throws {
    let expressions = ["elements": Self.elements, "rows": Self.rows, "classes": Self.classes]
    let chosen = try #require(expressions[family])
    let fixture = try fixture("losses.json", as: Fixture.self)
    let graph = GraphBuilder()
    var feeds: [Variable: any Feed] = [:]
    var wanted: [Variable] = []
    var expected: [(label: String, values: [Double])] = []
    for golden in fixture.cases {
      guard let expression = chosen[golden.name] else { continue }
      try graph.scope(golden.name) {
        func input(_ name: String, _ array: GoldenArray) throws -> Variable {
          let variable = try graph.input(name, Shape(array.shape), array.dtype)
          feeds[variable] = try array.tensor()
          return variable
        }
        let x = try golden.inputs.enumerated().map { try input("x\($0)", $1) }
        let weights = try golden.weights.map { try input("weights", $0) }
        let reduced = try [Reduction.mean, .sum, .none].map { try expression(x, $0, weights) }
        let seeds = try golden.seeds.enumerated().map { try input("seed\($0)", $1) }
        #expect(reduced[2].shape == Shape(golden.none.shape), "\(golden.name)")
        let total = try zip(seeds, reduced).map { try sum($0 * $1) }
        let gradients = try graph.gradients(
          of: total[0] + total[1] + total[2],
          withRespectTo: Array(x.prefix(golden.gradients.count)))
        wanted += reduced + gradients
        expected += [
          ("mean of \(golden.name)", golden.mean.values),
          ("sum of \(golden.name)", golden.sum.values),
          ("each of \(golden.name)", golden.none.values),
        ]
        expected += golden.gradients.enumerated().map {
          ("gradient \($0) of \(golden.name)", $1.values)
        }
      }
    }
    let found = try run(graph, wanted, feeds, in: quickContext())
    for (tensor, (label, values)) in zip(found, expected) {
      let found = tensor.doubles
      #expect(
        isClose(found, values, tolerance: 1e-5, floor: 0.1), "\(label): \(found), not \(values)")
    }
  }

  @Test func everyCaseIsUsed() throws {
    let fixture = try fixture("losses.json", as: Fixture.self)
    let known = [Self.elements, Self.rows, Self.classes].flatMap(\.keys)
    #expect(Set(fixture.cases.map(\.name)) == Set(known))
  }
}

/// An array of a fixture, as golden.py writes it.
struct GoldenArray: Decodable {
  var shape: [Int]
  var dtype: DType
  var values: [Double]

  func tensor() throws -> Tensor {
    try Tensor(values, shape: shape).cast(to: dtype)
  }
}
