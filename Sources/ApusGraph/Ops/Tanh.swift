/// The hyperbolic tangent; d/dx tanh x = 1 − tanh² x, from the output.
public struct Tanh: UnaryOp {
  public static let name = "tanh"
  static let function = UnaryFunction.tanh

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let y = context.outputs[0]
    return [try context.gradient * (1 - y * y)]
  }
}

/// The hyperbolic tangent of each element.
///
/// - Formula: y = tanh x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (1 − y²)
/// - PyTorch: torch.tanh
/// - ONNX: Tanh
/// - Throws: `GraphError` for another element type.
public func tanh(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Tanh(), x, file, line)
}
