/// How `gelu` computes the normal distribution.
public enum GELUApproximation: String, Hashable, Sendable, Codable, CaseIterable {
  /// Exactly, with erf: PyTorch's default.
  case none
  /// With tanh(√(2/π) · (x + 0.044715 · x³)), as GPT-2 has it.
  case tanh
}

/// The Gaussian error linear unit, x · Φ(x) = x/2 · (1 + erf(x/√2)) (D. Hendrycks, K. Gimpel,
/// "Gaussian Error Linear Units", 2016), exactly or with tanh for erf. The derivative of the exact
/// form is Φ(x) + x · φ(x), with the normal distribution Φ and its density φ(x) = e^(−x²/2)/√(2π).
public struct GELU: Op {
  public static let name = "gelu"

  /// Which form it has.
  public let approximate: GELUApproximation

  /// An operation of one form.
  public init(approximate: GELUApproximation = .none) { self.approximate = approximate }

  /// Graphs saved without a form have the exact one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    approximate =
      try container.decodeIfPresent(GELUApproximation.self, forKey: .approximate) ?? .none
  }

  /// √(2/π), and the weight of x³.
  private static let (slope, cubic) = (0.7978845608028654, 0.044715)

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let x = context.inputs[0]
    if approximate == .tanh {
      // Beyond 9 the tangent is ±1 in every type; the cube of a larger number might be infinite.
      let inner = try select(abs(x) > 9, 0, x)
      let square = try inner * inner
      let t = try ApusGraph.tanh(Self.slope * x * (1 + Self.cubic * (x * x)))
      let rise = try Self.slope * (1 + 3 * Self.cubic * square)
      return [try context.gradient * 0.5 * ((1 + t) + inner * (1 - t * t) * rise)]
    }
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
        if approximate == .tanh {
          let square = body.binary(.multiply, refs[0], refs[0])
          let cubic = body.binary(.multiply, square, body.constant(Self.cubic, dtype))
          let sum = body.binary(.add, cubic, body.constant(1, dtype))
          let scaled = body.binary(.multiply, refs[0], body.constant(Self.slope, dtype))
          let half = body.binary(.multiply, refs[0], body.constant(0.5, dtype))
          let tangent = body.unary(.tanh, body.binary(.multiply, scaled, sum))
          return body.binary(
            .multiply, half, body.binary(.add, tangent, body.constant(1, dtype)))
        }
        let scaled = body.binary(.multiply, refs[0], body.constant(0.7071067811865476, dtype))
        let sum = body.binary(.add, body.unary(.erf, scaled), body.constant(1, dtype))
        let half = body.binary(.multiply, refs[0], body.constant(0.5, dtype))
        return body.binary(.multiply, half, sum)
      }
    ]
  }
}

/// x · Φ(x) for each element, in the exact form with erf, or with tanh.
///
/// - Formula: y = x · Φ(x) = x/2 · (1 + erf(x/√2)), or x/2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (Φ(x) + x · φ(x))
/// - PyTorch: torch.nn.functional.gelu
/// - ONNX: Gelu
/// - Throws: `GraphError` for another element type.
public func gelu(
  _ x: Variable, approximate: GELUApproximation = .none, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(GELU(approximate: approximate), x, file, line)
}
