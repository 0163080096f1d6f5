/// The square root; d/dx √x = 1/(2√x), from the output.
public struct Sqrt: UnaryOp {
  public static let name = "sqrt"
  static let function = UnaryFunction.sqrt

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try context.gradient / (context.outputs[0] * 2)]
  }
}

/// The square root of each element.
///
/// - Formula: y = √x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (2 · y)
/// - PyTorch: torch.sqrt
/// - ONNX: Sqrt
/// - Throws: `GraphError` for another element type.
public func sqrt(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Sqrt(), x, file, line)
}
