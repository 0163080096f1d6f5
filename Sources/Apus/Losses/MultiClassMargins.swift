import ApusGraph

/// By how much the other classes come within a margin of the score of the right one, as a mean over
/// examples or otherwise reduced.
///
/// - Formula: l = w[label] · Σ max(0, margin − scores[label] + scores[i])ᵖ / n over the i ≠ label of
///   n classes
/// - Shapes: scores [..., classes], labels [...] → [], or the shape of labels with .none
/// - DTypes: floating point
/// - Gradient: −1 to the right class, 1 to the others, where they are within the margin
/// - PyTorch: torch.nn.MultiMarginLoss
/// - ONNX: —
/// - Parameters:
///   - labels: class indices of an integer type; one out of range is a device fault.
///   - p: 1 or 2.
///   - classWeights: a factor w for each class. The mean divides by the number of examples, as
///     PyTorch's does.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func multiMarginLoss(
  scores: Variable, labels: Variable, p: Int = 1, margin: Double = 1,
  classWeights: [Double]? = nil, reduction: Reduction = .mean, weights: Variable? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([scores], reduction, weights, file, line, others: [labels]) {
    x throws(GraphError) in
    try expectOption("margin", margin, "that is finite", true)
    try expectOption("p", Double(p), "of 1 or 2", p == 1 || p == 2)
    _ = try classesLast(x[0], -1)
    let chosen = try ChosenClasses(labels, nil, x[0], classWeights, "multiMarginLoss")
    let right = try entries(of: x[0], at: labels, keepingDims: true)
    var gaps = try relu(margin - right + x[0])
    if p == 2 { gaps = try square(gaps) }
    let isLabel = try oneHot(labels, classes: x[0].shape[x[0].shape.rank - 1], .bool)
    let losses = try mean(select(isLabel, 0, gaps), axes: [-1])
    guard let own = chosen.own else { return UnreducedLosses(losses) }
    return UnreducedLosses(try losses * own)
  }
}

/// By how much classes that are not targets come within 1 of the scores of those that are, as a mean
/// over examples or otherwise reduced.
///
/// - Formula: l = Σ max(0, 1 − scores[j] + scores[i]) / n over the targets j and the i, of n classes,
///   that are no targets
/// - Shapes: scores [..., classes], targets [..., classes] → [], or [...] with .none
/// - DTypes: floating point
/// - Gradient: −1 to a target, 1 to another class, for each pair within the margin
/// - PyTorch: torch.nn.MultiLabelMarginLoss
/// - ONNX: —
/// - Parameters:
///   - targets: class indices of a signed integer type; those from the first negative one on do not
///     count. One beyond the classes before it is a device fault.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes or types that do not fit.
public func multiLabelMarginLoss(
  scores: Variable, targets: Variable, reduction: Reduction = .mean, weights: Variable? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([scores], reduction, weights, file, line, others: [targets]) {
    x throws(GraphError) in
    _ = try classesLast(x[0], -1)
    try expectLabels(targets, of: x[0].shape, "multiLabelMarginLoss")
    let isListed = try cast(
      cumulativeProduct(cast(targets >= 0, to: .int32), axis: -1), to: .bool)
    let classes = x[0].shape[x[0].shape.rank - 1]
    // [..., j, i]: whether the j-th target is class i.
    let isClass = try logicalAnd(
      oneHot(select(isListed, targets, 0), classes: classes, .bool),
      unsqueeze(isListed, axis: -1))
    let rows = try unsqueeze(x[0], axis: -2)
    let own = try sum(select(isClass, rows, 0), axes: [-1], keepingDims: true)
    let isTarget = try any(isClass, axes: [-2], keepingDims: true)
    let counts = try logicalAnd(unsqueeze(isListed, axis: -1), logicalNot(isTarget))
    let pairs = try select(counts, relu(1 - own + rows), 0)
    return UnreducedLosses(try sum(mean(pairs, axes: [-1]), axes: [-1]))
  }
}

/// The binary cross-entropy of each class, averaged over the classes of an example; the mean over
/// examples, or otherwise reduced.
///
/// - Formula: l = −Σ w · (t · ln σ(x) + (1 − t) · ln (1 − σ(x))) / n over the n classes
/// - Shapes: logits and targets [..., classes] → [], or [...] with .none
/// - DTypes: floating point
/// - Gradient: of the logits g · w · (σ(x) − t) / n
/// - PyTorch: torch.nn.MultiLabelSoftMarginLoss
/// - ONNX: —
/// - Parameters:
///   - targets: t, 0 or 1 for each class.
///   - classWeights: a factor w for each class.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func multiLabelSoftMarginLoss(
  logits: Variable, targets: Variable, classWeights: [Double]? = nil,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logits, targets], reduction, weights, file, line) { x throws(GraphError) in
    var losses = try sigmoidCrossEntropies(x[0], x[1])
    if let classWeights {
      let classes = x[0].shape.dims.last ?? 0
      losses = try losses * classWeightConstant(classWeights, classes: classes, like: x[0])
    }
    return UnreducedLosses(try mean(losses, axes: [-1]))
  }
}
