/// eˣ / Σ eˣ over the last axis, computed from x − max x so that it cannot overflow. With output
/// y, the gradient is y · (g − Σ g·y).
public struct Softmax: Op {
  public static let name = "softmax"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectScores(inputs)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try y * (g - sum(g * y, axes: [-1], keepingDims: true))]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let parts = lowerSoftmaxParts(inputs[0], &lowering)
    return [
      lowering.elementwise([parts.exponentials, parts.total], inputs[0].shape) {
        // One division for a row; the total is 1 at least, so that its inverse is exact enough.
        $0.binary(.multiply, $1[0], $0.binary(.divide, $0.constant(1, inputs[0].dtype), $1[1]))
      }
    ]
  }
}

/// x − max x − ln Σ eˣ⁻ᵐᵃˣ over the last axis. With output y, the gradient is g − eʸ · Σ g.
public struct LogSoftmax: Op {
  public static let name = "logSoftmax"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectScores(inputs)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try g - exp(y) * sum(g, axes: [-1], keepingDims: true)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let x = inputs[0]
    let parts = lowerSoftmaxParts(x, &lowering)
    return [
      lowering.elementwise([x, parts.maximum, parts.total], x.shape) { body, refs in
        let shifted = body.binary(.subtract, refs[0], refs[1])
        return body.binary(.subtract, shifted, body.unary(.log, refs[2]))
      }
    ]
  }
}

extension Op {
  /// - Throws: `GraphError` unless input 0 is floating point with at least one axis.
  func expectScores(_ inputs: [TensorType]) throws(GraphError) {
    try expectFloat(inputs)
    guard let classes = inputs[0].shape.dims.last, classes != 0 else {
      throw GraphError(
        .invalidShape, expected: "a last axis of at least one class",
        found: "\(inputs[0].shape)", advice: "softmax runs over the last axis")
    }
  }
}

/// The row maximum (…×1), eˣ⁻ᵐᵃˣ and its row sum (…×1).
func lowerSoftmaxParts(
  _ x: LoweredTensor, _ lowering: inout Lowering
) -> (maximum: LoweredTensor, exponentials: LoweredTensor, total: LoweredTensor) {
  let last = x.shape.rank - 1
  let column = reducedShape(x.shape, [last], keepingDims: true)
  func rows(_ kind: ReductionKind, _ y: LoweredTensor, _ lowering: inout Lowering)
    -> LoweredTensor
  {
    lowering.reduce(kind, x.shape, axes: [last]) { body, order in
      body.load(Access(y.value, order(.rowMajor(x.shape))), y.dtype)
    }.reshaped(column)
  }
  let maximum = rows(.maximum, x, &lowering)
  let exponentials = lowering.elementwise([x, maximum], x.shape) { body, refs in
    body.unary(.exp, body.binary(.subtract, refs[0], refs[1]))
  }
  return (maximum, exponentials, rows(.sum, exponentials, &lowering))
}

/// Probabilities over the last axis. Floating point, rank 1 or more.
///
/// - Formula: y = eˣ / Σ eˣ, over the last axis
/// - Shapes: x […, n] → […, n]
/// - DTypes: floating point
/// - Gradient: y · (g − Σ g·y)
/// - PyTorch: torch.softmax (dim=-1)
/// - ONNX: Softmax
/// - Throws: `GraphError` for another type or no axis.
public func softmax(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Softmax(), x, file, line)
}

/// Logarithms of the probabilities over the last axis. Floating point, rank 1 or more.
///
/// - Formula: y = x − ln Σ eˣ, over the last axis
/// - Shapes: x […, n] → […, n]
/// - DTypes: floating point
/// - Gradient: g − eʸ · Σ g
/// - PyTorch: torch.log_softmax (dim=-1)
/// - ONNX: LogSoftmax
/// - Throws: `GraphError` for another type or no axis.
public func logSoftmax(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(LogSoftmax(), x, file, line)
}
