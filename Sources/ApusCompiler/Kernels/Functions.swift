import ApusGraph

/// OpenCL C for the functions of the vocabulary, for one lane or a vector of them.
enum Functions {
  static func unary(
    _ function: UnaryFunction, _ x: String, _ dtype: DType, _ width: Int
  ) -> String {
    func constant(_ value: Double) -> String {
      CType.splat(CType.literal(value, dtype), dtype, width)
    }
    if dtype == .float64, let call = DoubleFunctions.call(function, x, width) { return call }
    switch function {
    case .negate: return "-\(x)"
    case .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sigmoid, .tanh, .sinh, .cosh, .asinh,
      .acosh, .atanh, .sin, .cos, .tan, .asin, .acos, .atan, .erf, .erfc, .erfinv:
      return MathFunctions.call(function.rawValue, x, width)
    case .sqrt: return "sqrt(\(x))"
    case .floor: return "floor(\(x))"
    case .ceil: return "ceil(\(x))"
    case .round: return "rint(\(x))"
    case .trunc: return "trunc(\(x))"
    case .abs:
      if dtype.isFloatingPoint { return "fabs(\(x))" }
      if dtype == .uint8 { return x }
      // Not by a comparison: Clang makes it an intrinsic that Oclgrind does not know.
      let type = CType.register(dtype, width)
      return "as_\(type)(abs((\(type))(\(x))))"
    case .relu:
      // Written so that a NaN passes: only what is below 0 becomes 0.
      return select(less(x, constant(0), dtype, width), constant(0), x, dtype, width)
    case .not: return "~\(x)"
    }
  }

  static func binary(
    _ function: BinaryFunction, _ a: String, _ b: String, _ dtype: DType, _ width: Int
  ) -> String {
    switch function {
    case .add: return "\(a) + \(b)"
    case .subtract: return "\(a) - \(b)"
    case .multiply: return "\(a) * \(b)"
    case .divide:
      if dtype.isFloatingPoint { return "\(a) / \(b)" }
      return integerDivision(a, b, dtype, width)
    case .power, .atan2:
      let name = function == .power ? "pow" : "atan2"
      return dtype == .float64
        ? DoubleFunctions.lanes(name, [a, b], width) : MathFunctions.call(name, a, b, width)
    case .fmod:
      if dtype == .float64 { return DoubleFunctions.lanes("fmod", [a, b], width) }
      return dtype.isFloatingPoint
        ? "fmod(\(a), \(b))" : integerRemainder(a, b, dtype, width)
    case .bitAnd: return "\(a) & \(b)"
    case .bitOr: return "\(a) | \(b)"
    case .bitXor: return "\(a) ^ \(b)"
    case .shiftLeft, .shiftRight: return shift(function, a, b, dtype, width)
    case .minimum:
      return select(either(less(a, b, dtype, width), isNaN(a, dtype, width)), a, b, dtype, width)
    case .maximum:
      return select(either(less(b, a, dtype, width), isNaN(a, dtype, width)), a, b, dtype, width)
    case .less: return mask("\(a) < \(b)", dtype, width)
    case .lessOrEqual: return mask("\(a) <= \(b)", dtype, width)
    case .greater: return mask("\(a) > \(b)", dtype, width)
    case .greaterOrEqual: return mask("\(a) >= \(b)", dtype, width)
    case .equal: return mask("\(a) == \(b)", dtype, width)
    case .notEqual: return mask("\(a) != \(b)", dtype, width)
    case .and: return "\(a) & \(b)"
    case .or: return "\(a) | \(b)"
    }
  }

  /// A comparison as an `int` mask. Vectors compare to their own width of integer already.
  static func mask(_ comparison: String, _ dtype: DType, _ width: Int) -> String {
    if width == 1 { return "-(int)(\(comparison))" }
    return CType.registerBytes(dtype) == 4
      ? "(\(comparison))" : "convert_int\(width)(\(comparison))"
  }

  private static func less(
    _ a: String, _ b: String, _ dtype: DType, _ width: Int
  ) -> String { mask("\(a) < \(b)", dtype, width) }

  static func isNaN(_ x: String, _ dtype: DType, _ width: Int) -> String? {
    dtype.isFloatingPoint ? mask("\(x) != \(x)", dtype, width) : nil
  }

  private static func either(_ a: String, _ b: String?) -> String {
    b.map { "(\(a) | \($0))" } ?? a
  }

  /// `condition ? a : b`; the condition is an `int` mask.
  static func select(
    _ condition: String, _ a: String, _ b: String, _ dtype: DType, _ width: Int
  ) -> String {
    if dtype == .bool { return "(\(condition) & \(a)) | (~(\(condition)) & \(b))" }
    if width == 1 { return "(\(condition)) ? \(a) : \(b)" }
    switch CType.registerBytes(dtype) {
    case 2: return "select(\(b), \(a), convert_short\(width)(\(condition)))"
    case 4: return "select(\(b), \(a), \(condition))"
    case 8: return "select(\(b), \(a), convert_long\(width)(\(condition)))"
    default: return "select(\(b), \(a), convert_char\(width)(\(condition)))"
    }
  }

