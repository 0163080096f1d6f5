/// 1 − erf x, exact where that is small; its derivative is −2/√π · e⁻ˣ².
public struct Erfc: UnaryOp {
  public static let name = "erfc"
  static let function = UnaryFunction.erfc

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g * (exp(-(x * x)) * -1.1283791670955126)]
  }
}

/// The complement of the error function for each element, exact where it is small.
///
/// - Formula: y = 1 − erf x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: −g · 2/√π · e⁻ˣ²
/// - PyTorch: torch.erfc
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func erfc(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Erfc(), x, file, line)
}

/// The inverse of the error function: ±∞ at ±1, NaN beyond; its derivative is √π/2 · e^y².
public struct Erfinv: UnaryOp {
  public static let name = "erfinv"
  static let function = UnaryFunction.erfinv

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try g * (exp(y * y) * 0.886226925452758)]
  }
}

/// The number whose error function each element is: ±∞ at ±1, NaN beyond.
///
/// - Formula: y = erf⁻¹ x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · √π/2 · e^y²
/// - PyTorch: torch.erfinv
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func erfinv(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Erfinv(), x, file, line)
}
