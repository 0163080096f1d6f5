/// max(x, 0), which lets NaN through; the gradient passes where the output is positive or NaN,
/// so that it is 0 at 0 as in PyTorch.
public struct ReLU: UnaryOp {
  public static let name = "relu"
  static let function = UnaryFunction.relu

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let y = context.outputs[0]
    return [try select(y <= 0, 0, context.gradient)]
  }
}

/// The rectified linear unit of each element.
///
/// - Formula: y = max(x, 0)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where x > 0, else 0
/// - PyTorch: torch.relu
/// - ONNX: Relu
/// - Throws: `GraphError` for another element type.
public func relu(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(ReLU(), x, file, line)
}
