import ApusGraph

/// How far the angle of two vectors is from what it should be: 1 − cos where the target is 1, and by
/// how much cos exceeds a margin where it is −1.
///
/// - Formula: l = 1 − cos(a, b) where target is 1, max(0, cos(a, b) − margin) where it is −1
/// - Shapes: a and b [..., features], target [...] → [], or [...] with .none
/// - DTypes: floating point
/// - Gradient: through cos(a, b) = a · b / (|a| · |b|)
/// - PyTorch: torch.nn.CosineEmbeddingLoss
/// - ONNX: —
/// - Parameters:
///   - target: −1 or 1, of any type that has both.
///   - margin: in −1...1.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func cosineEmbeddingLoss(
  _ a: Variable, _ b: Variable, target: Variable, margin: Double = 0,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([a, b], reduction, weights, file, line, others: [target]) {
    x throws(GraphError) in
    try expectOption("margin", margin, "in −1...1", margin >= -1 && margin <= 1)
    try expectTargets(target, of: Shape(Array(a.shape.dims.dropLast())), "cosineEmbeddingLoss")
    // PyTorch's: the root of a small number instead of 0 for vectors of zeros.
    let sizes = try (sum(x[0] * x[0], axes: [-1]) + 1e-12) * (sum(x[1] * x[1], axes: [-1]) + 1e-12)
    let cosine = try sum(x[0] * x[1], axes: [-1]) / sqrt(sizes)
    return UnreducedLosses(try select(target > 0, 1 - cosine, relu(cosine - margin)))
  }
}

/// By how much an anchor is not nearer to a positive example than to a negative one, by a margin.
///
/// - Formula: l = max(0, margin + d(anchor, positive) − d(anchor, negative)), d(a, b) = ‖a − b + ε‖ₚ
/// - Shapes: anchor, positive and negative [..., features] → [], or [...] with .none
/// - DTypes: floating point
/// - Gradient: through both distances where the loss is above 0
/// - PyTorch: torch.nn.TripletMarginLoss
/// - ONNX: —
/// - Parameters:
///   - margin: above 0.
///   - p: of the norm, above 0.
///   - swaps: takes the negative's distance to the positive where that is smaller.
///   - epsilon: keeps the distance of equal vectors differentiable.
///   - weights: of the examples.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func tripletMarginLoss(
  anchor: Variable, positive: Variable, negative: Variable, margin: Double = 1, p: Double = 2,
  swaps: Bool = false, epsilon: Double = 1e-6, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([anchor, positive, negative], reduction, weights, file, line) {
    x throws(GraphError) in
    try expectOption("margin", margin, "> 0", margin > 0)
    try expectOption("p", p.isInfinite ? 1 : p, "> 0", p > 0)
    try expectOption("epsilon", epsilon, "≥ 0", epsilon >= 0)
    func distance(_ a: Variable, _ b: Variable) throws(GraphError) -> Variable {
      try norm(a - b + epsilon, p: p, axes: [-1])
    }
    let near = try distance(x[0], x[1])
    var far = try distance(x[0], x[2])
    if swaps { far = try minimum(far, distance(x[1], x[2])) }
    return UnreducedLosses(try relu(near - far + margin))
  }
}

/// By how much two scores are not in the order that the target asks for, by a margin.
///
/// - Formula: l = max(0, margin − target · (a − b))
/// - Shapes: a, b and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: −g · target / n for a and its opposite for b, where the loss is above 0
/// - PyTorch: torch.nn.MarginRankingLoss
/// - ONNX: —
/// - Parameters:
///   - target: 1 where a should be larger, −1 where b should be.
///   - weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal, or a margin that is not finite.
public func marginRankingLoss(
  _ a: Variable, _ b: Variable, target: Variable, margin: Double = 0,
  reduction: Reduction = .mean, weights: Variable? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([a, b, target], reduction, weights, file, line) { x throws(GraphError) in
    try expectOption("margin", margin, "that is finite", true)
    return UnreducedLosses(try relu(margin - x[2] * (x[0] - x[1])))
  }
}

/// - Throws: `GraphError` unless there is one target for each example, of any type but bool.
private func expectTargets(
  _ target: Variable, of examples: Shape, _ operation: String
) throws(GraphError) {
  guard target.shape == examples, target.dtype != .bool, target.dtype != .uint8 else {
    throw GraphError(
      .shapeMismatch, expected: "targets −1 or 1 of shape \(examples), one for each example",
      found: "\(target.type)", advice: "vectors are [..., features], targets [...]",
      operation: operation, operands: ["\(target): \(target.type)"])
  }
}
