import ApusGraph

/// How an element type appears in OpenCL C. In registers `bool` is an `int` mask, 0 or −1, as
/// vector comparisons give it; in memory it is a byte, 0 or 1. Half types are `float` in registers and
/// their bits in memory.
enum CType {
  /// The type in memory.
  static func stored(_ dtype: DType) -> String {
    switch dtype {
    case .float32: "float"
    case .int8: "char"
    case .int16: "short"
    case .int32: "int"
    case .int64: "long"
    case .uint8, .bool: "uchar"
    case .float16, .bfloat16: "ushort"
    case .float64: "double"
    }
  }

  /// The type in registers, `width` lanes wide.
  static func register(_ dtype: DType, _ width: Int) -> String {
    (dtype == .bool ? "int" : dtype.isHalf ? "float" : stored(dtype))
      + (width == 1 ? "" : String(width))
  }

  /// The bytes of a lane in a register.
  static func registerBytes(_ dtype: DType) -> Int {
    dtype == .bool || dtype.isHalf ? 4 : dtype.byteCount
  }

  static func isFloat(_ dtype: DType) -> Bool { dtype.isFloatingPoint }

  /// A literal of one lane.
  static func literal(_ value: Double, _ dtype: DType) -> String {
    switch dtype {
    case .float64:
      if value.isNaN { return "NAN" }
      if value.isInfinite { return value < 0 ? "(-INFINITY)" : "INFINITY" }
      return value < 0 ? "(\(value))" : "\(value)"
    case .float32, .float16, .bfloat16:
      let number = Float(dtype.nearest(value))
      if number.isNaN { return "NAN" }
      if number.isInfinite { return number < 0 ? "(-INFINITY)" : "INFINITY" }
      return number < 0 ? "(\(number)f)" : "\(number)f"
    case .bool: return value == 0 ? "0" : "-1"
    case .int8, .int16, .int32, .int64, .uint8:
      let integer = Int64(nearest: dtype.nearest(value))
      if integer == Int64.min { return "LONG_MIN" }
      if dtype == .int32 && integer == Int64(Int32.min) { return "INT_MIN" }
      let suffix = dtype == .int64 ? "L" : ""
      return integer < 0 ? "(\(integer)\(suffix))" : "\(integer)\(suffix)"
    }
  }

  /// The same value in every lane.
  static func splat(_ expression: String, _ dtype: DType, _ width: Int) -> String {
    width == 1 ? expression : "(\(register(dtype, width)))(\(expression))"
  }

  /// The lanes of a vector, or the value itself for width 1.
  static func lane(_ name: String, _ index: Int, _ width: Int) -> String {
    width == 1 ? name : "\(name).s" + String(index, radix: 16)
  }
}
