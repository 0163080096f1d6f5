/// The element type of a tensor; docs/dtypes.md says how types mix.
///
/// `float16` and `bfloat16` are types of memory: operations compute in float32 and round their results
/// to the nearest. `float64` is refused, with a typed error, by devices that have no such arithmetic.
public enum DType: String, Hashable, Sendable, Codable, CaseIterable {
  case float32
  case float16
  case bfloat16
  case float64
  case int8
  case int16
  case int32
  case int64
  case uint8
  case bool

  /// Bytes one stored element takes; `bool` is stored as one byte, 0 or 1.
  public var byteCount: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .int16, .float16, .bfloat16: 2
    case .float32, .int32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether gradients can flow through values of this type.
  public var isFloatingPoint: Bool {
    switch self {
    case .float32, .float16, .bfloat16, .float64: true
    case .int8, .int16, .int32, .int64, .uint8, .bool: false
    }
  }

  /// Whether values of this type can index other tensors.
  public var isInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8: true
    case .float32, .float16, .bfloat16, .float64, .bool: false
    }
  }

  /// Whether values of this type are never negative.
  package var isUnsigned: Bool { self == .uint8 || self == .bool }

  /// Whether it is a type of memory only, computed with in float32.
  package var isHalf: Bool { self == .float16 || self == .bfloat16 }

  /// The type that arithmetic on two types gives, as in PyTorch: the floating-point one of the two;
  /// of two floating-point types the wider, and float32 for float16 with bfloat16; of two integer
  /// types the smallest that holds both; the other one for `bool`.
  public func promoted(with other: DType) -> DType {
    if self == other { return self }
    if self == .bool { return other }
    if other == .bool { return self }
    switch (isFloatingPoint, other.isFloatingPoint) {
    case (true, false): return self
    case (false, true): return other
    case (true, true):
      if byteCount == other.byteCount { return .float32 }
      return byteCount > other.byteCount ? self : other
    case (false, false):
      if byteCount == other.byteCount { return .int16 }
      let (narrow, wide) = byteCount < other.byteCount ? (self, other) : (other, self)
      return wide == .uint8 ? narrow : wide
    }
  }
}

extension DType: CustomStringConvertible {
  public var description: String { rawValue }
}
