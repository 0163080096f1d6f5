import ApusGraph

/// What a score lacks to be 1 on the side of its target, as a mean over elements or otherwise
/// reduced.
///
/// - Formula: l = max(0, 1 − target · prediction)
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction −g · target / n where the loss is above 0
/// - PyTorch: —
/// - ONNX: —
/// - Parameters:
///   - target: −1 or 1.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func hingeLoss(
  _ prediction: Variable, _ target: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in UnreducedLosses(try relu(1 - x[1] * x[0]))
  }
}

/// The square of the hinge loss of each element.
///
/// - Formula: l = max(0, 1 − target · prediction)²
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction −2 · g · target · max(0, 1 − target · prediction) / n
/// - PyTorch: —
/// - ONNX: —
/// - Parameters:
///   - target: −1 or 1.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func squaredHingeLoss(
  _ prediction: Variable, _ target: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in UnreducedLosses(try square(relu(1 - x[1] * x[0])))
  }
}

/// A distance itself where the target is 1, and what it lacks of a margin where the target is −1.
///
/// - Formula: l = x where target is 1, max(0, margin − x) where it is −1
/// - Shapes: distances x and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: g / n where target is 1, −g / n where it is −1 and x below the margin
/// - PyTorch: torch.nn.HingeEmbeddingLoss
/// - ONNX: —
/// - Parameters:
///   - target: −1 or 1.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal, or a margin that is not finite.
public func hingeEmbeddingLoss(
  _ distances: Variable, _ target: Variable, margin: Double = 1, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([distances, target], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("margin", margin, "that is finite", true)
    let isAlike = try x[1] > 0
    return UnreducedLosses(try select(isAlike, x[0], relu(margin - x[0])))
  }
}

/// A smooth hinge: ln(1 + e^(−target · prediction)), as a mean over elements or otherwise reduced.
///
/// - Formula: l = ln(1 + e^(−target · prediction))
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction −g · target · σ(−target · prediction) / n
/// - PyTorch: torch.nn.SoftMarginLoss
/// - ONNX: —
/// - Parameters:
///   - target: −1 or 1.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func softMarginLoss(
  _ prediction: Variable, _ target: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in UnreducedLosses(try softplus(-(x[1] * x[0])))
  }
}
