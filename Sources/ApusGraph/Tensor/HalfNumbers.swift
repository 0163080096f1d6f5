/// A number of the upper half of a float32: 8 bits of exponent, 7 of fraction.
public struct BFloat16: Hashable, Sendable, BitwiseCopyable {
  /// Sign, exponent, fraction.
  public var bitPattern: UInt16

  /// The number with these bits.
  public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  /// The nearest to `value`, of two the even one.
  public init(_ value: Float) {
    let bits = value.bitPattern
    bitPattern =
      value.isNaN ? 0x7fc0 : UInt16((UInt64(bits) + 0x7fff + UInt64(bits >> 16 & 1)) >> 16)
  }
}

extension Float {
  /// The number itself: every bfloat16 is a float32.
  public init(_ value: BFloat16) { self.init(bitPattern: UInt32(value.bitPattern) << 16) }
}

extension DType {
  /// The number of this type nearest to `value`: of two halves the even one, of integers towards zero.
  package func nearest(_ value: Double) -> Double {
    switch self {
    case .float16: HalfNumber.double(HalfNumber.bits(value))
    case .bfloat16: BFloat16(nearest: value).asDouble
    case .float32: Double(Float(value))
    case .float64: value
    case .int8: Int8(nearest: value).asDouble
    case .int16: Int16(nearest: value).asDouble
    case .int32: Int32(nearest: value).asDouble
    case .int64: Int64(nearest: value).asDouble
    case .uint8: UInt8(nearest: value).asDouble
    case .bool: value == 0 ? 0 : 1
    }
  }

  /// The type that is computed with: float32 for the half types.
  package var computed: DType { isHalf ? .float32 : self }
}

/// IEEE 754 binary16 ↔ Double; Swift's `Float16` is not on every platform.
enum HalfNumber {
  static func double(_ bits: UInt16) -> Double {
    let sign: Double = bits & 0x8000 == 0 ? 1 : -1
    let exponent = Int(bits >> 10) & 0x1f
    let fraction = Double(bits & 0x3ff) / 1024
    switch exponent {
    case 0: return sign * fraction * 0x1p-14
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }

  /// The nearest, of two the even one.
  static func bits(_ value: Double) -> UInt16 {
    if value.isNaN { return 0x7e00 }
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    let size = value.magnitude
    if size >= 65520 { return sign | 0x7c00 }
    if size < 0x1p-14 { return sign | UInt16((size * 0x1p24).rounded(.toNearestOrEven)) }
    // The fraction in units of 2^-10; a carry into the exponent is as it should be.
    let exponent = size.exponent
    let fraction = ((size.significand - 1) * 1024).rounded(.toNearestOrEven)
    return sign | (UInt16(exponent + 15) << 10 + UInt16(fraction))
  }
}
