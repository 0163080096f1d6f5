import FoundationEssentials

/// Compares a text with the committed one in Tests/Fixtures/Snapshots.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter Snapshot` writes what is found instead; look at the
/// difference before committing it.
/// - Returns: the first line that differs, in words; nil where none does.
package func snapshotDifference(_ found: String, _ name: String) throws -> String? {
  let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  let file = URL(filePath: "\(tests)/Fixtures/Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(
      atPath: "\(tests)/Fixtures/Snapshots", withIntermediateDirectories: true)
    try Data((found + "\n").utf8).write(to: file)
    return nil
  }
  let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  let (old, new) = (lines(kept), lines(found + "\n"))
  let first = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  guard let line = first ?? (old.count == new.count ? nil : min(old.count, new.count)) else {
    return nil
  }
  func text(_ lines: [Substring]) -> Substring { lines.indices.contains(line) ? lines[line] : "" }
  return "\(name), line \(line + 1): '\(text(old))' became '\(text(new))'"
}

private func lines(_ text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false)
}
