/// A fixed tensor.
public struct Constant: Op, CustomStringConvertible {
  public static let name = "constant"
  /// The elements.
  public let tensor: Tensor

  /// The operation that gives `tensor`.
  public init(_ tensor: Tensor) { self.tensor = tensor }

  public var description: String { "constant \(tensor.dtype)\(tensor.shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 0)
    return [TensorType(Shape(tensor.shape), tensor.dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.constant(tensor)]
  }
}

/// A fixed scalar, which becomes part of the kernels that use it.
public struct ScalarConstant: Op, CustomStringConvertible {
  public static let name = "scalar"
  /// The number, before it is rounded to `dtype`.
  public let value: Double
  /// The number itself where `value` is only near it: of int64, beyond 2⁵³; else nil.
  public let integer: Int64?
  /// The element type.
  public let dtype: DType

  /// The operation that gives `value` as a scalar of type `dtype`.
  public init(value: Double, dtype: DType) {
    self.value = value
    self.dtype = dtype
    integer = nil
  }

  /// The operation that gives a whole number as a scalar of type `dtype`.
  public init(integer: Int64, dtype: DType) {
    value = Double(integer)
    self.dtype = dtype
    self.integer = dtype == .int64 && Int64(exactly: value) != integer ? integer : nil
  }

  private enum Keys: String, CodingKey {
    case value, integer, dtype
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(StoredNumber(value), forKey: .value)
    try container.encodeIfPresent(integer, forKey: .integer)
    try container.encode(dtype, forKey: .dtype)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let dtype = try container.decode(DType.self, forKey: .dtype)
    if let integer = try container.decodeIfPresent(Int64.self, forKey: .integer) {
      self.init(integer: integer, dtype: dtype)
    } else {
      self.init(
        value: try container.decode(StoredNumber.self, forKey: .value).value, dtype: dtype)
    }
  }

  public var description: String { integer.map { "\($0)" } ?? "\(value)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 0)
    return [TensorType([], dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [
      lowering.map([]) { body in
        guard let integer else { return body.constant(value, dtype) }
        // The numbers of a body are Doubles; two of them, of 32 bits each, add up to it.
        let low = integer & 0xffff_ffff
        return body.binary(
          .add, body.constant(Double(integer - low), dtype), body.constant(Double(low), dtype))
      }
    ]
  }
}

/// The number that a symbolic extent is bound to, as a scalar.
public struct ExtentValue: Op, CustomStringConvertible {
  public static let name = "extent"
  /// What is bound to a number when sizes are known.
  public let extent: Dim
  /// The element type.
  public let dtype: DType

  /// The operation that gives the number of `extent` as a scalar of type `dtype`.
  public init(extent: Dim, dtype: DType) {
    self.extent = extent
    self.dtype = dtype
  }

  public var description: String { "extent \(extent)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 0)
    return [TensorType([], dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [
      lowering.map([]) { body in
        let number = body.number(extent, loops: 0, .int64)
        return body.cast(number, to: dtype)
      }
    ]
  }
}

extension GraphBuilder {
  /// A fixed tensor of numbers that the host has computed.
  func constant(
    _ values: [Double], shape: [Int], _ dtype: DType
  ) throws(GraphError) -> Variable {
    do {
      return try append(Constant(Tensor(values, shape: shape).cast(to: dtype)), [])[0]
    } catch {
      throw error as? GraphError
        ?? GraphError(
          .invalidArgument, expected: "numbers for \(dtype)\(shape)", found: "\(error)",
          advice: "use fewer or other numbers")
    }
  }
}
