/// The Gaussian error linear unit, x · Φ(x) = x/2 · (1 + erf(x/√2)) (D. Hendrycks, K. Gimpel,
/// "Gaussian Error Linear Units", 2016; the exact form, PyTorch's default). Its derivative is
/// Φ(x) + x · φ(x), with the normal distribution Φ and its density φ(x) = e^(−x²/2)/√(2π).
public struct GELU: Op {
  public static let name = "gelu"

  /// An operation.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let x = context.inputs[0]
    let distribution = try (erf(x * 0.7071067811865476) + 1) * 0.5
    let density = try exp(x * x * -0.5) * 0.3989422804014327
    return [try context.gradient * (distribution + x * density)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let dtype = inputs[0].dtype
    return [
      lowering.elementwise(inputs, inputs[0].shape) { body, refs in
        let scaled = body.binary(.multiply, refs[0], body.constant(0.7071067811865476, dtype))
        let sum = body.binary(.add, body.unary(.erf, scaled), body.constant(1, dtype))
        let half = body.binary(.multiply, refs[0], body.constant(0.5, dtype))
        return body.binary(.multiply, half, sum)
      }
    ]
  }
}

/// x · Φ(x) for each element, in the exact form with erf.
///
/// - Formula: y = x · Φ(x) = x/2 · (1 + erf(x/√2))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (Φ(x) + x · φ(x))
/// - PyTorch: torch.nn.functional.gelu
/// - ONNX: Gelu
/// - Throws: `GraphError` for another element type.
public func gelu(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(GELU(), x, file, line)
}
