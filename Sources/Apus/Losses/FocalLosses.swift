import ApusGraph

/// The binary cross-entropy of logits, with less weight on what is already right (Lin et al., "Focal
/// Loss for Dense Object Detection", 2017), as a mean over elements or otherwise reduced.
///
/// - Formula: l = α' · (1 − p)^γ · −ln p, where p is the probability σ(x) gives to the target t and
///   α' = α · t + (1 − α) · (1 − t)
/// - Shapes: logits and targets of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: through both factors
/// - PyTorch: torchvision.ops.sigmoid_focal_loss
/// - ONNX: —
/// - Parameters:
///   - alpha: the weight of positive targets, in 0...1; nil for none.
///   - gamma: at least 0; 0 gives the cross-entropy.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func focalLoss(
  logits: Variable, targets: Variable, alpha: Double? = 0.25, gamma: Double = 2,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logits, targets], reduction, weights, file, line) { x throws(GraphError) in
    try expectOption("gamma", gamma, "≥ 0", gamma >= 0)
    let (x, t) = (x[0], x[1])
    // 1 − p without cancellation.
    let missing = try sigmoid(x) * (1 - t) + sigmoid(-x) * t
    var losses = try focused(sigmoidCrossEntropies(x, t), missing, gamma)
    if let alpha {
      try expectOption("alpha", alpha, "in 0...1", alpha >= 0 && alpha <= 1)
      losses = try losses * (t * alpha + (1 - t) * (1 - alpha))
    }
    return UnreducedLosses(losses)
  }
}

/// The softmax cross-entropy with less weight on examples that are already right, as a mean over
/// examples or otherwise reduced.
///
/// - Formula: l = w[label] · (1 − p)^γ · −ln p for p = softmax(logits)[label]; the mean is
///   Σ l / Σ w[label]
/// - Shapes: logits [..., classes], labels [...] → [], or the shape of labels with .none
/// - DTypes: floating point
/// - Gradient: through both factors
/// - PyTorch: —
/// - ONNX: —
/// - Parameters:
///   - labels: class indices of an integer type; one out of range is a device fault.
///   - gamma: at least 0; 0 gives the cross-entropy.
///   - axis: where the classes are: 1 for images of PyTorch's layout.
///   - classWeights: a factor w for each class.
///   - ignoreIndex: the label of examples that do not count.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func softmaxFocalLoss(
  logits: Variable, labels: Variable, gamma: Double = 2, axis: Int = -1,
  classWeights: [Double]? = nil, ignoreIndex: Int? = nil, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logits], reduction, weights, file, line, others: [labels]) {
    x throws(GraphError) in
    try expectOption("gamma", gamma, "≥ 0", gamma >= 0)
    let scores = try classesLast(x[0], axis)
    let chosen = try ChosenClasses(labels, ignoreIndex, scores, classWeights, "softmaxFocalLoss")
    let entropies = try softmaxCrossEntropies(logits: scores, labels: chosen.labels)
    var losses = try focused(entropies, -expm1(-entropies), gamma)
    if let own = chosen.own { losses = try losses * own }
    return try chosen.unreduced(losses)
  }
}

/// losses · missing^γ.
private func focused(
  _ losses: Variable, _ missing: Variable, _ gamma: Double
) throws(GraphError) -> Variable {
  switch gamma {
  case 0: return losses
  case 1: return try losses * missing
  case 2: return try losses * (missing * missing)
  default:
    // A power below 1 has no finite slope at 0.
    let isZero = try equal(missing, 0)
    return try losses * select(isZero, 0, power(select(isZero, 1, missing), gamma))
  }
}
