/// eˣ / Σ eˣ over an axis, the last one by default, computed from x − max x so that it cannot overflow. With output
/// y, the gradient is y · (g − Σ g·y).
public struct Softmax: Op {
  public static let name = "softmax"

  /// The axis it runs over; a negative one counts from the end.
  public let axis: Int

  /// The operation over an axis.
  public init(axis: Int = -1) { self.axis = axis }

  /// Graphs saved without an axis have the last one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    axis = try container.decodeIfPresent(Int.self, forKey: .axis) ?? -1
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectScores(inputs, axis)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try y * (g - sum(g * y, axes: [axis], keepingDims: true))]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let parts = lowerSoftmaxParts(
      inputs[0], axis: try inputs[0].shape.axis(axis), &lowering)
    return [
      lowering.elementwise([parts.exponentials, parts.total], inputs[0].shape) {
        // One division for a row; the total is 1 at least, so that its inverse is exact enough.
        $0.binary(.multiply, $1[0], $0.binary(.divide, $0.constant(1, inputs[0].dtype), $1[1]))
      }
    ]
  }
}

/// x − max x − ln Σ eˣ⁻ᵐᵃˣ over an axis, the last one by default. With output y, the gradient is g − eʸ · Σ g.
public struct LogSoftmax: Op {
  public static let name = "logSoftmax"

  /// The axis it runs over; a negative one counts from the end.
  public let axis: Int

  /// The operation over an axis.
  public init(axis: Int = -1) { self.axis = axis }

  /// Graphs saved without an axis have the last one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    axis = try container.decodeIfPresent(Int.self, forKey: .axis) ?? -1
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectScores(inputs, axis)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try g - exp(y) * sum(g, axes: [axis], keepingDims: true)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let x = inputs[0]
    let parts = lowerSoftmaxParts(x, axis: try x.shape.axis(axis), &lowering)
    return [
      lowering.elementwise([x, parts.maximum, parts.total], x.shape) { body, refs in
        let shifted = body.binary(.subtract, refs[0], refs[1])
        return body.binary(.subtract, shifted, body.unary(.log, refs[2]))
      }
    ]
  }
}

extension Op {
  /// - Throws: `GraphError` unless input 0 is floating point, and the axis there and not empty.
  func expectScores(_ inputs: [TensorType], _ axis: Int = -1) throws(GraphError) {
    try expectFloat(inputs)
    let shape = inputs[0].shape
    guard shape.rank > 0, try shape[shape.axis(axis)] != 0 else {
      throw GraphError(
        .invalidShape, expected: "an axis of at least one class",
        found: "\(inputs[0].shape)",
        advice:
          "softmax runs over the last axis unless told otherwise; of no classes there are no probabilities: add "
          + "one, or leave it out")
    }
  }
}

/// The row maximum (…×1), eˣ⁻ᵐᵃˣ and its row sum (…×1).
func lowerSoftmaxParts(
  _ x: LoweredTensor, axis: Int? = nil, _ lowering: inout Lowering
) -> (maximum: LoweredTensor, exponentials: LoweredTensor, total: LoweredTensor) {
  let axis = axis ?? x.shape.rank - 1
  let column = reducedShape(x.shape, [axis], keepingDims: true)
  func rows(_ kind: ReductionKind, _ y: LoweredTensor, _ lowering: inout Lowering)
    -> LoweredTensor
  {
    lowering.reduce(kind, x.shape, axes: [axis]) { body, order in
      body.load(Access(y.value, order(.rowMajor(x.shape))), y.dtype)
    }.reshaped(column)
  }
  let maximum = rows(.maximum, x, &lowering)
  let exponentials = lowering.elementwise([x, maximum], x.shape) { body, refs in
    body.unary(.exp, body.binary(.subtract, refs[0], refs[1]))
  }
  return (maximum, exponentials, rows(.sum, exponentials, &lowering))
}

/// Probabilities over an axis: eˣ / Σ eˣ, computed from x − max x.
///
/// - Formula: y = eˣ / Σ eˣ over the axis
/// - Shapes: any of rank 1 or more → like x
/// - DTypes: floating point
/// - Gradient: y · (g − Σ g · y)
/// - PyTorch: torch.nn.Softmax
/// - ONNX: Softmax
/// - Throws: `GraphError` for an axis out of range, an empty axis, or another type.
public func softmax(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try overLast(x, axis, file, line) { Softmax() }
}

/// Logarithms of the probabilities over an axis.
///
/// - Formula: y = x − max x − ln Σ eˣ⁻ᵐᵃˣ over the axis
/// - Shapes: any of rank 1 or more → like x
/// - DTypes: floating point
/// - Gradient: g − eʸ · Σ g
/// - PyTorch: torch.nn.LogSoftmax
/// - ONNX: LogSoftmax
/// - Throws: `GraphError` for an axis out of range, an empty axis, or another type.
public func logSoftmax(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try overLast(x, axis, file, line) { LogSoftmax() }
}

/// An operation over the last axis, applied to any axis.
private func overLast(
  _ x: Variable, _ axis: Int, _ file: String, _ line: Int, function: String = #function,
  _ op: () -> some Op
) throws(GraphError) -> Variable {
  let name = String(function.prefix { $0 != "(" })
  let axis = try x.shape.rank == 0 ? 0 : resolve([axis], of: x, name, file, line)[0]
  if axis >= x.shape.rank - 1 { return try apply(op(), x, file, line, function: function) }
  return try x.builder.composed([x], file, line, function: function) { () throws(GraphError) in
    let order = swapped(axis, x.shape.rank)
    return try transpose(x.builder.append(op(), [transpose(x, order)])[0], order)
  }
}

/// The order of axes that swaps one with the last.
func swapped(_ axis: Int, _ rank: Int) -> [Int] {
  var order = Array(0..<rank)
  order.swapAt(axis, rank - 1)
  return order
}
