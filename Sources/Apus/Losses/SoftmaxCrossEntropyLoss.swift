import ApusGraph

/// −ln softmax(logits)[label], as a mean over examples or otherwise reduced.
///
/// - Formula: l = (1 − ε) · w[label] · −ln p[label] + ε / n · Σ w · −ln p over the n classes, for
///   p = softmax(logits) and the label smoothing ε; the mean is Σ l / Σ w[label]
/// - Shapes: logits [..., classes], labels [...] → [], or the shape of labels with .none
/// - DTypes: floating point
/// - Gradient: g · (softmax(logits) − oneHot(labels)) / n
/// - PyTorch: torch.nn.CrossEntropyLoss
/// - ONNX: SoftmaxCrossEntropyLoss
/// - Parameters:
///   - logits: scores before any softmax.
///   - labels: class indices of an integer type; one out of range is a device fault, and that step
///     changes no state.
///   - axis: where the classes are in logits: 1 for images of PyTorch's layout.
///   - classWeights: a factor for each class.
///   - ignoreIndex: the label of examples that do not count, such as padding; their loss is 0.
///   - labelSmoothing: the share ε of 1 that is spread over all classes, in 0...1.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func softmaxCrossEntropy(
  logits: Variable, labels: Variable, axis: Int = -1, classWeights: [Double]? = nil,
  ignoreIndex: Int? = nil, labelSmoothing: Double = 0, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logits], reduction, weights, file, line, others: [labels]) {
    x throws(GraphError) in
    try expectOption(
      "label smoothing", labelSmoothing, "in 0...1", labelSmoothing >= 0 && labelSmoothing <= 1)
    let scores = try classesLast(x[0], axis)
    let chosen = try ChosenClasses(labels, ignoreIndex, scores, classWeights, "softmaxCrossEntropy")
    var losses = try softmaxCrossEntropies(logits: scores, labels: chosen.labels)
    if let own = chosen.own { losses = try losses * own }
    if labelSmoothing > 0 {
      var others = try -logSoftmax(scores)
      if let all = chosen.all { others = try others * all }
      losses =
        try losses * (1 - labelSmoothing) + mean(others, axes: [-1]) * labelSmoothing
    }
    return try chosen.unreduced(losses)
  }
}

/// −Σ p · ln softmax(logits) over classes, for soft targets, as a mean over examples or otherwise
/// reduced.
///
/// - Formula: l = −Σ w · p' · ln softmax(logits), p' = (1 − ε) · p + ε / n over the n classes
/// - Shapes: logits and probabilities [..., classes] → [], or [...] with .none
/// - DTypes: floating point
/// - Gradient: of the logits g · (softmax(logits) − p) / n, where the p of each example add up to 1
/// - PyTorch: torch.nn.CrossEntropyLoss
/// - ONNX: —
/// - Parameters:
///   - logits: scores before any softmax.
///   - probabilities: the target p, each row with sum 1.
///   - axis: where the classes are: 1 for images of PyTorch's layout.
///   - classWeights: a factor w for each class. The mean divides by the number of examples, as
///     PyTorch's does.
///   - labelSmoothing: the share ε of 1 that is spread over all classes, in 0...1.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func softmaxCrossEntropy(
  logits: Variable, probabilities: Variable, axis: Int = -1, classWeights: [Double]? = nil,
  labelSmoothing: Double = 0, reduction: Reduction = .mean, weights: Variable? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logits, probabilities], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption(
      "label smoothing", labelSmoothing, "in 0...1", labelSmoothing >= 0 && labelSmoothing <= 1)
    let scores = try classesLast(x[0], axis)
    var target = try classesLast(x[1], axis)
    let classes = scores.shape[scores.shape.rank - 1]
    if labelSmoothing > 0 {
      let count = try sum(ones(like: target), axes: [-1], keepingDims: true)
      target = try target * (1 - labelSmoothing) + labelSmoothing / count
    }
    if let classWeights {
      target = try target * classWeightConstant(classWeights, classes: classes, like: scores)
    }
    return UnreducedLosses(try -sum(target * logSoftmax(scores), axes: [-1]))
  }
}

