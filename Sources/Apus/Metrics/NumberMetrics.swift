import ApusGraph

/// The root of the mean of (prediction − target)² over all elements. `Metric.rmse` measures it
/// over batches.
///
/// - Formula: y = √(Σ (prediction − target)² / n)
/// - Shapes: prediction and target of one shape → []
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func rootMeanSquaredError(
  _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try prediction.builder.at(file, line) { () throws(GraphError) in
    try Metric.rmse(prediction, target).batchValue()
  }
}

/// The share of the targets' variance that predictions explain, as a mean over the columns of
/// the last axis where there are several axes. `Metric.rSquared` measures it over batches.
///
/// - Formula: y = 1 − Σ (target − prediction)² / Σ (target − mean target)²
/// - Shapes: prediction and target of one shape → []
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func rSquared(
  _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try prediction.builder.at(file, line) { () throws(GraphError) in
    try Metric.rSquared(prediction, target).batchValue()
  }
}

/// e to the mean softmax cross-entropy. `Metric.perplexity` measures it over batches.
///
/// - Formula: y = exp(−Σ ln softmax(logits)[label] / n)
/// - Shapes: logits [..., classes], labels [...] → []
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func perplexity(
  logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.perplexity(
      logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex
    ).batchValue()
  }
}
