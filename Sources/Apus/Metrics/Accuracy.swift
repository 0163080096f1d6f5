/// The share of examples whose largest score is at the label, as a scalar of float32 in 0...1.
///
/// - Formula: y = Σ [argmax(logits) = label] / n, for n examples
/// - Shapes: logits [..., classes], labels [...] → float32 []
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Parameters:
///   - logits: scores or probabilities; of equal ones the first counts.
///   - labels: class indices of an integer type.
/// - Throws: `GraphError` for shapes or types that do not fit.
public func accuracy(
  logits: Variable, labels: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try hitRate(logits, labels)
  }
}

private func hitRate(_ logits: Variable, _ labels: Variable) throws(GraphError) -> Variable {
  let guesses = try argmax(logits, axis: -1)
  guard guesses.shape == labels.shape, labels.dtype.isInteger else {
    throw GraphError(
      .shapeMismatch, expected: "integer labels of shape \(guesses.shape), one for each row",
      found: "\(labels.type)", advice: "logits are [..., classes], labels [...]",
      operation: "accuracy", operands: ["\(logits): \(logits.type)", "\(labels): \(labels.type)"])
  }
  let hits = try equal(guesses, cast(labels, to: .int32))
  return try mean(cast(hits, to: .float32))
}
