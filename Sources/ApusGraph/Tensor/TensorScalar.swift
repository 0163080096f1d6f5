/// Numbers, or arrays of them to any depth, as `Tensor(nested:)` takes them.
public protocol TensorNesting: Sendable {
  /// The tensor of some of these, along a new outermost axis.
  /// - Throws: `GraphError` where they differ in length.
  static func tensor(of parts: [Self]) throws -> Tensor
}

extension TensorScalar {
  /// A tensor of one axis.
  public static func tensor(of parts: [Self]) -> Tensor { Tensor(parts) }
}

extension Array: TensorNesting where Element: TensorNesting {
  /// Rows, along a new outermost axis.
  public static func tensor(of parts: [[Element]]) throws -> Tensor {
    // Of nothing there is still a type, and as many axes.
    let rows = try (parts.isEmpty ? [[]] : parts).map { try Element.tensor(of: $0) }
    let stacked = try Tensor(stacking: rows)
    return parts.isEmpty ? try stacked.rows(0..<0) : stacked
  }
}

/// A Swift type that a `Tensor` can hold.
public protocol TensorScalar: TensorNesting, Hashable, BitwiseCopyable {
  /// The element type it is stored as.
  static var dtype: DType { get }
  /// The nearest value to `value`; integers round towards zero and saturate, NaN becomes 0.
  init(nearest value: Double)
  /// The value as a Double.
  var asDouble: Double { get }
}

extension Float: TensorScalar {
  public static var dtype: DType { .float32 }
  public init(nearest value: Double) { self = Float(value) }
  public var asDouble: Double { Double(self) }
}

extension Double: TensorScalar {
  public static var dtype: DType { .float64 }
  public init(nearest value: Double) { self = value }
  public var asDouble: Double { self }
}

extension Int32: TensorScalar {
  public static var dtype: DType { .int32 }
  public init(nearest value: Double) { self = saturating(value) }
  public var asDouble: Double { Double(self) }
}

extension Int64: TensorScalar {
  public static var dtype: DType { .int64 }
  public init(nearest value: Double) { self = saturating(value) }
  public var asDouble: Double { Double(self) }
}

extension Int8: TensorScalar {
  public static var dtype: DType { .int8 }
  public init(nearest value: Double) { self = saturating(value) }
  public var asDouble: Double { Double(self) }
}

extension Int16: TensorScalar {
  public static var dtype: DType { .int16 }
  public init(nearest value: Double) { self = saturating(value) }
  public var asDouble: Double { Double(self) }
}

#if !(os(macOS) && arch(x86_64))
  extension Float16: TensorScalar {
    public static var dtype: DType { .float16 }
    public init(nearest value: Double) { self.init(bitPattern: HalfNumber.bits(value)) }
    public var asDouble: Double { HalfNumber.double(bitPattern) }
  }
#endif

extension BFloat16: TensorScalar {
  public static var dtype: DType { .bfloat16 }
  public init(nearest value: Double) { self.init(oddRounded(value)) }
  public var asDouble: Double { Double(Float(self)) }
}

extension UInt8: TensorScalar {
  public static var dtype: DType { .uint8 }
  public init(nearest value: Double) { self = saturating(value) }
  public var asDouble: Double { Double(self) }
}

extension Bool: TensorScalar {
  public static var dtype: DType { .bool }
  public init(nearest value: Double) { self = value != 0 }
  public var asDouble: Double { self ? 1 : 0 }
}

/// `value` as a Float whose last bit tells whether anything was lost, so that rounding it once more is
/// as rounding `value` itself.
private func oddRounded(_ value: Double) -> Float {
  let near = Float(value)
  guard near.isFinite, Double(near) != value, near.bitPattern & 1 == 0 else { return near }
  // The neighbour on the other side of `value` is odd.
  return (Double(near) < value) == (near.sign == .plus)
    ? Float(bitPattern: near.bitPattern + 1) : Float(bitPattern: near.bitPattern - 1)
}

/// `value` rounded towards zero and kept within the range of `T`; NaN becomes 0.
func saturating<T: FixedWidthInteger>(_ value: Double) -> T {
  if value.isNaN { return 0 }
  if value >= Double(T.max) { return T.max }
  if value <= Double(T.min) { return T.min }
  return T(value)
}
