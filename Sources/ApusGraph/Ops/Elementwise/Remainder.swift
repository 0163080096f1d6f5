/// What is left of a by whole multiples of b, for every numeric type. The gradients are g, and −g
/// times the number of multiples. For floating point, b = 0 gives NaN; for integers 0.
public struct Remainder: PromotingOp, CustomStringConvertible {
  public static let name = "remainder"

  /// Whose sign the result has.
  public enum Sign: String, Hashable, Sendable, Codable, CaseIterable {
    /// b's, as in Python: the quotient is rounded down.
    case divisor
    /// a's, as in C: the quotient is rounded towards zero.
    case dividend
  }

  /// Whose sign the result has.
  public let sign: Sign

  /// The remainder with the sign of `sign`.
  public init(_ sign: Sign) { self.sign = sign }

  public var description: String { "remainder with the sign of the \(sign.rawValue)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    return [TensorType(try broadcastShape(inputs), try commonType(inputs))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (a, b, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    guard context.needed[1] else { return [g, nil] }
    // From the remainder itself: the quotient a / b may be rounded up to the next whole number. By 0
    // there is no remainder, and the quotient is infinite.
    let multiple = try select(equal(b, 0), a, a - context.outputs[0])
    let whole = try round(multiple / b)
    return [g, try -(g * whole)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (dtype, shape) = (inputs[0].dtype, try inputs[0].shape.broadcast(with: inputs[1].shape))
    let rest = lowering.elementwise(inputs, shape) { body, refs in
      let rest = body.binary(.fmod, refs[0], refs[1])
      if sign == .dividend || dtype.isUnsigned { return rest }
      let zero = body.constant(0, dtype)
      let differs = body.binary(
        .notEqual, body.binary(.less, rest, zero), body.binary(.less, refs[1], zero))
      let isShort = body.binary(.and, body.binary(.notEqual, rest, zero), differs)
      return body.select(isShort, body.binary(.add, rest, refs[1]), rest)
    }
    return [rest]
  }
}

/// The remainder of a division rounded down: it has the sign of the divisor, as in Python. For
/// floating point, division by 0 gives NaN; for integers the remainder is 0.
///
/// - Formula: y = a − b · ⌊a / b⌋
/// - Shapes: a and b broadcast against each other
/// - DTypes: numeric
/// - Gradient: g and −g · ⌊a / b⌋
/// - PyTorch: torch.remainder
/// - ONNX: Mod (fmod = 0)
/// - Throws: `GraphError` for shapes that do not fit, or `bool`.
public func remainder(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Remainder(.divisor), a, b, file, line)
}

/// The remainder by a number; it has the sign of the number.
public func remainder(
  _ a: Variable, _ b: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Remainder(.divisor), a, a.scalar(b, file, line), file, line)
}

/// The remainder of a division rounded towards zero: it has the sign of the dividend, as in C. For
/// floating point, division by 0 gives NaN; for integers the remainder is 0.
///
/// - Formula: y = a − b · trunc(a / b)
/// - Shapes: a and b broadcast against each other
/// - DTypes: numeric
/// - Gradient: g and −g · trunc(a / b)
/// - PyTorch: torch.fmod
/// - ONNX: Mod (fmod = 1)
/// - Throws: `GraphError` for shapes that do not fit, or `bool`.
public func fmod(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Remainder(.dividend), a, b, file, line)
}

/// The remainder by a number; it has the sign of the dividend.
public func fmod(
  _ a: Variable, _ b: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Remainder(.dividend), a, a.scalar(b, file, line), file, line)
}

extension Variable {
  /// The remainder with the sign of the divisor, as in Python; `fmod` has that of the dividend, as
  /// Swift's % does for integers.
  ///
  /// - Formula: y = a − b · ⌊a / b⌋
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: g and −g · ⌊a / b⌋
  /// - PyTorch: torch.remainder
  /// - ONNX: Mod (fmod = 0)
  public static func % (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Remainder(.divisor), a, b)
  }
  /// The remainder by a number; it has the sign of the number.
  public static func % (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Remainder(.divisor), a, a.scalar(b))
  }
}
