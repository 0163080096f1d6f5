import ApusGraph

/// −ln of the probability of counts under Poisson distributions with the predicted rates.
///
/// - Formula: l = eˣ − t · x for a prediction x = ln rate, x − t · ln(x + ε) for x = rate; with the
///   constant terms also t · ln t − t + ln(2π t) / 2 where t > 1 (Stirling)
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction g · (eˣ − t) / n, or g · (1 − t / (x + ε)) / n
/// - PyTorch: torch.nn.PoissonNLLLoss
/// - ONNX: —
/// - Parameters:
///   - target: counts t.
///   - isLogRate: whether predictions are logarithms of rates.
///   - isFull: whether terms of the target alone are there.
///   - epsilon: keeps the logarithm of a rate of 0 finite; above 0.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal, or another epsilon.
public func poissonNegativeLogLikelihood(
  _ prediction: Variable, _ target: Variable, isLogRate: Bool = true, isFull: Bool = false,
  epsilon: Double = 1e-8, reduction: Reduction = .mean, weights: Variable? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("epsilon", epsilon, "> 0", epsilon > 0)
    let (x, t) = (x[0], x[1])
    var losses = try isLogRate ? exp(x) - t * x : x - t * log(x + epsilon)
    if isFull {
      let isLarge = try t > 1
      let safe = try select(isLarge, t, 1)
      let factorial = try safe * log(safe) - safe + log(safe * (2 * Double.pi)) * 0.5
      losses = try losses + select(isLarge, factorial, 0)
    }
    return UnreducedLosses(losses)
  }
}

/// −ln of the density of targets under normal distributions with the predicted means and variances.
///
/// - Formula: l = (ln v + (prediction − target)² / v) / 2 with v = max(variance, ε); with the constant
///   term also ln(2π) / 2
/// - Shapes: prediction, target and variance of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: through v as if it were the variance, so that one below ε is still pushed up
/// - PyTorch: torch.nn.GaussianNLLLoss
/// - ONNX: —
/// - Parameters:
///   - variance: not negative.
///   - isFull: whether the constant term is there.
///   - epsilon: the smallest variance; above 0.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal, or another epsilon.
public func gaussianNegativeLogLikelihood(
  _ prediction: Variable, _ target: Variable, variance: Variable, isFull: Bool = false,
  epsilon: Double = 1e-6, reduction: Reduction = .mean, weights: Variable? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target, variance], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("epsilon", epsilon, "> 0", epsilon > 0)
    let cut = try x[2] + stopGradient(maximum(x[2], epsilon) - x[2])
    var losses = try (log(cut) + square(x[0] - x[1]) / cut) * 0.5
    if isFull { losses = try losses + 0.9189385332046727 }
    return UnreducedLosses(losses)
  }
}
