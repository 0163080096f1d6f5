import ApusGraph

/// The divergence of a distribution from a target distribution over the last axis (Kullback and
/// Leibler), as a mean over examples or otherwise reduced. Its mean is PyTorch's `batchmean` of
/// [batch, classes].
///
/// - Formula: l = Σ t · (ln t − logProbabilities) over the last axis, 0 where t is 0
/// - Shapes: logProbabilities and target [..., classes] → [], or [...] with .none
/// - DTypes: floating point
/// - Gradient: of the log-probabilities −g · t / n
/// - PyTorch: torch.nn.KLDivLoss
/// - ONNX: —
/// - Parameters:
///   - logProbabilities: ln of the distribution, such as `logSoftmax` gives it.
///   - target: the target distribution t, or ln t.
///   - isLogTarget: whether target is ln t.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func klDivergence(
  logProbabilities: Variable, target: Variable, isLogTarget: Bool = false,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([logProbabilities, target], reduction, weights, file, line) {
    x throws(GraphError) in
    let terms: Variable
    if isLogTarget {
      terms = try exp(x[1]) * (x[1] - x[0])
    } else {
      let isZero = try equal(x[1], 0)
      terms = try select(isZero, 0, x[1] * (log(select(isZero, 1, x[1])) - x[0]))
    }
    return UnreducedLosses(try sum(terms, axes: [-1]))
  }
}
