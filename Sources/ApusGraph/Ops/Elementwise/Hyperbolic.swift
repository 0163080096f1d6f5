/// The hyperbolic sine; its derivative is cosh x.
public struct Sinh: UnaryOp {
  public static let name = "sinh"
  static let function = UnaryFunction.sinh

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g * cosh(x)]
  }
}

/// The hyperbolic sine of each element.
///
/// - Formula: y = sinh x = (eˣ − e⁻ˣ) / 2
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · cosh x
/// - PyTorch: torch.sinh
/// - ONNX: Sinh
/// - Throws: `GraphError` for another element type.
public func sinh(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Sinh(), x, file, line)
}

/// The hyperbolic cosine; its derivative is sinh x.
public struct Cosh: UnaryOp {
  public static let name = "cosh"
  static let function = UnaryFunction.cosh

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g * sinh(x)]
  }
}

/// The hyperbolic cosine of each element.
///
/// - Formula: y = cosh x = (eˣ + e⁻ˣ) / 2
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · sinh x
/// - PyTorch: torch.cosh
/// - ONNX: Cosh
/// - Throws: `GraphError` for another element type.
public func cosh(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Cosh(), x, file, line)
}

/// The inverse of the hyperbolic sine.
public struct Asinh: UnaryOp {
  public static let name = "asinh"
  static let function = UnaryFunction.asinh

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    let slope = try computedWide([x, g]) { wide throws(GraphError) in
      try wide[1] / sqrt(wide[0] * wide[0] + 1)
    }
    return [slope]
  }
}

/// The number whose hyperbolic sine each element is.
///
/// - Formula: y = arsinh x = ln(x + √(x² + 1))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / √(x² + 1)
/// - PyTorch: torch.asinh
/// - ONNX: Asinh
/// - Throws: `GraphError` for another element type.
public func asinh(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Asinh(), x, file, line)
}

/// The inverse of the hyperbolic cosine; NaN below 1.
public struct Acosh: UnaryOp {
  public static let name = "acosh"
  static let function = UnaryFunction.acosh

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try g / (sqrt(x - 1) * sqrt(x + 1))]
  }
}

/// The number whose hyperbolic cosine each element is; NaN below 1.
///
/// - Formula: y = arcosh x = ln(x + √(x² − 1))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (√(x − 1) · √(x + 1))
/// - PyTorch: torch.acosh
/// - ONNX: Acosh
/// - Throws: `GraphError` for another element type.
public func acosh(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Acosh(), x, file, line)
}

/// The inverse of the hyperbolic tangent; ±∞ at ±1, NaN beyond.
public struct Atanh: UnaryOp {
  public static let name = "atanh"
  static let function = UnaryFunction.atanh

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    // The factors keep their digits where x is close to ±1.
    return [try g / ((1 - x) * (1 + x))]
  }
}

/// The number whose hyperbolic tangent each element is; ±∞ at ±1, NaN beyond.
///
/// - Formula: y = artanh x = ½ ln((1 + x) / (1 − x))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (1 − x²)
/// - PyTorch: torch.atanh
/// - ONNX: Atanh
/// - Throws: `GraphError` for another element type.
public func atanh(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Atanh(), x, file, line)
}
