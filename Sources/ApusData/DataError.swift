/// Something is wrong with a data file, a data set or the way it is cut into batches.
///
/// The description says what was expected, what was found, in which file and where, and what to do.
public struct DataError: Error, Sendable, Hashable {
  /// What went wrong, for programs to branch on.
  public enum Kind: String, Sendable, Hashable {
    /// A file is not there.
    case missingFile
    /// The system refused to open, read or write a file.
    case inputOutput
    /// The file is of another format.
    case foreignFormat
    /// The file ends before its contents do.
    case truncated
    /// The file goes on after its contents end.
    case trailingBytes
    /// The file contradicts itself or its checksum.
    case corrupt
    /// The contents are larger than the given or the possible size.
    case tooLarge
    /// A shared library that is opened at run time is not installed.
    case missingLibrary
    /// An argument is outside of what is possible.
    case invalidArgument
    /// Tensors or files that belong together differ in their number of rows.
    case unequalCounts
    /// The element type has no place in the file format.
    case unsupported
  }

  /// What went wrong.
  public var kind: Kind
  /// What was expected.
  public var expected: String
  /// What was found.
  public var found: String
  /// What to do about it.
  public var advice: String
  /// The file, if one is concerned.
  public var path: String?
  /// The byte in the file, counted from 0, if one is to blame.
  public var offset: Int?

  /// An error with its four answers: expected, found, where (`path`, `offset`), what to do.
  public init(
    _ kind: Kind, expected: String, found: String, advice: String, path: String? = nil,
    offset: Int? = nil
  ) {
    self.kind = kind
    self.expected = expected
    self.found = found
    self.advice = advice
    self.path = path
    self.offset = offset
  }
}

extension DataError: CustomStringConvertible {
  /// The error in up to three lines.
  public var description: String {
    var lines = ["\(kind.rawValue): expected \(expected); found \(found)"]
    if let path {
      lines.append("  in \(path)" + (offset.map { ", at byte \($0)" } ?? ""))
    } else if let offset {
      lines.append("  at byte \(offset)")
    }
    lines.append("  \(advice)")
    return lines.joined(separator: "\n")
  }
}
