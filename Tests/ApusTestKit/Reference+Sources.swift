import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// What makes numbers out of no tensor: constants, extents and random numbers.
  static func source(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray? {
    switch op {
    case let op as Constant:
      return ReferenceArray(op.tensor)
    case let op as ScalarConstant:
      return ReferenceArray([converted(op.value, to: op.dtype)], shape: [], dtype: op.dtype)
    case let op as ExtentValue:
      return ReferenceArray(
        [Double(try op.extent.value(context.binding))], shape: [], dtype: op.dtype)
    case let op as Random:
      return drawn(op, try op.shape.extents(context.binding), seed: x[0], step: x[1])
    default:
      return nil
    }
  }

  private static func drawn(
    _ op: Random, _ shape: [Int], seed: ReferenceArray, step: ReferenceArray
  ) -> ReferenceArray {
    func word(_ value: Double) -> UInt32 { UInt32(truncatingIfNeeded: Int(value)) }
    let key = (word(seed.values[0]), word(seed.values[1]))
    let values = (0..<shape.reduce(1, *)).map { element in
      drawn(
        op, element: UInt32(truncatingIfNeeded: element), step: word(step.values[0]), key: key)
    }
    return ReferenceArray(values, shape: shape, dtype: op.dtype)
  }

  private static func drawn(
    _ op: Random, element: UInt32, step: UInt32, key: (UInt32, UInt32)
  ) -> Double {
    let words = Philox.words(counter: (element, step, 0, op.stream), key: key)
    let all = [words.0, words.1, words.2, words.3].map { Double(Philox.uniform($0)) }
    func integer(_ bound: UInt64) -> UInt64 {
      Philox.integer(below: bound, element: element, step: step, stream: op.stream, key: key)
    }
    // Of float64 two words make a number.
    let isWide = op.dtype == .float64
    let first = isWide ? all[0] + all[1] * 0x1p-24 : all[0]
    let second = isWide ? all[2] + all[3] * 0x1p-24 : all[1]
    switch op.distribution.kind {
    case .uniform(let low, let high):
      if isWide {
        let number = low.addingProduct(Double(integer(1 << 53)) * 0x1p-53, high - low)
        return Swift.min(Swift.max(number, low), high.nextDown)
      }
      let number = Double(Float(low).addingProduct(Float(first), Float(high - low)))
      let rounded = ReferenceArray([number], shape: [], dtype: op.dtype).rounded().values[0]
      return inside(rounded, low, high, op.dtype)
    case .normal(let mean, let deviation):
      return Double(Wide(mean) + Wide(deviation) * normal(first, second))
    case .truncatedNormal(let mean, let deviation, let low, let high):
      guard let grid = TruncatedGrid(mean, deviation, low, high) else { return .nan }
      let point = grid.first + Int(integer(grid.count))
      let share = Double((1 << 61) - abs(point)) * 0x1p-61
      let size =
        share > 0.5
        ? inverseErrorFunction(Double(abs(point)) * 0x1p-61) : inverseErrorFunction(upper: share)
      let number = mean + deviation * 2.0.squareRoot() * (point < 0 ? -size : size)
      return Swift.min(Swift.max(number, low), high)
    case .gumbel:
      // In float32 the two words make one number of 24 bits.
      let u = isWide ? first : Double(Float(all[0]).addingProduct(Float(all[1]), 0x1p-24))
      return -log(-log1p(-Swift.min(Swift.max(u, 0x1p-49), 1 - 0x1p-24)))
    case .integers(let low, let high):
      return Double(low &+ Int(truncatingIfNeeded: integer(UInt64(bitPattern: Int64(high &- low)))))
    }
  }

  #if arch(x86_64)
    /// Holds more bits than any device, so that what the reference rounds does not count.
    private typealias Wide = Float80
  #else
    private typealias Wide = Double
  #endif

  /// √(−2 ln(1 − u)) · cos(2π v), by a sine whose angle is exact next to its zeros.
  private static func normal(_ u: Double, _ v: Double) -> Wide {
    let radius = (-2 * log(Wide(1 - u))).squareRoot()
    return radius * sin(2 * .pi * Wide((v - 0.5).magnitude - 0.25))
  }

  /// The nearest number of the type within low..<high, found by trying its neighbours.
  private static func inside(
    _ value: Double, _ low: Double, _ high: Double, _ dtype: DType
  ) -> Double {
    func rounded(_ x: Double) -> Double {
      dtype == .float32
        ? Double(Float(x)) : ReferenceArray([x], shape: [], dtype: dtype).rounded().values[0]
    }
    var (value, step) = (value, value.ulp)
    while value >= high {
      let next = rounded(value - step)
      if next < value { value = next } else { step *= 2 }
    }
    while value < low {
      let next = rounded(value + step)
      if next > value { value = next } else { step *= 2 }
    }
    return value
  }
}
