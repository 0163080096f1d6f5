/// What makes a cached binary the right one: anything that changes the compiler's output.
enum CacheKey {
  static func make(source: String, options: String, device: Device) -> SHA256.Digest {
    make(parts: [
      source, options, device.name, device.vendor, device.version, device.driverVersion,
      device.platform.name, device.platform.version,
    ])
  }

  /// Each part is preceded by its length, so that text cannot move from one part to the next
  /// unseen.
  static func make(parts: [String]) -> SHA256.Digest {
    var hash = SHA256()
    hash.update("apus program \(CacheEntry.formatVersion)".utf8)
    for part in parts {
      hash.update("\n\(part.utf8.count)\n".utf8)
      hash.update(part.utf8)
    }
    return hash.finalize()
  }
}
