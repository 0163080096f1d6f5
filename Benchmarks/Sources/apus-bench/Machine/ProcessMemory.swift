import Foundation

/// The resident memory of this process.
enum ProcessMemory {
  /// Bytes at three times.
  struct Readings: Encodable {
    /// With model and data in memory, before the first step.
    var start: Int
    /// After the first step, which compiles.
    var firstStep: Int
    /// After the last step.
    var end: Int
  }

  /// Bytes that are resident now; nil where the system does not say (it does on Linux).
  static var resident: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return nil
    }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? Int(fields[1]).map { $0 * sysconf(Int32(_SC_PAGESIZE)) } : nil
  }
}
