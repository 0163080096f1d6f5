/// Each number as a whole number of its type. Integers stay as they are. The gradient is 0.
public struct Rounding: Op, CustomStringConvertible {
  public static let name = "rounding"

  /// Which whole number.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Down, up, to the nearest (the even one of two), towards zero.
    case floor, ceil, round, trunc

    var function: UnaryFunction {
      switch self {
      case .floor: .floor
      case .ceil: .ceil
      case .round: .round
      case .trunc: .trunc
      }
    }
  }

  /// Which whole number.
  public let kind: Kind

  /// The operation `kind`.
  public init(_ kind: Kind) { self.kind = kind }

  public var description: String { kind.rawValue }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    return [TensorType(inputs[0].shape, try commonType(inputs))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    guard inputs[0].dtype.isFloatingPoint else { return inputs }
    return [lowering.elementwise(inputs, inputs[0].shape) { $0.unary(kind.function, $1[0]) }]
  }
}

/// The largest whole number up to each element.
///
/// - Formula: y = ⌊x⌋
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.floor
/// - ONNX: Floor
/// - Throws: `GraphError` for `bool`.
public func floor(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Rounding(.floor), x, file, line)
}

/// The smallest whole number from each element on.
///
/// - Formula: y = ⌈x⌉
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.ceil
/// - ONNX: Ceil
/// - Throws: `GraphError` for `bool`.
public func ceil(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Rounding(.ceil), x, file, line)
}

/// The nearest whole number; of two equally near, the even one.
///
/// - Formula: y = ⌊x⌉, half to even
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.round
/// - ONNX: Round
/// - Throws: `GraphError` for `bool`.
public func round(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Rounding(.round), x, file, line)
}

/// The whole part of each element.
///
/// - Formula: y = sign x · ⌊|x|⌋
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.trunc
/// - ONNX: —
/// - Throws: `GraphError` for `bool`.
public func trunc(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Rounding(.trunc), x, file, line)
}
