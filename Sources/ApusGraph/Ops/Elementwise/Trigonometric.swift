/// The tangent; d/dx tan x = 1 + tan² x, from the output.
public struct Tan: UnaryOp {
  public static let name = "tan"
  static let function = UnaryFunction.tan

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try g * (1 + y * y)]
  }
}

/// The tangent of each element, in radians.
///
/// - Formula: y = tan x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (1 + y²)
/// - PyTorch: torch.tan
/// - ONNX: Tan
/// - Throws: `GraphError` for another element type.
public func tan(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Tan(), x, file, line)
}

/// The inverse of the sine, in −π/2…π/2; NaN outside of −1…1.
public struct Asin: UnaryOp {
  public static let name = "asin"
  static let function = UnaryFunction.asin

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    // The factors keep their digits where x is close to ±1.
    return [try g / sqrt((1 - x) * (1 + x))]
  }
}

/// The angle in −π/2…π/2 whose sine each element is; NaN outside of −1…1.
///
/// - Formula: y = arcsin x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / √(1 − x²)
/// - PyTorch: torch.asin
/// - ONNX: Asin
/// - Throws: `GraphError` for another element type.
public func asin(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Asin(), x, file, line)
}

/// The inverse of the cosine, in 0…π; NaN outside of −1…1.
public struct Acos: UnaryOp {
  public static let name = "acos"
  static let function = UnaryFunction.acos

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    return [try -g / sqrt((1 - x) * (1 + x))]
  }
}

/// The angle in 0…π whose cosine each element is; NaN outside of −1…1.
///
/// - Formula: y = arccos x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: −g / √(1 − x²)
/// - PyTorch: torch.acos
/// - ONNX: Acos
/// - Throws: `GraphError` for another element type.
public func acos(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Acos(), x, file, line)
}

/// The inverse of the tangent, in −π/2…π/2.
public struct Atan: UnaryOp {
  public static let name = "atan"
  static let function = UnaryFunction.atan

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    let slope = try computedWide([x, g]) { wide throws(GraphError) in
      try wide[1] / (1 + wide[0] * wide[0])
    }
    return [slope]
  }
}

/// The angle in −π/2…π/2 whose tangent each element is.
///
/// - Formula: y = arctan x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (1 + x²)
/// - PyTorch: torch.atan
/// - ONNX: Atan
/// - Throws: `GraphError` for another element type.
public func atan(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Atan(), x, file, line)
}

/// The angle of the point (x, y), in −π…π. A zero keeps its sign only where it was stored: kernels
/// do not keep the signs of zeros that they compute.
public struct Atan2: BinaryOp {
  public static let name = "atan2"
  static let function = BinaryFunction.atan2

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try floatOutputs(inputs)
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let dtype = context.inputs[0].dtype
    // Squares are soon beyond the half types.
    let wide = try [context.inputs[0], context.inputs[1], context.gradient].map {
      try cast($0, to: dtype.computed)
    }
    let (y, x, g) = (wide[0], wide[1], wide[2])
    // At the origin 0, as in PyTorch.
    let square = try x * x + y * y
    let scaled = try select(equal(square, 0), 0, g / square)
    return [
      context.needed[0] ? try cast(scaled * x, to: dtype) : nil,
      context.needed[1] ? try cast(-scaled * y, to: dtype) : nil,
    ]
  }
}

/// The angle of each point (x, y), in −π…π; the y comes first, as everywhere.
///
/// - Formula: φ with x = r · cos φ and y = r · sin φ
/// - Shapes: y and x broadcast against each other
/// - DTypes: floating point
/// - Gradient: g · x / (x² + y²) and −g · y / (x² + y²); 0 at the origin
/// - PyTorch: torch.atan2
/// - ONNX: —
/// - Throws: `GraphError` for other types or shapes that do not broadcast.
public func atan2(
  _ y: Variable, _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Atan2(), y, x, file, line)
}
