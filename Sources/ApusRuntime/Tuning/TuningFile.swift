import ApusCompiler
import ApusGraph
import OpenCLKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file in which the measurements of a device are kept: JSON with the identity of what was
/// measured, in the folder `tuning` of the cache. What was measured on another device, driver or
/// version of Apus is passed over, and replaced by the next `apus tune`.
package struct TuningFile {
  /// Raised whenever the format, or the meaning of a plan's name, changes.
  package static let schema = 1

  /// What measurements hold for.
  package struct Identity: Hashable, Codable {
    package var schema = TuningFile.schema
    /// The version of Apus.
    package var apus = Compiler.version
    package var device: String
    package var driver: String
    package var platform: String
    /// The traits that the compiler was given, printed.
    package var traits: String
  }

  package struct Content: Codable {
    package var identity: Identity
    package var table: TuningTable
  }

  /// Where it is; nil where no cache folder is known.
  package let path: String?
  package let identity: Identity

  /// The file for a device with given traits.
  /// - Parameter folder: the cache folder; `APUS_CACHE_DIR` and so on if nil.
  package init(_ device: Device, _ traits: DeviceTraits, folder: String? = nil) {
    identity = Identity(
      device: device.name, driver: device.driverVersion,
      platform: "\(device.platform.name), \(device.platform.version)", traits: "\(traits)")
    // One file for a device, so that measurements for an older driver are noticed.
    let name = device.name.map { $0.isLetter && $0.isASCII || $0.isNumber ? String($0) : "-" }
    path = BinaryCache(directory: folder).directory.map {
      "\($0)/tuning/\(name.joined())-\(traits.family).json"
    }
  }

  /// Whether contexts look for a file: unless `APUS_TUNING` says no.
  /// - Throws: `RuntimeError` for a setting that is neither yes nor no.
  package static var isUsed: Bool {
    get throws(RuntimeError) {
      try isUsed(setting: getenv("APUS_TUNING").map { String(cString: $0) } ?? "")
    }
  }

  /// The meaning of `APUS_TUNING`; empty is as if it were not set.
  package static func isUsed(setting: String) throws(RuntimeError) -> Bool {
    switch setting.lowercased() {
    case "", "on", "true", "1": return true
    case "off", "false", "0": return false
    default:
      throw RuntimeError(
        .invalidSetting, expected: "on, off, true, false, 1 or 0 in APUS_TUNING",
        found: "'\(setting)'", advice: "unset the variable to have measurements used")
    }
  }

  /// The measurements; none where there is no file, or where it holds for something else, which is
  /// said once on standard error.
  package func table() -> TuningTable {
    guard let path, access(path, F_OK) == 0 else { return TuningTable() }
    let content: Content
    do {
      content = try GraphFile.load(from: path)
    } catch {
      ignore("cannot be read (\(error.found))")
      return TuningTable()
    }
    guard content.identity == identity else {
      ignore("was made for another device, driver or version of Apus")
      return TuningTable()
    }
    return content.table
  }

  /// Replaces the file as a whole.
  /// - Throws: `GraphFileError` with the system's reason; the file is as it was then.
  package func save(_ table: TuningTable) throws {
    let (path, _) = try writablePath()
    try GraphFile.save(Content(identity: identity, table: table), to: path)
  }

  /// Makes the folder, and finds out whether the file can be written: before anything is measured.
  /// - Throws: `RuntimeError` that names the folder and the system's reason.
  package func checkWritable() throws(RuntimeError) {
    let (path, folder) = try writablePath()
    if access(folder, W_OK | X_OK) != 0 { throw unwritable(folder, errno) }
    if access(path, F_OK) == 0, access(path, W_OK) != 0 { throw unwritable(path, errno) }
  }

  /// The file and its folder, which is there from then on.
  private func writablePath() throws(RuntimeError) -> (path: String, folder: String) {
    guard let path else {
      throw RuntimeError(
        .invalidSetting, expected: "a folder for measurements", found: "no home folder",
        advice: "set APUS_CACHE_DIR")
    }
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    // Each folder by itself, so that the error names the one that stands in the way.
    var made = folder.hasPrefix("/") ? "" : "."
    for name in folder.split(separator: "/") {
      made += "/\(name)"
      guard mkdir(made, 0o777) != 0 else { continue }
      // Where a folder is there already, a file system may refuse first for another reason.
      let reason = errno
      var facts = stat()
      guard stat(made, &facts) == 0 else { throw unwritable(made, reason) }
      guard facts.st_mode & S_IFMT == S_IFDIR else { throw unwritable(made, ENOTDIR) }
    }
    return (path, folder)
  }

  private func unwritable(_ path: String, _ reason: Int32) -> RuntimeError {
    RuntimeError(
      .invalidSetting, expected: "a cache folder that can be written, for \(self.path ?? "")",
      found: "\(path): \(String(cString: strerror(reason)))",
      advice: "give yourself the right to write there, or set APUS_CACHE_DIR to another folder")
  }

  /// Says once which plans of a table were passed over.
  package static func report(_ unknownPlans: [String]) {
    for plan in unknownPlans {
      say("names the plan \(plan), which this version of Apus does not offer; the usual one runs")
    }
  }

  private func ignore(_ what: String) {
    TuningFile.say("\(path ?? "") \(what) and is ignored; 'apus tune' makes it anew")
  }

  private static func say(_ what: String) {
    guard TuningFile.said.withLock({ $0.insert(what).inserted }) else { return }
    let line = "apus: the tuning table \(what)\n"
    let bytes = Array(line.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// What this process has said already.
  private static let said = Protected<Set<String>>([])
}
