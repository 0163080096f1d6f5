/// A logical function of two `bool` operands, broadcast against each other; no gradient.
public struct Logical: Op, CustomStringConvertible {
  public static let name = "logical"

  /// Which function.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case and, or, xor
  }

  /// Which function.
  public let kind: Kind

  /// The function `kind`.
  public init(_ kind: Kind) { self.kind = kind }

  public var description: String { "logical \(kind.rawValue)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectBool(inputs)
    return [TensorType(try broadcastShape(inputs), .bool)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil, nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = try inputs[0].shape.broadcast(with: inputs[1].shape)
    let function: BinaryFunction =
      switch kind {
      case .and: .and
      case .or: .or
      case .xor: .notEqual
      }
    return [lowering.elementwise(inputs, shape) { $0.binary(function, $1[0], $1[1]) }]
  }
}

/// The negation of a `bool` operand; no gradient.
public struct LogicalNot: Op {
  public static let name = "not"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectBool(inputs)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.elementwise(inputs, inputs[0].shape) { $0.unary(.not, $1[0]) }]
  }
}

extension Op {
  /// - Throws: `GraphError` unless all inputs are `bool`.
  func expectBool(_ inputs: [TensorType]) throws(GraphError) {
    for input in inputs where input.dtype != .bool {
      throw GraphError(
        .dtypeMismatch, expected: "bool operands", found: "\(input.dtype)",
        advice: "compare first, as in x > 0")
    }
  }
}

/// Where both operands hold.
///
/// - Formula: y = a ∧ b
/// - Shapes: a and b broadcast against each other
/// - DTypes: bool
/// - Gradient: none
/// - PyTorch: torch.logical_and
/// - ONNX: And
public func logicalAnd(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Logical(.and), a, b, file, line)
}

/// Where either operand holds.
///
/// - Formula: y = a ∨ b
/// - Shapes: a and b broadcast against each other
/// - DTypes: bool
/// - Gradient: none
/// - PyTorch: torch.logical_or
/// - ONNX: Or
public func logicalOr(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Logical(.or), a, b, file, line)
}

/// Where one of the operands holds and the other does not.
///
/// - Formula: y = a ⊕ b
/// - Shapes: a and b broadcast against each other
/// - DTypes: bool
/// - Gradient: none
/// - PyTorch: torch.logical_xor
/// - ONNX: Xor
public func logicalXor(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Logical(.xor), a, b, file, line)
}

/// Where the operand does not hold.
///
/// - Formula: y = ¬x
/// - Shapes: any
/// - DTypes: bool
/// - Gradient: none
/// - PyTorch: torch.logical_not
/// - ONNX: Not
public func logicalNot(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(LogicalNot(), x, file, line)
}
