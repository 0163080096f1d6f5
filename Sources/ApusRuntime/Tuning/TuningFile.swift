import ApusCompiler
import ApusGraph
import FoundationEssentials
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

  /// Whether contexts look for a file: unless `APUS_TUNING` is `off`.
  package static let isUsed = getenv("APUS_TUNING").map { String(cString: $0) } != "off"

  /// The measurements; none where there is no file, or where it holds for something else, which is
  /// said once on standard error.
  package func table() -> TuningTable {
    guard let path, access(path, F_OK) == 0 else { return TuningTable() }
    let content: Content
    do {
      content = try GraphFile.load(from: path)
    } catch {
      say("cannot be read (\(error.found))")
      return TuningTable()
    }
    guard content.identity == identity else {
      say("was made for another device, driver or version of Apus")
      return TuningTable()
    }
    return content.table
  }

  /// Replaces the file as a whole.
  /// - Throws: `GraphFileError` with the system's reason; the file is as it was then.
  package func save(_ table: TuningTable) throws {
    guard let path else {
      throw RuntimeError(
        .invalidSetting, expected: "a folder for measurements", found: "no home folder",
        advice: "set APUS_CACHE_DIR")
    }
    let folder = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
    try FileManager.default.createDirectory(
      atPath: String(folder), withIntermediateDirectories: true)
    try GraphFile.save(Content(identity: identity, table: table), to: path)
  }

  private func say(_ what: String) {
    let path = path ?? ""
    guard TuningFile.said.withLock({ $0.insert(path).inserted }) else { return }
    let line = "apus: the tuning table \(path) \(what) and is ignored; 'apus tune' makes it anew\n"
    let bytes = Array(line.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// The files of which this process has said something already.
  private static let said = Protected<Set<String>>([])
}
