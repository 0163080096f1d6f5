import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// Arithmetic, and functions of one operand.
  static func elementwise(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) -> ReferenceArray? {
    switch op {
    case is Negate: x[0].map { -$0 }.wrapped()
    case is Abs: x[0].map { $0.magnitude }.wrapped()
    case is Exp: x[0].map { exp($0) }
    case is Log: x[0].map { $0 < 0 ? .nan : log($0) }
    case is Sqrt: x[0].map { $0.squareRoot() }
    case is Sin: x[0].map { sin($0) }
    case is Cos: x[0].map { cos($0) }
    case is Tanh: x[0].map { tanh($0) }
    case is Sigmoid: x[0].map { 1 / (1 + exp(-$0)) }
    case is Erf: x[0].map { erf($0) }
    case let op as GELU where op.approximate == .tanh:
      x[0].map {
        $0 / 2 * (1 + tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0)))
      }
    case is GELU: x[0].map { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) }
    case is ReLU: x[0].map { $0.isNaN ? $0 : ($0 > 0 ? $0 : 0) }
    case is StopGradient: x[0]
    case let op as Cast: x[0].map(op.dtype) { converted($0, to: op.dtype) }
    case is Add: combine(x) { $0 + $1 }
    case is Subtract: combine(x) { $0 - $1 }
    case is Multiply: combine(x) { $0 * $1 }
    case is Divide:
      x[0].dtype.isInteger
        ? combine(x) { $1 == 0 ? 0 : ($0 / $1).rounded(.towardZero) } : combine(x) { $0 / $1 }
    case is Power: combine(x) { pow($0, $1) }
    case is Minimum: combine(x) { $0.isNaN || $1.isNaN ? .nan : ($1 < $0 ? $1 : $0) }
    case is Maximum: combine(x) { $0.isNaN || $1.isNaN ? .nan : ($1 > $0 ? $1 : $0) }
    case is AddMany: x.dropFirst().reduce(x[0]) { combine([$0, $1]) { $0 + $1 } }
    default: nil
    }
  }

  /// What gives or takes bools.
  static func comparison(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) -> ReferenceArray? {
    switch op {
    case let op as Compare:
      let holds: (Double, Double) -> Bool =
        switch op.kind {
        case .less: { $0 < $1 }
        case .lessOrEqual: { $0 <= $1 }
        case .greater: { $0 > $1 }
        case .greaterOrEqual: { $0 >= $1 }
        case .equal: { $0 == $1 }
        case .notEqual: { $0 != $1 }
        }
      return combine(x, .bool) { holds($0, $1) ? 1 : 0 }
    case let op as Logical:
      return combine(x, .bool) { a, b in
        switch op.kind {
        case .and: a != 0 && b != 0 ? 1 : 0
        case .or: a != 0 || b != 0 ? 1 : 0
        case .xor: (a != 0) != (b != 0) ? 1 : 0
        }
      }
    case is LogicalNot:
      return x[0].map { $0 == 0 ? 1 : 0 }
    case is Select:
      let shape = broadcastShape(broadcastShape(x[0].shape, x[1].shape), x[2].shape)
      let (condition, a, b) = (
        x[0].broadcast(to: shape), x[1].broadcast(to: shape), x[2].broadcast(to: shape)
      )
      let chosen = condition.values.indices.map {
        condition.values[$0] != 0 ? a.values[$0] : b.values[$0]
      }
      return ReferenceArray(chosen, shape: shape, dtype: x[1].dtype)
    default:
      return nil
    }
  }

  static func combine(
    _ x: [ReferenceArray], _ dtype: DType? = nil, _ function: (Double, Double) -> Double
  ) -> ReferenceArray {
    let shape = broadcastShape(x[0].shape, x[1].shape)
    let (a, b) = (x[0].broadcast(to: shape), x[1].broadcast(to: shape))
    let values = a.values.indices.map { function(a.values[$0], b.values[$0]) }
    return ReferenceArray(values, shape: shape, dtype: dtype ?? x[0].dtype).wrapped()
  }

  /// Towards zero, within the range of the type; NaN becomes 0, anything but 0 is true.
  static func converted(_ value: Double, to dtype: DType) -> Double {
    switch dtype {
    case .bool: return value != 0 ? 1 : 0
    case .int8: return clamped(value, -128, 127)
    case .int16: return clamped(value, -32768, 32767)
    case .int32: return clamped(value, Double(Int32.min), Double(Int32.max))
    case .int64: return clamped(value, -0x1p63, 0x1p63)
    case .uint8: return clamped(value, 0, 255)
    case .float32, .float16, .bfloat16, .float64: return value
    }
  }

  private static func clamped(_ value: Double, _ low: Double, _ high: Double) -> Double {
    value.isNaN ? 0 : min(max(value.rounded(.towardZero), low), high)
  }
}

extension ReferenceArray {
  /// Integer results beyond the range wrap round, as in two's complement.
  func wrapped() -> ReferenceArray {
    let (low, width): (Double, Double)
    switch dtype {
    case .int32: (low, width) = (-0x1p31, 0x1p32)
    case .int16: (low, width) = (-0x1p15, 0x1p16)
    case .int8: (low, width) = (-128, 256)
    case .uint8: (low, width) = (0, 256)
    default: return self
    }
    return map { value in
      let turn = ((value - low) / width).rounded(.down)
      return value - turn * width
    }
  }
}
