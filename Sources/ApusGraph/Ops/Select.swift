/// `condition ? a : b`, element by element, with NumPy broadcasting (NumPy's `where`). The
/// gradient goes to the chosen side; the other side's is 0.
public struct Select: StorageOp {
  public static let name = "select"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 3)
    try expectBool([inputs[0]])
    guard inputs[1].dtype == inputs[2].dtype else {
      throw GraphError(
        .dtypeMismatch, expected: "two sides of one type",
        found: "\(inputs[1].dtype) and \(inputs[2].dtype)", advice: "cast(to:) one side")
    }
    return [TensorType(try broadcastShape(inputs), inputs[1].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (condition, g) = (context.inputs[0], try context.gradient)
    return [
      nil,
      context.needed[1] ? try select(condition, g, 0) : nil,
      context.needed[2] ? try select(condition, 0, g) : nil,
    ]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = try inputs[1].shape.broadcast(with: inputs[2].shape)
      .broadcast(with: inputs[0].shape)
    return [lowering.elementwise(inputs, shape) { $0.select($1[0], $1[1], $1[2]) }]
  }
}

/// `a` where `condition` holds, else `b`; all three broadcast against each other.
///
/// - Formula: y = condition ? a : b
/// - Shapes: condition, a and b broadcast against each other
/// - DTypes: any
/// - Gradient: g to the chosen side, 0 to the other
/// - PyTorch: torch.where
/// - ONNX: Where
/// - Throws: `GraphError` unless the condition is `bool` and the sides have one type.
public func select(
  _ condition: Variable, _ a: Variable, _ b: Variable, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let sides = try promoted([a, b], CallSite(file: file, line: line))
  return try a.builder.add(Select(), [condition] + sides, file: file, line: line)[0]
}

/// `a` where `condition` holds, else a number.
public func select(
  _ condition: Variable, _ a: Variable, _ b: some ScalarOperand, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try select(condition, a, a.scalar(b, file, line), file: file, line: line)
}

/// A number where `condition` holds, else `b`.
public func select(
  _ condition: Variable, _ a: some ScalarOperand, _ b: Variable, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try select(condition, b.scalar(a, file, line), b, file: file, line: line)
}
