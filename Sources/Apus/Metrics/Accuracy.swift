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
///   - axis: where the classes are in logits: 1 for images of PyTorch's layout.
///   - ignoreIndex: the label of examples that do not count, such as padding.
/// - Throws: `GraphError` for shapes or types that do not fit.
public func accuracy(
  logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    guard ignoreIndex == nil else {
      return try Metric.accuracy(
        logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex
      ).batchValue()
    }
    return try hitRate(classesLast(logits, axis), labels)
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
