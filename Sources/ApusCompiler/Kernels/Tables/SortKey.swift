import ApusGraph

/// Elements as unsigned integers of the same order: NaN is the largest, and −0 is 0.
struct SortKey {
  let dtype: DType
  let isDescending: Bool

  /// Half types are compared as float32.
  private var isWide: Bool { dtype.byteCount == 8 }

  /// The C type of a key.
  var type: String { isWide ? "ulong" : "uint" }

  /// How many of a key's lowest bits may differ.
  var bits: Int {
    switch dtype {
    case .float32, .float16, .bfloat16, .int32: 32
    case .float64, .int64: 64
    case .int16: 16
    case .int8, .uint8, .bool: 8
    }
  }

  /// Elements of 4 bytes that a row's keys and positions take, each twice.
  func workspace(_ rows: Dim) -> Dim { (isWide ? 6 : 4) * rows }

  /// Lines that declare `key` for the element `x`.
  var lines: [String] {
    let suffix = isWide ? "ul" : "u"
    let top = isWide ? "0x8000000000000000ul" : "0x80000000u"
    var key: String
    switch dtype {
    case .float32, .float16, .bfloat16, .float64:
      let sign = isWide ? "(ulong)(as_long(x) >> 63)" : "(uint)(as_int(x) >> 31)"
      let ordered = "as_\(type)(x) ^ (\(sign) | \(top))"
      key = "x != x ? ~(\(type))0 : x == 0 ? \(top) : (\(ordered))"
    case .int32, .int64: key = "as_\(type)(x) ^ \(top)"
    case .int16, .int8: key = "(uint)((int)x + \(1 << (bits - 1)))"
    case .uint8, .bool: key = "(uint)x"
    }
    if isDescending {
      let mask = bits == 64 || bits == 32 ? "~(\(type))0" : "\((1 << bits) - 1)\(suffix)"
      key = "(\(key)) ^ \(mask)"
    }
    return ["const \(type) key = \(key);"]
  }
}
