/// The counter-based generator Philox-4×32-10 (Salmon et al., "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011). The device kernels draw from the same function, so that integer and
/// uniform draws are bit-equal on the host and on every device.
public enum Philox {
  /// Four random 32-bit words for `counter` under `key`.
  public static func words(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let a = (0xD251_1F53 as UInt32).multipliedFullWidth(by: c0)
      let b = (0xCD9E_8D57 as UInt32).multipliedFullWidth(by: c2)
      (c0, c1, c2, c3) = (b.high ^ c1 ^ k0, b.low, a.high ^ c3 ^ k1, a.low)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }

  /// A uniform number in [0, 1) from the upper 24 bits of `word`, exact in float32.
  public static func uniform(_ word: UInt32) -> Float { Float(word >> 8) * 0x1p-24 }

  /// A number in `0..<bound`, each as likely as the others (D. Lemire, "Fast random integer
  /// generation in an interval", 2019): the upper half of a product with two words, or with later
  /// ones where the lower half is among the 2⁶⁴ mod bound that would be too many.
  public static func integer(
    below bound: UInt64, element: UInt32, step: UInt32, stream: UInt32, key: (UInt32, UInt32)
  ) -> UInt64 {
    let rest = (0 &- bound) % bound
    var attempt: UInt32 = 0
    while true {
      let words = words(counter: (element, step, attempt, stream), key: key)
      for (upper, lower) in [(words.0, words.1), (words.2, words.3)] {
        let product = (UInt64(upper) << 32 | UInt64(lower)).multipliedFullWidth(by: bound)
        if product.low >= rest { return product.high }
      }
      attempt &+= 1
    }
  }
}

/// A sequence of draws on the host: seed and stream give the key, the position the counter.
public struct RandomStream: Sendable {
  private let key: (UInt32, UInt32)
  private let stream: UInt32
  private var position: UInt64 = 0

  /// A stream of its own for each pair of seed and stream number.
  public init(seed: UInt64, stream: UInt32) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.stream = stream
  }

  /// The next number of a uniform distribution over [0, 1).
  public mutating func uniform() -> Float { Philox.uniform(next().0) }

  /// The next number of a standard normal distribution, by the Box–Muller transform.
  public mutating func normal() -> Float {
    let words = next()
    // 1 − u lies in (0, 1], so that the logarithm is finite.
    let radius = logarithm(1 - Double(Philox.uniform(words.0)))
    let angle = 2 * Double.pi * Double(Philox.uniform(words.1))
    return Float((-2 * radius).squareRoot() * cosine(angle))
  }

  /// The next number of a uniform distribution over `0..<bound`.
  public mutating func integer(below bound: Int) -> Int {
    let words = next()
    let wide = UInt64(words.0) << 32 | UInt64(words.1)
    return Int(wide.multipliedFullWidth(by: UInt64(bound)).high)
  }

  private mutating func next() -> (UInt32, UInt32, UInt32, UInt32) {
    let counter = (
      UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32),
      0 as UInt32, stream
    )
    position += 1
    return Philox.words(counter: counter, key: key)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
private func cosine(_ x: Double) -> Double { cos(x) }
func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }
