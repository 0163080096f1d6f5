/// |x|, for every numeric type; the gradient is g where x > 0, −g where x < 0 and 0 at 0.
public struct Abs: Op {
  public static let name = "abs"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    return [TensorType(inputs[0].shape, try commonType(inputs))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try select(x > 0, g, select(x < 0, -g, 0))]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.elementwise(inputs, inputs[0].shape) { $0.unary(.abs, $1[0]) }]
  }
}

/// The absolute value of each element. Any shape, any numeric type.
///
/// - Formula: y = |x|
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: g where x > 0, −g where x < 0, 0 at 0
/// - PyTorch: torch.abs
/// - ONNX: Abs
/// - Throws: `GraphError` for `bool`.
public func abs(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Abs(), x, file, line)
}
