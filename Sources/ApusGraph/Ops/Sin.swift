/// The sine; d/dx sin x = cos x.
public struct Sin: UnaryOp {
  public static let name = "sin"
  static let function = UnaryFunction.sin

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try context.gradient * cos(context.inputs[0])]
  }
}

/// The sine of each element, in radians.
///
/// - Formula: y = sin x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · cos x
/// - PyTorch: torch.sin
/// - ONNX: Sin
/// - Throws: `GraphError` for another element type.
public func sin(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Sin(), x, file, line)
}
