/// aᵇ for floating point, with NumPy broadcasting; the gradients are g·b·aᵇ⁻¹ and g·aᵇ·ln a
/// (0 where a = 0 and b ≥ 0, as in PyTorch).
public struct Power: BinaryOp {
  public static let name = "power"
  static let function = BinaryFunction.power

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try floatOutputs(inputs)
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (a, b, y) = (context.inputs[0], context.inputs[1], context.outputs[0])
    let g = try context.gradient
    var base: Variable?
    var exponent: Variable?
    if context.needed[0] {
      base = try select(equal(b, 0), 0, g * b * power(a, b - 1))
    }
    if context.needed[1] {
      exponent = try select(logicalAnd(equal(a, 0), b >= 0), 0, g * y * log(a))
    }
    return [base, exponent]
  }
}

/// `base` to the power `exponent`, broadcast against each other. Floating point.
///
/// - Formula: y = aᵇ
/// - Shapes: base and exponent broadcast against each other
/// - DTypes: floating point
/// - Gradient: g · b · aᵇ⁻¹ and g · aᵇ · ln a
/// - PyTorch: torch.pow
/// - ONNX: Pow
/// - Throws: `GraphError` for other types or shapes that do not broadcast.
public func power(
  _ base: Variable, _ exponent: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Power(), base, exponent, file, line)
}

/// `base` to the power of a number.
public func power(
  _ base: Variable, _ exponent: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Power(), base, base.scalar(exponent, file, line), file, line)
}
