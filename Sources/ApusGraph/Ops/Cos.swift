/// The cosine; d/dx cos x = −sin x.
public struct Cos: UnaryOp {
  public static let name = "cos"
  static let function = UnaryFunction.cos

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try -(context.gradient * sin(context.inputs[0]))]
  }
}

/// The cosine of each element, in radians.
///
/// - Formula: y = cos x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: −g · sin x
/// - PyTorch: torch.cos
/// - ONNX: Cos
/// - Throws: `GraphError` for another element type.
public func cos(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Cos(), x, file, line)
}
