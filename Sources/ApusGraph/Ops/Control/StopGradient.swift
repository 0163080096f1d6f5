/// The value as it is; no gradient flows back.
public struct StopGradient: StorageOp {
  public static let name = "stopGradient"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { inputs }
}

/// `x`, as a constant to gradients.
///
/// - Formula: y = x
/// - Shapes: any
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: Tensor.detach
/// - ONNX: —
public func stopGradient(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(StopGradient(), x, file, line)
}
