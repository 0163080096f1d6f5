/// 2ˣ; its derivative is ln 2 · 2ˣ, from the output.
public struct Exp2: UnaryOp {
  public static let name = "exp2"
  static let function = UnaryFunction.exp2

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try g * (y * 0.6931471805599453)]
  }
}

/// Two to the power of each element.
///
/// - Formula: y = 2ˣ
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · y · ln 2
/// - PyTorch: torch.exp2
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func exp2(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Exp2(), x, file, line)
}

/// eˣ − 1, exact for small x too; its derivative is y + 1.
public struct Expm1: UnaryOp {
  public static let name = "expm1"
  static let function = UnaryFunction.expm1

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try g * (y + 1)]
  }
}

/// eˣ − 1 for each element, exact for small ones too.
///
/// - Formula: y = eˣ − 1
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (y + 1)
/// - PyTorch: torch.expm1
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func expm1(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Expm1(), x, file, line)
}

/// The logarithm to base 2: −∞ at 0, NaN below.
public struct Log2: UnaryOp {
  public static let name = "log2"
  static let function = UnaryFunction.log2

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g / (x * 0.6931471805599453)]
  }
}

/// The logarithm to base 2 of each element: −∞ at 0, NaN below.
///
/// - Formula: y = log₂ x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (x · ln 2)
/// - PyTorch: torch.log2
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func log2(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Log2(), x, file, line)
}

/// The logarithm to base 10: −∞ at 0, NaN below.
public struct Log10: UnaryOp {
  public static let name = "log10"
  static let function = UnaryFunction.log10

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g / (x * 2.302585092994046)]
  }
}

/// The logarithm to base 10 of each element: −∞ at 0, NaN below.
///
/// - Formula: y = log₁₀ x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (x · ln 10)
/// - PyTorch: torch.log10
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func log10(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Log10(), x, file, line)
}

/// ln(1 + x), exact for small x too: −∞ at −1, NaN below.
public struct Log1p: UnaryOp {
  public static let name = "log1p"
  static let function = UnaryFunction.log1p

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g / (x + 1)]
  }
}

/// ln(1 + x) for each element, exact for small ones too: −∞ at −1, NaN below.
///
/// - Formula: y = ln(1 + x)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (1 + x)
/// - PyTorch: torch.log1p
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func log1p(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Log1p(), x, file, line)
}
