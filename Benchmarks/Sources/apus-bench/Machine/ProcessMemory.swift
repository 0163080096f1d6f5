import Foundation

/// The resident memory of this process.
enum ProcessMemory {
  /// Bytes at four times.
  struct Readings: Codable {
    /// With the device opened, and neither model nor data.
    var base: Int
    /// With model and data in memory, before the first step.
    var start: Int
    /// After the first step, which compiles.
    var firstStep: Int
    /// After the last step; nil for a process of one step.
    var end: Int?
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
