/// −ln softmax(x)[label] over the last axis, for each example: `ln Σ eˣ − x[label]`. With
/// probabilities p, the gradient is g · (p − oneHot(label)). A label out of range is a device
/// fault: no state changes in that step.
public struct SoftmaxCrossEntropy: Op {
  public static let name = "softmaxCrossEntropy"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectScores(inputs)
    try expectIndices(inputs[1])
    let examples = Shape(Array(inputs[0].shape.dims.dropLast()))
    guard inputs[1].shape == examples else {
      throw GraphError(
        .shapeMismatch, expected: "labels of shape \(examples), one for each row of logits",
        found: "\(inputs[1].shape)", advice: "logits are [..., classes], labels [...]")
    }
    return [TensorType(examples, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, labels, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    // Checked: the forward pass, which checks the labels too, may be dead code.
    let target = try x.builder.append(
      OneHot(
        classes: x.shape[x.shape.rank - 1], dtype: x.dtype, isChecked: true,
        purpose: "the gradient of softmaxCrossEntropy"), [labels])[0]
    let column = try reshape(g, to: Shape(g.shape.dims + [1]))
    return [try column * (softmax(x) - target), nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, labels) = (inputs[0], inputs[1])
    let (shape, classes) = (labels.shape, x.shape[x.shape.rank - 1])
    let parts = lowerSoftmaxParts(x, &lowering)
    let site = lowering.faultSite(extent: classes)
    let losses = lowering.map(shape) { body in
      let rows = AffineIndex.rowMajor(shape)
      let maximum = body.load(Access(parts.maximum.value, rows), x.dtype)
      let total = body.load(Access(parts.total.value, rows), x.dtype)
      let label = body.load(Access(labels.value, rows), labels.dtype)
      let start = AffineIndex(strides: Array(x.shape.strides.dropLast()))
      let score = body.gather(
        Access(x.value, start), label, stride: 1, extent: classes, site: site, x.dtype)
      let shifted = body.binary(.subtract, score, maximum)
      return body.binary(.subtract, body.unary(.log, total), shifted)
    }
    return [losses]
  }
}

/// The cross-entropy of each example: logits [..., classes] against class indices [...].
///
/// - Formula: −ln softmax(logits)[label]
/// - Shapes: logits […, n], labels […] → […]
/// - DTypes: floating point
/// - Gradient: g · (softmax(logits) − onehot(labels))
/// - PyTorch: torch.nn.functional.cross_entropy (reduction='none')
/// - ONNX: SoftmaxCrossEntropyLoss
/// - Throws: `GraphError` for shapes or types that do not fit.
public func softmaxCrossEntropies(
  logits: Variable, labels: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(SoftmaxCrossEntropy(), logits, labels, file, line)
}
