/// Conversion to another element type. Floating point to integer rounds towards zero and
/// saturates, NaN becomes 0; anything but 0 is true. Gradients flow between floating-point types.
public struct Cast: StorageOp, CustomStringConvertible {
  public static let name = "cast"
  /// The element type of the result.
  public let dtype: DType

  /// The operation that converts to `dtype`.
  public init(to dtype: DType) { self.dtype = dtype }

  public var description: String { "cast to \(dtype)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    return [TensorType(inputs[0].shape, dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let input = context.inputs[0]
    guard input.dtype.isFloatingPoint, dtype.isFloatingPoint else { return [nil] }
    return [try cast(context.gradient, to: input.dtype)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    if inputs[0].dtype == dtype { return inputs }
    return [lowering.elementwise(inputs, inputs[0].shape) { $0.cast($1[0], to: dtype) }]
  }
}

/// `x` converted to another element type.
///
/// - Formula: x in another element type
/// - Shapes: any
/// - DTypes: any
/// - Gradient: g, cast back, between floating-point types
/// - PyTorch: Tensor.to
/// - ONNX: Cast
public func cast(
  _ x: Variable, to dtype: DType, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  x.dtype == dtype ? x : try apply(Cast(to: dtype), x, file, line)
}

/// What `body` makes of `inputs`, computed in float32 where they are of a half type: each operation
/// would round its result to that type, or leave its range. The result has the type that the inputs
/// promote to, and gradients are computed in float32 as well.
func computedWide(
  _ inputs: [Variable], _ body: ([Variable]) throws(GraphError) -> Variable
) throws(GraphError) -> Variable {
  guard let first = inputs.first?.dtype, inputs.contains(where: { $0.dtype.isHalf }) else {
    return try body(inputs)
  }
  let dtype = inputs.reduce(first) { $0.promoted(with: $1.dtype) }
  let wide = try inputs.map { input throws(GraphError) in
    try cast(input, to: input.dtype.computed)
  }
  return try cast(body(wide), to: dtype)
}
