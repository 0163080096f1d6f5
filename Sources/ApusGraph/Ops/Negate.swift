/// −x, for every numeric type; the gradient is −g.
public struct Negate: Op {
  public static let name = "negate"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    return [TensorType(inputs[0].shape, try commonType(inputs))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try -context.gradient]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.elementwise(inputs, inputs[0].shape) { $0.unary(.negate, $1[0]) }]
  }
}

extension Variable {
  /// −x for each element.
  ///
  /// - Formula: y = −x
  /// - Shapes: any
  /// - DTypes: numeric
  /// - Gradient: −g
  /// - PyTorch: torch.neg
  /// - ONNX: Neg
  public static prefix func - (x: Variable) throws(GraphError) -> Variable {
    x.builder.record(#function, [x])
    return try x.builder.append(Negate(), [x])[0]
  }
}
