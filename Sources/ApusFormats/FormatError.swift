import ApusGraph

/// A file of another program's format, or one for it, cannot be read or written.
///
/// The description says which file, what was expected, what was found, and what to do.
public struct FormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, for programs to branch on.
  public enum Kind: String, Sendable, Hashable {
    /// The file, or the folder to write into, is not there.
    case missingFile
    /// The system refused to open, read or write.
    case inputOutput
    /// The file ends before its contents do.
    case truncated
    /// The file is of another kind, or damaged.
    case corrupt
    /// The file is in order, but holds what Apus does not have.
    case unsupported
    /// There is nothing of that name in the file.
    case unknownName
    /// What was to be written cannot be.
    case invalidArgument
  }

  /// What went wrong, for programs to branch on.
  public var kind: Kind
  /// The file.
  public var path: String
  /// What should have been there.
  public var expected: String
  /// What was there.
  public var found: String
  /// What to do about it.
  public var advice: String

  /// An error that says what was expected, what was found, where, and what to do.
  public init(_ kind: Kind, path: String, expected: String, found: String, advice: String) {
    self.kind = kind
    self.path = path
    self.expected = expected
    self.found = found
    self.advice = advice
  }

  init(_ failure: FileFailure, path: String) {
    self.init(
      failure.isMissing ? .missingFile : .inputOutput, path: path, expected: failure.expected,
      found: failure.text, advice: "check the path and its permissions")
  }

  public var description: String {
    "\(kind.rawValue): expected \(expected); found \(found)\n  in \(path)\n  \(advice)"
  }
}
