/// A Swift number next to a variable. It is weak: it takes the variable's element type.
public protocol ScalarOperand {
  /// The number as a Double.
  var scalarValue: Double { get }
  /// The number itself, if it is a whole one that a Double may not hold.
  var scalarInteger: Int64? { get }
}

extension ScalarOperand {
  /// None: the Double is the number.
  public var scalarInteger: Int64? { nil }

  /// The number as a scalar of an element type.
  /// - Throws: `GraphError` if an integer type does not have it.
  func constant(_ dtype: DType) throws(GraphError) -> ScalarConstant {
    if let range = dtype.wholeNumbers {
      let number = scalarInteger ?? Int64(exactly: scalarValue)
      guard number.map(range.contains) ?? false else {
        throw GraphError(
          .invalidArgument,
          expected:
            "a whole number from \(range.lowerBound) to \(range.upperBound) next to \(dtype)",
          found: scalarInteger.map { "\($0)" } ?? "\(scalarValue)",
          advice: "cast(to: .float32) first, or another type that has the number")
      }
    }
    return scalarInteger.map { ScalarConstant(integer: $0, dtype: dtype) }
      ?? ScalarConstant(value: scalarValue, dtype: dtype)
  }
}

extension Int: ScalarOperand {
  public var scalarValue: Double { Double(self) }
  /// The number.
  public var scalarInteger: Int64? { Int64(self) }
}
extension Float: ScalarOperand { public var scalarValue: Double { Double(self) } }
extension Double: ScalarOperand { public var scalarValue: Double { self } }
/// 1 and 0, for tensors of `bool` above all.
extension Bool: ScalarOperand { public var scalarValue: Double { self ? 1 : 0 } }

extension DType {
  /// What an integer type has; nil for other types.
  fileprivate var wholeNumbers: ClosedRange<Int64>? {
    guard isInteger else { return nil }
    if isUnsigned { return 0...(1 << (8 * Int64(byteCount)) - 1) }
    let end = Int64.max >> (64 - 8 * Int64(byteCount))
    return -end - 1...end
  }
}

extension Variable {
  /// A scalar constant of this variable's element type.
  func scalar(
    _ value: some ScalarOperand, _ file: String? = nil, _ line: Int = 0
  ) throws(GraphError) -> Variable {
    let site = file.map { CallSite(file: $0, line: line) }
    return try builder.append(value.constant(dtype), [], site)[0]
  }

  /// The sum, element by element, with NumPy broadcasting.
  ///
  /// - Formula: y = a + b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: g and g
  /// - PyTorch: torch.add
  /// - ONNX: Add
  public static func + (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Add(), a, b)
  }
  /// A number added to each element.
  public static func + (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Add(), a, a.scalar(b))
  }
  /// A number added to each element.
  public static func + (a: some ScalarOperand, b: Variable) throws(GraphError) -> Variable {
    try apply(Add(), b.scalar(a), b)
  }

  /// The difference, element by element, with NumPy broadcasting.
  ///
  /// - Formula: y = a − b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: g and −g
  /// - PyTorch: torch.sub
  /// - ONNX: Sub
  public static func - (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Subtract(), a, b)
  }
  /// Each element less a number.
  public static func - (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Subtract(), a, a.scalar(b))
  }
  /// A number less each element.
  public static func - (a: some ScalarOperand, b: Variable) throws(GraphError) -> Variable {
    try apply(Subtract(), b.scalar(a), b)
  }

  /// The product, element by element, with NumPy broadcasting; `matmul` is the matrix product.
  ///
  /// - Formula: y = a · b
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: g · b and g · a
  /// - PyTorch: torch.mul
  /// - ONNX: Mul
  public static func * (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Multiply(), a, b)
  }
  /// Each element times a number.
  public static func * (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Multiply(), a, a.scalar(b))
  }
  /// Each element times a number.
  public static func * (a: some ScalarOperand, b: Variable) throws(GraphError) -> Variable {
    try apply(Multiply(), b.scalar(a), b)
  }

  /// The quotient, element by element, with NumPy broadcasting.
  /// Integers round towards zero, as in C, and keep their type (torch.div gives floating point); an
  /// integer divided by 0 gives 0.
  ///
  /// - Formula: y = a / b; integers round towards zero, and a / 0 is 0
  /// - Shapes: a and b broadcast against each other
  /// - DTypes: numeric
  /// - Gradient: g / b and −g · y / b
  /// - PyTorch: torch.div
  /// - ONNX: Div
  public static func / (a: Variable, b: Variable) throws(GraphError) -> Variable {
    try apply(Divide(), a, b)
  }
  /// Each element divided by a number.
  public static func / (a: Variable, b: some ScalarOperand) throws(GraphError) -> Variable {
    try apply(Divide(), a, a.scalar(b))
  }
  /// A number divided by each element.
  public static func / (a: some ScalarOperand, b: Variable) throws(GraphError) -> Variable {
    try apply(Divide(), b.scalar(a), b)
  }
}
