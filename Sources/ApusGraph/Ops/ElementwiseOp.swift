/// An operation of one floating-point operand, element by element.
protocol UnaryOp: Op {
  static var function: UnaryFunction { get }
}

extension UnaryOp {
  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    return inputs
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.elementwise(inputs, inputs[0].shape) { $0.unary(Self.function, $1[0]) }]
  }
}

/// An operation whose two operands have one type; functions convert them (see `promoted`).
protocol PromotingOp: Op {}

/// An operation of two operands of one type, broadcast against each other.
protocol BinaryOp: PromotingOp {
  static var function: BinaryFunction { get }
}

extension BinaryOp {
  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    return [TensorType(try broadcastShape(inputs), try commonType(inputs))]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = try inputs[0].shape.broadcast(with: inputs[1].shape)
    return [lowering.elementwise(inputs, shape) { $0.binary(Self.function, $1[0], $1[1]) }]
  }
}

extension Op {
  /// The output of two floating-point inputs of one type, broadcast against each other.
  func floatOutputs(_ inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectFloat(inputs)
    return [TensorType(try broadcastShape(inputs), try commonType(inputs))]
  }

  /// The shape that all inputs broadcast to.
  func broadcastShape(_ inputs: [TensorType]) throws -> Shape {
    try inputs.dropFirst().reduce(inputs[0].shape) { try $0.broadcast(with: $1.shape) }
  }

  /// The element type that arithmetic inputs share.
  func commonType(_ inputs: [TensorType], from first: Int = 0) throws(GraphError) -> DType {
    let dtype = inputs[first].dtype
    let found = inputs[first...].map(\.dtype.rawValue).joined(separator: " and ")
    if inputs[first...].allSatisfy({ $0.dtype == .bool }) {
      throw GraphError(
        .dtypeMismatch, expected: "numeric operands", found: found,
        advice:
          "bool has no arithmetic: logicalAnd, logicalOr and logicalXor combine, any, all and "
          + "countNonZero reduce; cast(_:to:) makes numbers of it")
    }
    for input in inputs[first...] where input.dtype != dtype {
      throw GraphError(
        .dtypeMismatch, expected: "numeric operands of one type", found: found,
        advice: "cast(_:to:) one side; functions and operators do so, operations do not")
    }
    return dtype
  }
}

/// Applies a unary operation; for the public functions of one operand.
func apply(
  _ op: some Op, _ x: Variable, _ file: String, _ line: Int, function: String = #function
) throws(GraphError) -> Variable {
  try x.builder.add(op, [x], file: file, line: line, function: function)[0]
}

/// Applies a binary operation; for the public functions of two operands.
func apply(
  _ op: some Op, _ a: Variable, _ b: Variable, _ file: String? = nil, _ line: Int = 0,
  function: String = #function
) throws(GraphError) -> Variable {
  a.builder.record(function, [a, b])
  let site = file.map { CallSite(file: $0, line: line) }
  let operands = op is any PromotingOp ? try promoted([a, b], site) : [a, b]
  return try a.builder.append(op, operands, site)[0]
}

/// The operands converted to the type that arithmetic on them gives; docs/dtypes.md has the rules.
func promoted(
  _ operands: [Variable], _ site: CallSite? = nil
) throws(GraphError) -> [Variable] {
  guard let first = operands.first?.dtype, operands.contains(where: { $0.dtype != first }) else {
    return operands
  }
  let dtype = operands.reduce(first) { $0.promoted(with: $1.dtype) }
  return try operands.map { x throws(GraphError) in
    x.dtype == dtype ? x : try x.builder.append(Cast(to: dtype), [x], site)[0]
  }
}