/// −logProbabilities[label], as a mean over examples or otherwise reduced: of what `logSoftmax` gives,
/// the softmax cross-entropy.
///
/// - Formula: l = −w[label] · logProbabilities[label]; the mean is Σ l / Σ w[label]
/// - Shapes: logProbabilities [..., classes], labels [...] → [], or the shape of labels with .none
/// - DTypes: floating point
/// - Gradient: −g · w[label] · oneHot(labels) / Σ w[label]
/// - PyTorch: torch.nn.NLLLoss
/// - ONNX: NegativeLogLikelihoodLoss
/// - Parameters:
///   - labels: class indices of an integer type; one out of range is a device fault.
///   - axis: where the classes are: 1 for images of PyTorch's layout.
///   - classWeights: a factor w for each class.
///   - ignoreIndex: the label of examples that do not count; their loss is 0.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func negativeLogLikelihood(
  logProbabilities: Variable, labels: Variable, axis: Int = -1, classWeights: [Double]? = nil,
  ignoreIndex: Int? = nil, reduction: Reduction = .mean, weights: Variable? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logProbabilities], reduction, weights, file, line, others: [labels]) {
    x throws(GraphError) in
    let scores = try classesLast(x[0], axis)
    let chosen = try ChosenClasses(
      labels, ignoreIndex, scores, classWeights, "negativeLogLikelihood")
    var losses = try -entries(of: scores, at: chosen.labels)
    if let own = chosen.own { losses = try losses * own }
    return try chosen.unreduced(losses)
  }
}

/// What class indices say, where some of them may not count.
struct ChosenClasses {
  /// The labels, 0 for the ones that do not count.
  var labels: Variable
  /// Which of them count; nil for all.
  var isCounted: Variable?
  /// The weight of each class; nil for 1.
  var all: Variable?
  /// The weight of each example's own class; nil for 1.
  var own: Variable?

  init(
    _ labels: Variable, _ ignoreIndex: Int?, _ scores: Variable, _ classWeights: [Double]?,
    _ operation: String
  ) throws(GraphError) {
    let examples = Shape(Array(scores.shape.dims.dropLast()))
    try expectLabels(labels, of: examples, operation)
    self.labels = labels
    if let ignoreIndex {
      let counted = try notEqual(labels, ignoreIndex)
      isCounted = counted
      self.labels = try select(counted, labels, 0)
    }
    if let classWeights {
      let weights = try classWeightConstant(
        classWeights, classes: scores.shape[scores.shape.rank - 1], like: scores)
      all = weights
      own = try gather(weights, self.labels)
    }
  }

  /// Losses that are 0 where nothing counts, with each example's share of the mean.
  func unreduced(_ losses: Variable) throws(GraphError) -> UnreducedLosses {
    guard let isCounted else { return UnreducedLosses(losses, shares: own) }
    let counted = try select(isCounted, losses, 0)
    guard let own else {
      return UnreducedLosses(counted, shares: try cast(isCounted, to: losses.dtype))
    }
    return UnreducedLosses(counted, shares: try select(isCounted, own, 0))
  }
}

/// The entry of each row at its label; a label out of range is a device fault.
func entries(
  of scores: Variable, at labels: Variable, keepingDims: Bool = false
) throws(GraphError) -> Variable {
  let classes = scores.shape[scores.shape.rank - 1]
  let isLabel = try oneHot(labels, classes: classes, .bool)
  // Not a product: an entry elsewhere may be infinite.
  return try sum(select(isLabel, scores, 0), axes: [-1], keepingDims: keepingDims)
}

/// `x` with the axis of its classes last.
/// - Throws: `GraphError` for a scalar, or an axis that `x` does not have.
func classesLast(_ x: Variable, _ axis: Int) throws(GraphError) -> Variable {
  guard x.shape.rank >= 1 else {
    throw GraphError(
      .invalidShape, expected: "scores [..., classes]", found: "\(x.type)",
      advice: "give scores an axis of classes; one score by itself is not among classes")
  }
  return axis == -1 || axis == x.shape.rank - 1 ? x : try moveAxis(x, from: axis, to: -1)
}
