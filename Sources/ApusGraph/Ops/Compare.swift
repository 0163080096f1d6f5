/// A comparison of two operands of one type, broadcast against each other; the result is `bool`
/// and has no gradient. Every comparison with NaN is false, but for `notEqual`.
public struct Compare: PromotingOp, CustomStringConvertible {
  public static let name = "compare"

  /// Which comparison.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual

    var function: BinaryFunction {
      switch self {
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .equal: .equal
      case .notEqual: .notEqual
      }
    }
  }

  /// Which comparison.
  public let kind: Kind

  /// The comparison `kind`.
  public init(_ kind: Kind) { self.kind = kind }

  public var description: String { "compare \(kind.rawValue)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    let isLogical = inputs[0].dtype == .bool && inputs[1].dtype == .bool
    if !isLogical || !(kind == .equal || kind == .notEqual) { _ = try commonType(inputs) }
    return [TensorType(try broadcastShape(inputs), .bool)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil, nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = try inputs[0].shape.broadcast(with: inputs[1].shape)
    return [lowering.elementwise(inputs, shape) { $0.binary(kind.function, $1[0], $1[1]) }]
  }
}

extension Variable {
  /// Where a is less than b.
  ///
  /// - Formula: y = a < b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: none
  /// - PyTorch: torch.lt
  /// - ONNX: Less
  public static func < (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Compare(.less), a, b)
  }
  /// Where an element is less than a number.
  public static func < (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Compare(.less), a, a.scalar(b))
  }
  /// Where a is at most b.
  ///
  /// - Formula: y = a ≤ b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: none
  /// - PyTorch: torch.le
  /// - ONNX: LessOrEqual
  public static func <= (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Compare(.lessOrEqual), a, b)
  }
  /// Where an element is at most a number.
  public static func <= (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Compare(.lessOrEqual), a, a.scalar(b))
  }
  /// Where a is greater than b.
  ///
  /// - Formula: y = a > b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: none
  /// - PyTorch: torch.gt
  /// - ONNX: Greater
  public static func > (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Compare(.greater), a, b)
  }
  /// Where an element is greater than a number.
  public static func > (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Compare(.greater), a, a.scalar(b))
  }
  /// Where a is at least b.
  ///
  /// - Formula: y = a ≥ b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: none
  /// - PyTorch: torch.ge
  /// - ONNX: GreaterOrEqual
  public static func >= (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Compare(.greaterOrEqual), a, b)
  }
  /// Where an element is at least a number.
  public static func >= (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Compare(.greaterOrEqual), a, a.scalar(b))
  }
}

/// Where two operands are equal. (`==` compares the handles.)
///
/// - Formula: y = (a = b)
/// - Shapes: a and b broadcast against each other
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.eq
/// - ONNX: Equal
public func equal(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Compare(.equal), a, b, file, line)
}

/// Where an element equals a number.
public func equal(
  _ a: Variable, _ b: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Compare(.equal), a, a.scalar(b, file, line), file, line)
}

/// Where two operands differ; NaN differs from everything.
///
/// - Formula: y = (a ≠ b)
/// - Shapes: a and b broadcast against each other
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.ne
/// - ONNX: —
public func notEqual(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Compare(.notEqual), a, b, file, line)
}

/// Where an element differs from a number.
public func notEqual(
  _ a: Variable, _ b: some ScalarOperand, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(Compare(.notEqual), a, a.scalar(b, file, line), file, line)
}
