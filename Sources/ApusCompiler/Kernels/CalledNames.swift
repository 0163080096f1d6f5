/// The functions and macros of ours that a text calls: names that begin with `apus_`. One pass over
/// the bytes, as searching a long text for each name takes longer than all else that is written.
struct CalledNames {
  private(set) var names: Set<String> = []

  init(_ text: String) { add(text) }

  /// Adds what another text calls.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var position = 0
      while position < bytes.count {
        guard CalledNames.isPartOfName(bytes[position]) else {
          position += 1
          continue
        }
        let start = position
        while position < bytes.count, CalledNames.isPartOfName(bytes[position]) { position += 1 }
        let name = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if name.starts(with: CalledNames.prefix) {
          names.insert(String(decoding: name, as: UTF8.self))
        }
      }
    }
  }

  func contains(_ name: String) -> Bool { names.contains(name) }

  private static let prefix = Array("apus_".utf8)

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
