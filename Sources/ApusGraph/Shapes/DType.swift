/// The element type of a tensor.
///
/// `float32`, `int32`, `int64`, `uint8` and `bool` can be stored and computed with on every
/// device. `float16`, `bfloat16` and `float64` are named so that files and signatures can speak
/// of them; the compiler refuses them with a typed error until a device path exists.
public enum DType: String, Hashable, Sendable, Codable, CaseIterable {
  case float32
  case int32
  case int64
  case uint8
  case bool
  case float16
  case bfloat16
  case float64

  /// Bytes one stored element takes; `bool` is stored as one byte, 0 or 1.
  public var byteCount: Int {
    switch self {
    case .uint8, .bool: 1
    case .float16, .bfloat16: 2
    case .float32, .int32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether gradients can flow through values of this type.
  public var isFloatingPoint: Bool {
    switch self {
    case .float32, .float16, .bfloat16, .float64: true
    case .int32, .int64, .uint8, .bool: false
    }
  }

  /// Whether values of this type can index other tensors.
  public var isInteger: Bool {
    switch self {
    case .int32, .int64, .uint8: true
    case .float32, .float16, .bfloat16, .float64, .bool: false
    }
  }

  /// Whether values of this type are never negative.
  package var isUnsigned: Bool { self == .uint8 || self == .bool }
}

extension DType: CustomStringConvertible {
  public var description: String { rawValue }
}
