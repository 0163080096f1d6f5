/// The mean over all elements of (prediction − target)².
///
/// - Formula: y = Σ (prediction − target)² / n, for n elements
/// - Shapes: prediction and target of one shape → []
/// - DTypes: floating point
/// - Gradient: of the prediction 2 · g · (prediction − target) / n, of the target its opposite
/// - PyTorch: torch.nn.MSELoss
/// - ONNX: —
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func meanSquaredError(
  _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try prediction.builder.at(file, line) { () throws(GraphError) in
    try expectEqualTypes(prediction, target, "meanSquaredError")
    let difference = try prediction - target
    return try mean(difference * difference)
  }
}
