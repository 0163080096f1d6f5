/// Text and numbers as SVG needs them; no fonts are at hand, so widths are estimates.
enum SVGText {
  /// The size of emphasised text, in pixels.
  static let regular = 13.0
  /// The size of other text, in pixels.
  static let small = 11.0
  /// The fonts asked for, in this order.
  static let fonts = "Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"

  /// `text` for element content and attribute values; characters that XML lacks become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      default:
        let isForeign = scalar.value < 0x20 || scalar.value & 0xfffe == 0xfffe
        result.unicodeScalars.append(isForeign ? "\u{fffd}" : scalar)
      }
    }
    return result
  }

  /// `text`, cut after `limit` characters.
  static func shortened(_ text: String, limit: Int = 56) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  /// About how wide `text` is in pixels; rather too much than too little.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var ems = 0.0
    for character in text {
      switch character {
      case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", "·": ems += 0.32
      case "f", "t", "r", "(", ")", "[", "]", " ", "-", "/": ems += 0.4
      case "m", "w", "M", "W", "@", "%", "…", "→", "←": ems += 0.92
      case "a"..."z", "0"..."9", "_": ems += 0.6
      case "A"..."Z", "+", "=", "×", "<", ">", "#": ems += 0.72
      default: ems += character.unicodeScalars.allSatisfy { $0.value < 0x1100 } ? 0.65 : 1
      }
    }
    return ems * size * (isBold ? 1.08 : 1)
  }

  /// A coordinate with at most one decimal: `12`, `12.5`.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    guard let whole = Int(exactly: tenths) else { return "0" }
    if whole % 10 == 0 { return String(whole / 10) }
    return (whole < 0 ? "-" : "") + "\(abs(whole) / 10).\(abs(whole) % 10)"
  }
}
