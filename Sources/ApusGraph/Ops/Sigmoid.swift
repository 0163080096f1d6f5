/// The logistic function 1/(1 + e⁻ˣ); its derivative is y(1 − y), from the output.
public struct Sigmoid: UnaryOp {
  public static let name = "sigmoid"
  static let function = UnaryFunction.sigmoid

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let y = context.outputs[0]
    return [try context.gradient * (y * (1 - y))]
  }
}

/// The logistic function of each element.
///
/// - Formula: y = 1 / (1 + e⁻ˣ)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · y · (1 − y)
/// - PyTorch: torch.sigmoid
/// - ONNX: Sigmoid
/// - Throws: `GraphError` for another element type.
public func sigmoid(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Sigmoid(), x, file, line)
}
