/// The share of examples whose largest score is at the label, as a scalar of float32 in 0...1.
///
/// - Parameters:
///   - logits: scores or probabilities `[…, classes]`; of equal ones the first counts.
///   - labels: class indices `[…]`, an integer type.
/// - Throws: `GraphError` for shapes or types that do not fit.
public func accuracy(
  logits: Variable, labels: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let guesses = try argmax(logits, axis: -1, file: file, line: line)
  guard guesses.shape == labels.shape, labels.dtype.isInteger else {
    throw GraphError(
      .shapeMismatch, expected: "integer labels of shape \(guesses.shape), one for each row",
      found: "\(labels.type)", advice: "logits are [..., classes], labels [...]",
      operation: "accuracy", operands: ["\(logits): \(logits.type)", "\(labels): \(labels.type)"],
      site: CallSite(file: file, line: line))
  }
  let hits = try equal(guesses, cast(labels, to: .int32))
  return try mean(cast(hits, to: .float32), file: file, line: line)
}
