/// The natural logarithm; d/dx ln x = 1/x. Negative x gives NaN, 0 gives −∞.
public struct Log: UnaryOp {
  public static let name = "log"
  static let function = UnaryFunction.log

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try context.gradient / context.inputs[0]]
  }
}

/// The natural logarithm of each element.
///
/// - Formula: y = ln x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / x
/// - PyTorch: torch.log
/// - ONNX: Log
/// - Throws: `GraphError` for another element type.
public func log(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Log(), x, file, line)
}
