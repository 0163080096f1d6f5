/// The generator behind shuffling: small, and the same on every machine.
///
/// SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
/// A stream is a second key: streams of one seed start at places that have nothing in common.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64, stream: UInt64) {
    // Mixed twice, so that (seed, stream) and (stream, seed) differ.
    state = Self.mix(Self.mix(seed &+ Self.gamma) &+ stream &* Self.gamma)
  }

  private static let gamma: UInt64 = 0x9e37_79b9_7f4a_7c15

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  package mutating func next() -> UInt64 {
    state &+= Self.gamma
    return Self.mix(state)
  }

  /// An unbiased number below `bound` ≥ 1 (Lemire, "Fast Random Integer Generation in an Interval",
  /// ACM TOMACS 2019). Written out, so that it never changes with the standard library.
  package mutating func below(_ bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// The numbers `0..<count` in random order (Fisher and Yates, from the end).
  package mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(below(UInt64(last + 1))))
    }
    return order
  }
}
