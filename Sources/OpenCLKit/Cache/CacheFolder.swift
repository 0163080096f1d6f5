#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files of a cache: read, replaced as a whole, removed when they become too many. Every
/// failure is a nil or a false: a cache may be useless, it may not be fatal.
struct CacheFolder: Sendable {
  let path: String

  private static let suffix = ".clbin"
  private static let temporaryMark = ".part-"
  private static let staleSeconds = 3600

  /// `APUS_CACHE_DIR`, else `$XDG_CACHE_HOME/apus`, else `~/.cache/apus` (`~/Library/Caches/apus`
  /// on macOS); nil where no home is known.
  static func defaultPath(_ variable: (String) -> String? = Environment.value) -> String? {
    if let chosen = variable("APUS_CACHE_DIR") { return chosen }
    // The XDG rules: a relative path is to be ignored.
    if let caches = variable("XDG_CACHE_HOME"), caches.hasPrefix("/") { return caches + "/apus" }
    guard let home = variable("HOME") else { return nil }
    #if canImport(Darwin)
      return home + "/Library/Caches/apus"
    #else
      return home + "/.cache/apus"
    #endif
  }

  func path(of key: SHA256.Digest) -> String { path + "/" + key.hex + Self.suffix }

  /// The whole file, and its time set to now (the least recently used file is the first to go).
  func read(_ key: SHA256.Digest) -> [UInt8]? {
    let path = path(of: key)
    guard let bytes = PosixFile.read(path) else { return nil }
    utimes(path, nil)
    return bytes
  }

  func remove(_ key: SHA256.Digest) { unlink(path(of: key)) }

  /// Writes beside the final name, then renames: a reader sees the old file, the new one, or none.
  func write(_ bytes: [UInt8], for key: SHA256.Digest) -> Bool {
    guard PosixFile.makeFolders(path) else { return false }
    let unique = "\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let temporary = path + "/" + key.hex + Self.temporaryMark + unique
    guard PosixFile.write(bytes, to: temporary), rename(temporary, path(of: key)) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// Removes the least recently used entries until the rest fit into `limit` bytes, and temporary
  /// files that a crashed process left behind. Returns how many entries went.
  func evict(downTo limit: Int) -> Int {
    let now = Int(time(nil))
    var entries: [PosixFile.Entry] = []
    for entry in PosixFile.list(path) {
      if entry.name.contains(Self.temporaryMark) {
        if now - entry.modified > Self.staleSeconds { unlink(path + "/" + entry.name) }
      } else if entry.name.hasSuffix(Self.suffix) {
        entries.append(entry)
      }
    }
    var total = entries.reduce(0) { $0 + $1.byteCount }
    var removed = 0
    entries.sort { ($0.modified, $0.modifiedNanoseconds) < ($1.modified, $1.modifiedNanoseconds) }
    for entry in entries where total > limit {
      if unlink(path + "/" + entry.name) == 0 { removed += 1 }
      total -= entry.byteCount
    }
    return removed
  }
}
