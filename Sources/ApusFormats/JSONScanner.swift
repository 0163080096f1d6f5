/// Reads JSON (RFC 8259) from front to back, one value at a time. Unlike a decoder it shows every
/// member of an object, so that names that come twice are noticed, and it trusts nothing: numbers are
/// checked, text has to be UTF-8, and nesting is bounded.
struct JSONScanner {
  /// Where the text is no JSON, or another value than was asked for.
  struct Failure: Error {
    /// The byte, from 0.
    var place: Int
    var expected: String
  }

  private let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether only blanks are left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return place == bytes.count
  }

  /// Calls `member` at the value of each member of an object; it has to read the value.
  mutating func object<E: Error>(
    _ member: (inout JSONScanner, String) throws(E) -> Void, orThrow convert: (Failure) -> E
  ) throws(E) {
    func attempt<T>(_ read: (inout JSONScanner) throws(Failure) -> T) throws(E) -> T {
      do { return try read(&self) } catch { throw convert(error) }
    }
    try attempt { (scanner) throws(Failure) in try scanner.require("{") }
    if take("}") { return }
    repeat {
      let name = try attempt { (scanner) throws(Failure) in try scanner.string() }
      try attempt { (scanner) throws(Failure) in try scanner.require(":") }
      try member(&self, name)
    } while take(",")
    try attempt { (scanner) throws(Failure) in try scanner.require("}") }
  }

  /// Calls `member` at the value of each member of an object; it has to read the value.
  mutating func object(
    _ member: (inout JSONScanner, String) throws(Failure) -> Void
  ) throws(Failure) {
    try object(member, orThrow: { $0 })
  }

  /// An array of integers of at least 0 that an Int holds.
  mutating func integers() throws(Failure) -> [Int] {
    try require("[")
    if take("]") { return [] }
    var found: [Int] = []
    repeat { found.append(try integer()) } while take(",")
    try require("]")
    return found
  }

  /// An integer of at least 0 that an Int holds.
  mutating func integer() throws(Failure) -> Int {
    skipBlanks()
    let start = place
    var value = 0
    while place < bytes.count, case let digit = Int(bytes[place]) - 48, (0...9).contains(digit) {
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, alsoTooLarge) = product.addingReportingOverflow(digit)
      if tooLarge || alsoTooLarge || (place > start && bytes[start] == UInt8(ascii: "0")) {
        throw Failure(place: start, expected: "an integer below 2⁶³")
      }
      value = sum
      place += 1
    }
    let isFraction = place < bytes.count && [".", "e", "E"].contains(UnicodeScalar(bytes[place]))
    if place == start || isFraction {
      throw Failure(place: start, expected: "an integer of at least 0")
    }
    return value
  }

  /// A text.
  mutating func string() throws(Failure) -> String {
    try require("\"")
    let start = place
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw Failure(place: start, expected: "text in UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): text += try escaped()
      case 0..<0x20: throw Failure(place: place - 1, expected: "no control character in text")
      default: text.append(byte)
      }
    }
    throw Failure(place: place, expected: "the end of a text")
  }

  /// Passes over any value.
  mutating func skip(depth: Int = 0) throws(Failure) {
    guard depth < 64 else { throw Failure(place: place, expected: "no more than 64 levels") }
    skipBlanks()
    guard place < bytes.count else { throw Failure(place: place, expected: "a value") }
    switch bytes[place] {
    case UInt8(ascii: "{"):
      try object { (scanner, _) throws(Failure) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try require("[")
      if take("]") { return }
      repeat { try skip(depth: depth + 1) } while take(",")
      try require("]")
    case UInt8(ascii: "\""): _ = try string()
    default:
      let start = place
      while place < bytes.count, isWordPart(bytes[place]) { place += 1 }
      let word = String(decoding: bytes[start..<place], as: UTF8.self)
      guard ["true", "false", "null"].contains(word) || Double(word)?.isFinite == true else {
        throw Failure(place: start, expected: "a value")
      }
    }
  }

  private func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The character behind a backslash, of two `\u` where the first is half of a pair.
  private mutating func escaped() throws(Failure) -> [UInt8] {
    guard place < bytes.count else { throw Failure(place: place, expected: "an escape") }
    place += 1
    switch bytes[place - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[place - 1]]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): break
    default: throw Failure(place: place - 1, expected: "an escape that JSON knows")
    }
    let start = place
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code), place + 1 < bytes.count,
      bytes[place] == UInt8(ascii: "\\"),
      bytes[place + 1] == UInt8(ascii: "u")
    {
      place += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw Failure(place: start, expected: "two halves of a character")
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = UnicodeScalar(code) else {
      throw Failure(place: start, expected: "a whole character")
    }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard place < bytes.count, let digit = Character(UnicodeScalar(bytes[place])).hexDigitValue,
        bytes[place] < 0x80
      else { throw Failure(place: place, expected: "four hexadecimal digits") }
      value = value << 4 + UInt32(digit)
      place += 1
    }
    return value
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
  }

  /// Whether a mark comes next, which is then passed.
  private mutating func take(_ mark: UnicodeScalar) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  private mutating func require(_ mark: UnicodeScalar) throws(Failure) {
    guard take(mark) else { throw Failure(place: place, expected: "'\(mark)'") }
  }
}

/// A text in JSON, with the escapes that it must have and no others.
func jsonText(_ text: String) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\u{8}": json += "\\b"
    case "\u{C}": json += "\\f"
    case "\n": json += "\\n"
    case "\r": json += "\\r"
    case "\t": json += "\\t"
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}
