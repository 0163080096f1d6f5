/// The error function, 2/√π ∫₀ˣ e⁻ᵗ² dt; its derivative is 2/√π · e⁻ˣ².
public struct Erf: UnaryOp {
  public static let name = "erf"
  static let function = UnaryFunction.erf

  /// An operation.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let x = context.inputs[0]
    return [try context.gradient * (exp(-(x * x)) * 1.1283791670955126)]
  }
}

/// The error function of each element.
///
/// - Formula: y = 2/√π ∫₀ˣ e⁻ᵗ² dt
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · 2/√π · e⁻ˣ²
/// - PyTorch: torch.erf
/// - ONNX: Erf
/// - Throws: `GraphError` for another element type.
public func erf(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Erf(), x, file, line)
}
