import ApusGraph

/// How little a predicted region and its target overlap (Milletari et al., "V-Net", 2016, with plain
/// sums below), as a mean over examples or otherwise reduced.
///
/// - Formula: l = 1 − (2 · Σ p · t + s) / (Σ p + Σ t + s) over the axes
/// - Shapes: probabilities and targets of one shape → [], or their shape without the axes with .none
/// - DTypes: floating point
/// - Gradient: through the quotient
/// - PyTorch: —
/// - ONNX: —
/// - Parameters:
///   - probabilities: p in 0...1.
///   - targets: t, 0 or 1.
///   - axes: what a region extends over; nil for all but the first, the examples.
///   - smooth: s, at least 0. It makes two empty regions alike; with 0 they give NaN.
///   - weights: of the regions, or of the examples along leading axes of what remains.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func diceLoss(
  _ probabilities: Variable, _ targets: Variable, axes: [Int]? = nil, smooth: Double = 1,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([probabilities, targets], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("smooth", smooth, "≥ 0", smooth >= 0)
    let axes = axes ?? Array(1..<Swift.max(1, x[0].shape.rank))
    let both = try sum(x[0] * x[1], axes: axes)
    let all = try sum(x[0], axes: axes) + sum(x[1], axes: axes)
    return UnreducedLosses(try 1 - (both * 2 + smooth) / (all + smooth))
  }
}
