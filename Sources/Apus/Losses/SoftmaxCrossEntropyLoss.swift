/// The mean over examples of −ln softmax(logits)[label].
///
/// - Formula: y = −Σ ln softmax(logits)[label] / n, for n examples
/// - Shapes: logits [..., classes], labels [...] → []
/// - DTypes: floating point
/// - Gradient: g · (softmax(logits) − oneHot(labels)) / n
/// - PyTorch: torch.nn.CrossEntropyLoss
/// - ONNX: SoftmaxCrossEntropyLoss
/// - Parameters:
///   - logits: scores before any softmax.
///   - labels: class indices of an integer type; one out of range is a device fault, and that step
///     changes no state.
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
/// - Formula: y = −Σ p · ln softmax(logits) / n, for n examples
/// - Shapes: logits and probabilities [..., classes] → []
/// - DTypes: floating point
/// - Gradient: of the logits g · (softmax(logits) − p) / n, where the p of each example add up to 1
/// - PyTorch: torch.nn.CrossEntropyLoss
/// - ONNX: —
/// - Parameters:
///   - logits: scores before any softmax.
///   - probabilities: the target p, each row with sum 1.
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
