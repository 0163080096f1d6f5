/// The file format of one cached program:
///
///     offset 0   8 bytes   magic "APUSCLB" and the format version
///     offset 8  32 bytes   the key (SHA-256)
///     offset 40  8 bytes   payload length, little endian
///     offset 48 32 bytes   SHA-256 of the payload
///     offset 80            the payload
enum CacheEntry {
  /// Raised whenever the format, or the meaning of a key, changes.
  static let formatVersion: UInt8 = 1

  private static let magic = Array("APUSCLB".utf8) + [formatVersion]
  private static let headerCount = 80

  static func encode(_ payload: [UInt8], key: SHA256.Digest) -> [UInt8] {
    var file = magic + key.bytes
    let count = UInt64(payload.count)
    file += (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    file += SHA256.hash(payload).bytes
    file += payload
    return file
  }

  /// The payload, or nil where the file is damaged, cut short, or was written for another key.
  static func decode(_ file: [UInt8], key: SHA256.Digest) -> [UInt8]? {
    guard file.count > headerCount, Array(file[0..<8]) == magic, Array(file[8..<40]) == key.bytes
    else { return nil }
    let count = file[40..<48].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard count == UInt64(file.count - headerCount) else { return nil }
    let payload = Array(file[headerCount...])
    return SHA256.hash(payload).bytes == Array(file[48..<80]) ? payload : nil
  }
}
