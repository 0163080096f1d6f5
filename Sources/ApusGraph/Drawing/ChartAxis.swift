#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One axis of a chart: a range of numbers that ends on ticks, and where the ticks are.
struct ChartAxis {
  /// The ends, in axis units: decimal logarithms if `isLogarithmic`.
  private(set) var low: Double
  private(set) var high: Double
  /// The ticks and what is written beside them.
  private(set) var ticks: [(value: Double, text: String)] = []
  let isLogarithmic: Bool

  /// An axis over `values`, all finite, and positive if logarithmic; 0...1 if there are none.
  /// - Parameter isTight: whether the axis ends at the data instead of on a tick.
  init(values: [Double], isLogarithmic: Bool = false, isTight: Bool = false) {
    self.isLogarithmic = isLogarithmic
    let units = isLogarithmic ? values.map { log10($0) } : values
    low = units.min() ?? 0
    high = units.max() ?? 1
    widen()
    if isLogarithmic && high - low >= 1 {
      placeDecades()
    } else if isLogarithmic {
      placeWithinDecade()
    } else {
      placeLinear(isTight: isTight)
    }
  }

  /// 0 at the low end of the axis, 1 at the high end.
  func fraction(of value: Double) -> Double {
    fraction(ofUnit: isLogarithmic ? log10(value) : value)
  }

  /// The same for a number in axis units, such as a tick.
  func fraction(ofUnit unit: Double) -> Double {
    // Halved first, so that a range of the largest numbers does not overflow.
    (unit / 2 - low / 2) / (high / 2 - low / 2)
  }

  /// A constant curve gets some room around it.
  private mutating func widen() {
    let size = max(abs(low), abs(high))
    if high / 2 - low / 2 > size * 1e-9 { return }
    let room = isLogarithmic ? 0.3 : size == 0 ? 1 : min(size * 0.1, .greatestFiniteMagnitude / 4)
    low -= room
    high += room
    if low.isInfinite || high.isInfinite {
      (low, high) = (
        max(low, -.greatestFiniteMagnitude), min(high, .greatestFiniteMagnitude)
      )
    }
  }

  /// Steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice Numbers for Graph Labels", 1990).
  private mutating func placeLinear(isTight: Bool) {
    let parts: Double = isTight ? 8 : 5
    let raw = high / parts - low / parts
    let power = pow(10, log10(raw).rounded(.down))
    guard power > 0, power.isFinite else {
      ticks = [(low, Self.text(low)), (high, Self.text(high))]
      return
    }
    let step = power * (([1, 2, 5, 10] as [Double]).first { raw <= power * $0 * 1.0001 } ?? 10)
    let first = isTight ? (low / step).rounded(.up) : (low / step).rounded(.down)
    let last = isTight ? (high / step).rounded(.down) : (high / step).rounded(.up)
    if !isTight && (first * step).isFinite && (last * step).isFinite {
      (low, high) = (first * step, last * step)
    }
    var at = first
    while at <= last && ticks.count < 16 {
      // A multiple of 0.001 is written better as a quotient: 3 / 1000 rather than 3 * 0.001.
      let value = step < 1 ? at / (1 / step).rounded() : at * step
      if step < 1e-9 {
        ticks.append((at * step, text(at * step)))
      } else if value.isFinite {
        ticks.append((value, text(value)))
      }
      at += 1
    }
  }

  /// Powers of ten, every few of them for a long range.
  private mutating func placeDecades() {
    (low, high) = (low.rounded(.down), high.rounded(.up))
    let stride = max(1, ((high - low) / 8).rounded(.up))
    var at = low
    while at <= high {
      ticks.append((at, text(at)))
      at += stride
    }
  }

  /// Less than a decade: the ticks a linear axis would have.
  private mutating func placeWithinDecade() {
    let linear = ChartAxis(values: [pow(10, low), pow(10, high)])
    ticks = linear.ticks.filter { $0.value > 0 }.map { (log10($0.value), $0.text) }
    low = min(low, ticks.first?.value ?? low)
    high = max(high, ticks.last?.value ?? high)
  }

  private func text(_ unit: Double) -> String {
    isLogarithmic ? Self.text(pow(10, unit)) : Self.text(unit)
  }

  /// A number with at most 4 significant digits: `0.25`, `1200`, `50k`, `3e-7`.
  static func text(_ value: Double) -> String {
    if value == 0 { return "0" }
    let size = abs(value)
    let exponent = log10(size * 1.00001).rounded(.down)
    if size >= 0.001 && size < 10_000 { return trimmed(value, digits: Int(3 - exponent)) }
    if size >= 10_000 && size < 1e9 {
      let (unit, name) = size < 1e6 ? (1e3, "k") : (1e6, "M")
      let scaled = value / unit
      let digits = 3 - Int(log10(abs(scaled) * 1.00001).rounded(.down))
      return trimmed(scaled, digits: digits) + name
    }
    let mantissa = value / pow(10, exponent)
    if !mantissa.isFinite { return "\(value)" }
    return trimmed(mantissa, digits: 2) + "e\(Int(exponent))"
  }

  /// `value` rounded to `digits` decimals, without zeros at the end.
  private static func trimmed(_ value: Double, digits: Int) -> String {
    let scale = pow(10, Double(max(digits, 0)))
    let text = "\((value * scale).rounded() / scale)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
