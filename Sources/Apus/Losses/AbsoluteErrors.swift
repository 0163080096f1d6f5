import ApusGraph

/// |prediction − target|, as a mean over all elements or otherwise reduced: the L1 loss.
///
/// - Formula: l = |prediction − target|
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction g · sign(prediction − target) / n, of the target its opposite
/// - PyTorch: torch.nn.L1Loss
/// - ONNX: —
/// - Parameter weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func meanAbsoluteError(
  _ prediction: Variable, _ target: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in UnreducedLosses(try abs(x[0] - x[1]))
  }
}

/// Half the square of a difference up to `delta`, and a line of slope delta beyond.
///
/// - Formula: l = d² / 2 where |d| ≤ δ, δ · (|d| − δ / 2) elsewhere, for d = prediction − target
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction g · clamp(d, −δ, δ) / n, of the target its opposite
/// - PyTorch: torch.nn.HuberLoss
/// - ONNX: —
/// - Parameters:
///   - delta: where the line begins; above 0.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal, or another delta.
public func huberLoss(
  _ prediction: Variable, _ target: Variable, delta: Double = 1, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("delta", delta, "> 0", delta > 0)
    return UnreducedLosses(try roundedCorner(abs(x[0] - x[1]), delta))
  }
}

/// The absolute difference with a rounded corner: `huberLoss` divided by its delta.
///
/// - Formula: l = d² / 2β where |d| < β, |d| − β / 2 elsewhere, for d = prediction − target
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction g · clamp(d / β, −1, 1) / n, of the target its opposite
/// - PyTorch: torch.nn.SmoothL1Loss
/// - ONNX: —
/// - Parameters:
///   - beta: where the corner ends, at least 0; 0 gives the absolute difference.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal, or another beta.
public func smoothL1Loss(
  _ prediction: Variable, _ target: Variable, beta: Double = 1, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("beta", beta, "≥ 0", beta >= 0)
    let size = try abs(x[0] - x[1])
    return UnreducedLosses(beta == 0 ? size : try roundedCorner(size, beta) / beta)
  }
}

/// m · (|d| − m / 2) with m = min(|d|, corner): a parabola up to the corner, a line beyond. Unlike
/// d² / 2 it does not overflow where the line counts.
private func roundedCorner(_ size: Variable, _ corner: Double) throws(GraphError) -> Variable {
  let inner = try minimum(size, corner)
  return try inner * (size - inner * 0.5)
}

/// The logarithm of the hyperbolic cosine of a difference: about d² / 2 for small ones, |d| − ln 2
/// for large ones.
///
/// - Formula: l = ln cosh(prediction − target)
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction g · tanh(prediction − target) / n, of the target its opposite
/// - PyTorch: —
/// - ONNX: —
/// - Parameter weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func logCoshLoss(
  _ prediction: Variable, _ target: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in
    let difference = try x[0] - x[1]
    let size = try abs(difference)
    // Near 0 the sum below would cancel: cosh d = 1 + 2 sinh²(d / 2).
    let half = try sinh(clamp(difference, low: -1, high: 1) * 0.5)
    let near = try log1p(half * half * 2)
    let far = try size + log1p(exp(size * -2)) - 0.6931471805599453
    return UnreducedLosses(try select(size < 1, near, far))
  }
}
