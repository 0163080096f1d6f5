/// Numbers as short decimal text, without Foundation.
package enum NumberText {
  /// `value` with this many digits after the point: `0.9812`.
  package static func fixed(_ value: Double, digits: Int) -> String {
    if value.isNaN { return "nan" }
    guard value.isFinite else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let number = Int(scaled)
    let sign = value < 0 && number > 0 ? "-" : ""
    if digits == 0 { return sign + "\(number)" }
    let (whole, part) = number.quotientAndRemainder(dividingBy: Int(scale))
    let fraction = String(part)
    return sign + "\(whole)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A loss: four significant digits, with an exponent where it is very small or large.
  package static func short(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    let size = value.magnitude
    guard size.isFinite, size != 0 else { return "\(value)" }
    if size >= 1e5 || size < 1e-3 {
      let exponent = decimalExponent(of: size)
      return fixed(value / power(exponent), digits: 2) + "e\(exponent)"
    }
    return fixed(value, digits: size >= 1000 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4)
  }

  /// A duration: `42 s`, `3:07`, `1:02:45`.
  package static func time(seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let total = Int(seconds.rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if total < 60 { return "\(total) s" }
    if total < 3600 { return "\(total / 60):\(two(total % 60))" }
    return "\(total / 3600):\(two(total / 60 % 60)):\(two(total % 60))"
  }

  /// A whole number in groups of three digits: `1,234,567`.
  package static func grouped(_ value: Int) -> String {
    var text = ""
    for (position, digit) in String(value.magnitude).reversed().enumerated() {
      if position > 0, position % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + String(text.reversed())
  }

  /// A number of bytes: `512 B`, `1.5 kB`, `31.2 MB`.
  package static func bytes(_ count: Int) -> String {
    var (value, unit) = (Double(count), 0)
    let units = ["B", "kB", "MB", "GB", "TB"]
    while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return fixed(value, digits: unit == 0 ? 0 : 1) + " " + units[unit]
  }

  private static func decimalExponent(of size: Double) -> Int {
    var exponent = 0
    var rest = size
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }

  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent.magnitude { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }
}

extension Duration {
  /// The duration as a number of seconds.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
