/// A function of the bits of two integers (or `bool`s, which have one), broadcast against each other;
/// no gradient. Shifts by less than 0 or by all bits move every bit out.
public struct Bitwise: Op, CustomStringConvertible {
  public static let name = "bitwise"

  /// Which function.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case and, or, xor, shiftLeft, shiftRight

    var function: BinaryFunction {
      switch self {
      case .and: .bitAnd
      case .or: .bitOr
      case .xor: .bitXor
      case .shiftLeft: .shiftLeft
      case .shiftRight: .shiftRight
      }
    }
  }

  /// Which function.
  public let kind: Kind

  /// The function `kind`.
  public init(_ kind: Kind) { self.kind = kind }

  public var description: String { "bitwise \(kind.rawValue)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    let isShift = kind == .shiftLeft || kind == .shiftRight
    try expectBits(inputs, includingBool: !isShift)
    return [TensorType(try broadcastShape(inputs), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil, nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = try inputs[0].shape.broadcast(with: inputs[1].shape)
    return [lowering.elementwise(inputs, shape) { $0.binary(kind.function, $1[0], $1[1]) }]
  }
}

/// Every bit of an integer (or the one of a `bool`) the other way round; no gradient.
public struct BitwiseNot: Op {
  public static let name = "bitwiseNot"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectBits(inputs, includingBool: true)
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
  /// - Throws: `GraphError` unless all inputs are of one type with bits.
  fileprivate func expectBits(
    _ inputs: [TensorType], includingBool: Bool
  ) throws(GraphError) {
    let dtype = inputs[0].dtype
    let hasBits = dtype.isInteger || (includingBool && dtype == .bool)
    guard hasBits, inputs.allSatisfy({ $0.dtype == dtype }) else {
      throw GraphError(
        .dtypeMismatch,
        expected: "integer\(includingBool ? " or bool" : "") operands of one type",
        found: inputs.map(\.dtype.rawValue).joined(separator: " and "),
        advice: "cast(to:) one side; types are never converted silently")
    }
  }
}

/// The bits that both operands have.
///
/// - Formula: y = a & b
/// - Shapes: a and b broadcast against each other
/// - DTypes: integer, bool
/// - Gradient: none
/// - PyTorch: torch.bitwise_and
/// - ONNX: BitwiseAnd
/// - Throws: `GraphError` for types that differ, or that have no bits to speak of.
public func bitwiseAnd(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.and), a, b, file, line)
}

/// The same with a number for all elements.
public func bitwiseAnd(
  _ a: Variable, _ b: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.and), a, a.scalar(b, file, line), file, line)
}

/// The bits that either operand has.
///
/// - Formula: y = a | b
/// - Shapes: a and b broadcast against each other
/// - DTypes: integer, bool
/// - Gradient: none
/// - PyTorch: torch.bitwise_or
/// - ONNX: BitwiseOr
/// - Throws: `GraphError` for types that differ, or that have no bits to speak of.
public func bitwiseOr(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.or), a, b, file, line)
}

/// The same with a number for all elements.
public func bitwiseOr(
  _ a: Variable, _ b: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.or), a, a.scalar(b, file, line), file, line)
}

/// The bits that one of the operands has.
///
/// - Formula: y = a ^ b
/// - Shapes: a and b broadcast against each other
/// - DTypes: integer, bool
/// - Gradient: none
/// - PyTorch: torch.bitwise_xor
/// - ONNX: BitwiseXor
/// - Throws: `GraphError` for types that differ, or that have no bits to speak of.
public func bitwiseXor(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.xor), a, b, file, line)
}

/// The same with a number for all elements.
public func bitwiseXor(
  _ a: Variable, _ b: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.xor), a, a.scalar(b, file, line), file, line)
}

/// Each integer with its bits moved up by b places; places below 0 or beyond the type give 0.
///
/// - Formula: y = a · 2ᵇ, modulo the type's range
/// - Shapes: a and b broadcast against each other
/// - DTypes: integer
/// - Gradient: none
/// - PyTorch: torch.bitwise_left_shift
/// - ONNX: BitShift (LEFT)
/// - Throws: `GraphError` for types that differ, or that have no bits to speak of.
public func shiftLeft(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.shiftLeft), a, b, file, line)
}

/// The same with a number for all elements.
public func shiftLeft(
  _ a: Variable, _ b: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.shiftLeft), a, a.scalar(b, file, line), file, line)
}

/// Each integer with its bits moved down by b places, the sign filling up; places below 0 or
/// beyond the type leave the sign only.
///
/// - Formula: y = ⌊a / 2ᵇ⌋
/// - Shapes: a and b broadcast against each other
/// - DTypes: integer
/// - Gradient: none
/// - PyTorch: torch.bitwise_right_shift
/// - ONNX: BitShift (RIGHT)
/// - Throws: `GraphError` for types that differ, or that have no bits to speak of.
public func shiftRight(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.shiftRight), a, b, file, line)
}

/// The same with a number for all elements.
public func shiftRight(
  _ a: Variable, _ b: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Bitwise(.shiftRight), a, a.scalar(b, file, line), file, line)
}

/// Every bit the other way round; of `bool`, the opposite.
///
/// - Formula: y = ~x
/// - Shapes: any
/// - DTypes: integer, bool
/// - Gradient: none
/// - PyTorch: torch.bitwise_not
/// - ONNX: BitwiseNot
/// - Throws: `GraphError` for floating point.
public func bitwiseNot(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(BitwiseNot(), x, file, line)
}
