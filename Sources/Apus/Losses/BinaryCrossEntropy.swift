import ApusGraph

/// The cross-entropy of probabilities against targets in 0...1, as a mean over elements or otherwise
/// reduced. Logarithms end at −100, as PyTorch's do, so that a wrong 0 or 1 costs 100.
///
/// - Formula: l = −t · max(ln p, −100) − (1 − t) · max(ln (1 − p), −100)
/// - Shapes: probabilities and targets of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the probabilities g · (p − t) / max(p · (1 − p), 1e-12) / n
/// - PyTorch: torch.nn.BCELoss
/// - ONNX: —
/// - Parameters:
///   - probabilities: in 0...1; outside of it the loss is NaN. Of logits,
///     `binaryCrossEntropy(logits:targets:)` is more exact.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func binaryCrossEntropy(
  _ probabilities: Variable, _ targets: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([probabilities, targets], reduction, weights, file, line) {
    x throws(GraphError) in
    // The slope of the cut logarithm would be 0 at a wrong 0 or 1, where it is needed the most.
    let losses = try customGradient(
      of: x,
      forward: { x throws(GraphError) in
        let (yes, no) = try cutLogarithms(x[0])
        return [try -(x[1] * yes + (1 - x[1]) * no)]
      },
      gradient: { context throws(GraphError) in
        let (p, t) = (context.inputs[0], context.inputs[1])
        let g = context.outputGradients[0]
        let (yes, no) = try cutLogarithms(p)
        return [
          try g * (p - t) / maximum(p * (1 - p), 1e-12), try g * (no - yes),
        ]
      })
    return UnreducedLosses(losses[0])
  }
}

/// ln p and ln (1 − p), but no less than −100.
private func cutLogarithms(_ p: Variable) throws(GraphError) -> (yes: Variable, no: Variable) {
  (try maximum(log(p), -100), try maximum(log1p(-p), -100))
}

/// The cross-entropy of sigmoid(logits) against targets in 0...1, as a mean over elements or
/// otherwise reduced; exact at any size of the logits.
///
/// - Formula: l = −w · t · ln σ(x) − (1 − t) · ln (1 − σ(x)), σ(x) = 1 / (1 + e⁻ˣ)
/// - Shapes: logits and targets of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the logits g · ((1 − t) · σ(x) − w · t · (1 − σ(x))) / n
/// - PyTorch: torch.nn.BCEWithLogitsLoss
/// - ONNX: —
/// - Parameters:
///   - logits: scores before any sigmoid.
///   - positiveWeights: a factor w for positive targets of each class of the last axis; above 1 it
///     favours recall.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func binaryCrossEntropy(
  logits: Variable, targets: Variable, positiveWeights: [Double]? = nil,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logits, targets], reduction, weights, file, line) { x throws(GraphError) in
    guard let positiveWeights else {
      return UnreducedLosses(try sigmoidCrossEntropies(x[0], x[1]))
    }
    let factor = try classWeightConstant(
      positiveWeights, classes: x[0].shape.dims.last ?? 0, like: x[0], "positive weights")
    let (no, yes) = try (softplus(x[0]), softplus(-x[0]))
    return UnreducedLosses(try (1 - x[1]) * no + x[1] * factor * yes)
  }
}

/// −t · ln σ(x) − (1 − t) · ln (1 − σ(x)) of each element.
func sigmoidCrossEntropies(_ x: Variable, _ t: Variable) throws(GraphError) -> Variable {
  try maximum(x, 0) - x * t + log1p(exp(-abs(x)))
}

/// ln(1 + eˣ), which is −ln σ(−x), without overflow.
func softplus(_ x: Variable) throws(GraphError) -> Variable {
  try maximum(x, 0) + log1p(exp(-abs(x)))
}
