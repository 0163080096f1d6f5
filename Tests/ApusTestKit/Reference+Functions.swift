import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// Functions of one operand that are not arithmetic, remainders, and functions of bits.
  static func function(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) -> ReferenceArray? {
    switch op {
    case is Tan: x[0].map { tan($0) }
    case is Asin: x[0].map { asin($0) }
    case is Acos: x[0].map { acos($0) }
    case is Atan: x[0].map { atan($0) }
    case is Sinh: x[0].map { sinh($0) }
    case is Cosh: x[0].map { cosh($0) }
    case is Asinh: x[0].map { asinh($0) }
    case is Acosh: x[0].map { acosh($0) }
    case is Atanh: x[0].map { atanh($0) }
    case is Exp2: x[0].map { exp2($0) }
    case is Expm1: x[0].map { expm1($0) }
    case is Log2: x[0].map { $0 < 0 ? .nan : log2($0) }
    case is Log10: x[0].map { $0 < 0 ? .nan : log10($0) }
    case is Log1p: x[0].map { $0 < -1 ? .nan : log1p($0) }
    case is Erfc: x[0].map { erfc($0) }
    case is Erfinv: x[0].map { inverseErrorFunction($0) }
    case let op as Rounding: x[0].map { rounded($0, op.kind) }
    case is Atan2: combine(x) { atan2($0, $1) }
    case let op as Remainder:
      combine(x) { remainder($0, $1, op.sign, isInteger: x[0].dtype.isInteger) }
    case let op as Bitwise: bitwise(op.kind, x)
    case is BitwiseNot:
      x[0].dtype == .bool ? x[0].map { 1 - $0 } : x[0].map { Double(~Int64($0)) }.wrapped()
    default: nil
    }
  }

  private static func rounded(_ x: Double, _ kind: Rounding.Kind) -> Double {
    switch kind {
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .trunc: x.rounded(.towardZero)
    }
  }

  private static func remainder(
    _ a: Double, _ b: Double, _ sign: Remainder.Sign, isInteger: Bool
  ) -> Double {
    if b == 0 && isInteger { return 0 }
    let rest = fmod(a, b)
    return sign == .divisor && rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }

  private static func bitwise(_ kind: Bitwise.Kind, _ x: [ReferenceArray]) -> ReferenceArray {
    let bits = x[0].dtype == .bool ? 1 : x[0].dtype.byteCount * 8
    return combine(x) { a, b in
      let (a, b) = (Int64(a), Int64(b))
      let isOutside = b < 0 || b >= bits
      switch kind {
      case .and: return Double(a & b)
      case .or: return Double(a | b)
      case .xor: return Double(a ^ b)
      case .shiftLeft: return isOutside ? 0 : Double(a << b)
      case .shiftRight: return Double(isOutside ? (a < 0 ? -1 : 0) : a >> b)
      }
    }
  }

  /// The number whose error function is `y`: Newton's method, in the tails on erfc.
  public static func inverseErrorFunction(_ y: Double) -> Double {
    if y.isNaN || y.magnitude > 1 { return .nan }
    if y.magnitude == 1 { return y * .infinity }
    let a = y.magnitude
    let x = inverse(log1p(-a * a)) { a < 0.5 ? erf($0) - a : (1 - a) - erfc($0) }
    return y < 0 ? -x : x
  }

  /// The inverse of the complementary error function, for a share of 0 to 1.
  static func inverseErrorFunction(upper share: Double) -> Double {
    inverse(log(share * (2 - share))) { share - erfc($0) }
  }

  /// Halley's method from Winitzki's approximation; w = ln(1 − y²).
  private static func inverse(_ w: Double, _ excess: (Double) -> Double) -> Double {
    let half = 2 / (.pi * 0.147) + w / 2
    var x = (max(0, (half * half - w / 0.147).squareRoot() - half)).squareRoot()
    for _ in 0..<60 {
      let slope = 2 / Double.pi.squareRoot() * exp(-x * x)
      let step = excess(x) / slope
      x -= step / (1 + x * step)
      if step.magnitude <= 1e-16 * x { break }
    }
    return x
  }
}