  /// Division that cannot trap: by 0 gives 0, and the smallest integer by −1 wraps.
  private static func integerDivision(
    _ a: String, _ b: String, _ dtype: DType, _ width: Int
  ) -> String {
    func constant(_ value: Double) -> String {
      CType.splat(CType.literal(value, dtype), dtype, width)
    }
    let isZero = mask("\(b) == \(constant(0))", dtype, width)
    var isUnsafe = isZero
    var special = constant(0)
    if dtype != .uint8 {
      let isNegativeOne = mask("\(b) == \(constant(-1))", dtype, width)
      isUnsafe = "(\(isZero) | \(isNegativeOne))"
      special = "(\(select(isZero, constant(0), "-\(a)", dtype, width)))"
    }
    let divisor = "(\(select(isUnsafe, constant(1), b, dtype, width)))"
    return select(isUnsafe, special, "(\(a) / \(divisor))", dtype, width)
  }

  /// What a division rounded towards zero leaves; nothing where the divisor is 0 or −1.
  private static func integerRemainder(
    _ a: String, _ b: String, _ dtype: DType, _ width: Int
  ) -> String {
    func constant(_ value: Double) -> String {
      CType.splat(CType.literal(value, dtype), dtype, width)
    }
    var isUnsafe = mask("\(b) == \(constant(0))", dtype, width)
    if !dtype.isUnsigned {
      isUnsafe = "(\(isUnsafe) | \(mask("\(b) == \(constant(-1))", dtype, width)))"
    }
    return "\(a) % (\(select(isUnsafe, constant(1), b, dtype, width)))"
  }

  /// Bits moved by `b` places. Places below 0 or as many as there are bits, which C leaves open, move
  /// all of them out.
  private static func shift(
    _ function: BinaryFunction, _ a: String, _ b: String, _ dtype: DType, _ width: Int
  ) -> String {
    func constant(_ value: Double) -> String {
      CType.splat(CType.literal(value, dtype), dtype, width)
    }
    let last = constant(Double(dtype.byteCount * 8 - 1))
    var isOutside = mask("\(b) > \(last)", dtype, width)
    if !dtype.isUnsigned {
      isOutside = "(\(isOutside) | \(mask("\(b) < \(constant(0))", dtype, width)))"
    }
    let places = "(\(select(isOutside, last, b, dtype, width)))"
    let type = CType.register(dtype, width)
    if function == .shiftRight {
      let moved = "(\(type))(\(a) >> \(places))"
      return dtype.isUnsigned ? select(isOutside, constant(0), moved, dtype, width) : moved
    }
    let moved = "(\(type))(\(a) << \(places))"
    return select(isOutside, constant(0), moved, dtype, width)
  }

  static func cast(_ x: String, from: DType, to: DType, _ width: Int) -> String {
    if from == to { return x }
    let suffix = width == 1 ? "" : String(width)
    let type = CType.register(to, 1)
    if to == .bool { return mask("\(x) != \(CType.splat("0", from, width))", from, width) }
    if to.isHalf {
      let number = cast(x, from: from, to: .float32, width)
      return HalfFunctions.rounded(number, to, width)
    }
    if from.isHalf { return cast(x, from: .float32, to: to, width) }
    if from == .bool { return "convert_\(type)\(suffix)(-\(x))" }
    // Narrowing rounds towards zero and saturates, NaN becomes 0.
    let saturates = !to.isFloatingPoint && (from.isFloatingPoint || from.byteCount > to.byteCount)
    var x = x
    // NVIDIA's conversions make other numbers of NaN.
    if saturates, let isNaN = isNaN(x, from, width) {
      x = select(isNaN, CType.splat("0", from, width), x, from, width)
    }
    let changesSign = (to == .uint8) != (from == .uint8) && !to.isFloatingPoint
    return saturates || (changesSign && from.byteCount >= to.byteCount) || to == .uint8
      ? "convert_\(type)\(suffix)_sat(\(x))" : "convert_\(type)\(suffix)(\(x))"
  }

  /// Combines an accumulator with an element (or with another accumulator, in order). Of bools there are
  /// the maximum and the minimum: any and all.
  static func combine(
    _ kind: ReductionKind, _ accumulator: String, _ x: String, _ dtype: DType, _ width: Int
  ) -> String {
    if dtype == .bool { return "\(accumulator) \(kind == .maximum ? "|" : "&") \(x)" }
    switch kind {
    case .sum: return "\(accumulator) + \(x)"
    case .product: return "\(accumulator) * \(x)"
    case .maximum, .argmax:
      let isBetter = less(accumulator, x, dtype, width)
      return select(either(isBetter, isNaN(x, dtype, width)), x, accumulator, dtype, width)
    case .minimum, .argmin:
      let isBetter = less(x, accumulator, dtype, width)
      return select(either(isBetter, isNaN(x, dtype, width)), x, accumulator, dtype, width)
    }
  }

  /// What a reduction starts from.
  static func identity(_ kind: ReductionKind, _ dtype: DType) -> String {
    switch (kind, dtype) {
    case (_, .bool): return CType.literal(kind == .maximum ? 0 : 1, dtype)
    case (.sum, _): return CType.literal(0, dtype)
    case (.product, _): return CType.literal(1, dtype)
    case (.maximum, _), (.argmax, _):
      return dtype.isFloatingPoint ? "(-INFINITY)" : limit(dtype, smallest: true)
    case (.minimum, _), (.argmin, _):
      return dtype.isFloatingPoint ? "INFINITY" : limit(dtype, smallest: false)
    }
  }

  private static func limit(_ dtype: DType, smallest: Bool) -> String {
    switch dtype {
    case .int64: return smallest ? "LONG_MIN" : "LONG_MAX"
    case .int8: return smallest ? "CHAR_MIN" : "CHAR_MAX"
    case .int16: return smallest ? "SHRT_MIN" : "SHRT_MAX"
    case .uint8: return smallest ? "0" : "255"
    default: return smallest ? "INT_MIN" : "INT_MAX"
    }
  }
}
