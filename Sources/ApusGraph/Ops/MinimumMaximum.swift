/// The smaller of two elements; a NaN on either side gives NaN. The gradient goes to the smaller
/// one, and half to each where they are equal, as in PyTorch.
public struct Minimum: BinaryOp {
  public static let name = "minimum"
  static let function = BinaryFunction.minimum

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    try selectedGradients(context) { (a, b) throws(GraphError) in try a > b }
  }
}

/// The larger of two elements; a NaN on either side gives NaN. The gradient goes to the larger
/// one, and half to each where they are equal, as in PyTorch.
public struct Maximum: BinaryOp {
  public static let name = "maximum"
  static let function = BinaryFunction.maximum

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    try selectedGradients(context) { (a, b) throws(GraphError) in try a < b }
  }
}

/// 0 to the operand that `loses`, half of g to both where they are equal, g to the others: so a
/// NaN gets its gradient too, as in PyTorch.
private func selectedGradients(
  _ context: GradientContext, loses: (Variable, Variable) throws(GraphError) -> Variable
) throws(GraphError) -> [Variable?] {
  let (a, b, g) = (context.inputs[0], context.inputs[1], try context.gradient)
  let shared = try select(equal(a, b), g * 0.5, g)
  return [
    context.needed[0] ? try select(loses(a, b), 0, shared) : nil,
    context.needed[1] ? try select(loses(b, a), 0, shared) : nil,
  ]
}

/// The smaller of two elements, broadcast against each other; NaN propagates.
///
/// - Formula: y = min(a, b)
/// - Shapes: a and b broadcast against each other
/// - DTypes: numeric
/// - Gradient: g to the smaller one, half to each where they are equal
/// - PyTorch: torch.minimum
/// - ONNX: Min
public func minimum(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Minimum(), a, b, file, line)
}

/// The smaller of each element and a number.
public func minimum(
  _ a: Variable, _ b: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Minimum(), a, a.scalar(b, file, line), file, line)
}

/// The larger of two elements, broadcast against each other; NaN propagates.
///
/// - Formula: y = max(a, b)
/// - Shapes: a and b broadcast against each other
/// - DTypes: numeric
/// - Gradient: g to the larger one, half to each where they are equal
/// - PyTorch: torch.maximum
/// - ONNX: Max
public func maximum(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Maximum(), a, b, file, line)
}

/// The larger of each element and a number.
public func maximum(
  _ a: Variable, _ b: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Maximum(), a, a.scalar(b, file, line), file, line)
}
