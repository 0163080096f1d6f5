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

/// An operation of two operands of one type, broadcast against each other.
protocol BinaryOp: Op {
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
    for input in inputs[first...] where input.dtype != dtype || dtype == .bool {
      throw GraphError(
        .dtypeMismatch, expected: "numeric operands of one type",
        found: inputs[first...].map(\.dtype.rawValue).joined(separator: " and "),
        advice: "cast(to:) one side; types are never converted silently")
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
  return try a.builder.append(op, [a, b], file.map { CallSite(file: $0, line: line) })[0]
}
