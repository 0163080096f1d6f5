/// e to the power x; d/dx eˣ = eˣ, from the output.
public struct Exp: UnaryOp {
  public static let name = "exp"
  static let function = UnaryFunction.exp

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try context.gradient * context.outputs[0]]
  }
}

/// e to the power of each element.
///
/// - Formula: y = eˣ
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · y
/// - PyTorch: torch.exp
/// - ONNX: Exp
/// - Throws: `GraphError` for another element type.
public func exp(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Exp(), x, file, line)
}
