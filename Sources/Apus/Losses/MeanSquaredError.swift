/// (prediction − target)², as a mean over all elements or otherwise reduced.
///
/// - Formula: l = (prediction − target)²
/// - Shapes: prediction and target of one shape → [], or their shape with .none
/// - DTypes: floating point
/// - Gradient: of the prediction 2 · g · (prediction − target) / n, of the target its opposite
/// - PyTorch: torch.nn.MSELoss
/// - ONNX: —
/// - Parameter weights: of the elements, or of the examples along leading axes.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func meanSquaredError(
  _ prediction: Variable, _ target: Variable, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss([prediction, target], reduction, weights, file, line) {
    x throws(GraphError) in
    let difference = try x[0] - x[1]
    return UnreducedLosses(try difference * difference)
  }
}
