#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text in columns, and text for standard error.
enum Output {
  /// Rows as lines whose columns are as wide as their widest entry.
  /// - Parameter rightAligned: the positions of columns of numbers.
  static func table(_ rows: [[String]], indent: String = "", rightAligned: Set<Int> = []) -> String
  {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    let lines = rows.map { row in
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return rightAligned.contains(column) ? space + text : text + space
      }
      let line = indent + cells.joined(separator: "  ")
      return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
    return lines.joined(separator: "\n")
  }

  /// Prints a line on standard error.
  static func note(_ text: String) {
    var bytes = Array((text + "\n").utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      bytes = bytes.dropFirst(max(count, 0))
    }
  }

  /// A number of bytes for people: `12.3 MiB`.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var (value, unit) = (bytes, 0)
    while value >= 10240 && unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    // One digit after the point where the number is small.
    if unit + 1 < units.count && value >= 1024 {
      let tenths = value * 10 / 1024
      return "\(tenths / 10).\(tenths % 10) \(units[unit + 1])"
    }
    return "\(value) \(units[unit])"
  }
}
