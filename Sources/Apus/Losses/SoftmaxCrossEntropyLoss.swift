/// The mean over examples of −ln softmax(logits)[label].
///
/// - Parameters:
///   - logits: scores `[…, classes]`, floating point, before any softmax.
///   - labels: class indices `[…]`, an integer type; one out of range is a device fault, and that
///     step changes no state.
/// - Returns: a scalar. Its gradient is (softmax(logits) − oneHot(labels)) / examples.
/// - Throws: `GraphError` for shapes or types that do not fit.
public func softmaxCrossEntropy(
  logits: Variable, labels: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try mean(softmaxCrossEntropies(logits: logits, labels: labels))
  }
}

/// The mean over examples of −Σ p · ln softmax(logits) over classes, for soft targets.
///
/// - Parameters:
///   - logits: scores `[…, classes]`, floating point, before any softmax.
///   - probabilities: the target p of the same type and shape, each row with sum 1.
/// - Returns: a scalar. For rows with sum 1 its gradient is (softmax(logits) − p) / examples.
/// - Throws: `GraphError` for shapes or types that are not equal.
public func softmaxCrossEntropy(
  logits: Variable, probabilities: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try expectEqualTypes(logits, probabilities, "softmaxCrossEntropy")
    return try -mean(sum(probabilities * logSoftmax(logits), axes: [-1]))
  }
}

/// - Throws: `GraphError` unless both have one shape and element type. A loss never broadcasts:
///   `[n, 1]` against `[n]` would silently compare every pair.
func expectEqualTypes(
  _ a: Variable, _ b: Variable, _ operation: String
) throws(GraphError) {
  guard a.type == b.type else {
    throw GraphError(
      .shapeMismatch, expected: "a target of type \(a.type), as the prediction has",
      found: "\(b.type)", advice: "reshape or cast one side; losses do not broadcast",
      operation: operation, operands: ["\(a): \(a.type)", "\(b): \(b.type)"])
  }
}
