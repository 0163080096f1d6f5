import ApusGraph

/// Something went wrong while a plan was carried out.
public struct RuntimeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, for programs to branch on.
  public enum Kind: String, Sendable, Hashable {
    /// An index computed on the device was out of range; no state changed since.
    case indexOutOfRange
    /// The device gave up in the middle of a step: what it held of parameters and states is not to
    /// be trusted.
    case deviceFailed
    /// A setting from the environment makes no sense.
    case invalidSetting
    /// A result was asked for that no longer exists, or never did.
    case noSuchResult
    /// Things of different contexts were mixed.
    case foreignContext
    /// A value does not fit where it is put.
    case mismatch
  }

  /// What went wrong, for programs to branch on.
  public var kind: Kind
  /// What should have been there.
  public var expected: String
  /// What was there.
  public var found: String
  /// What to do about it.
  public var advice: String
  /// The operation and the place in user code, where known.
  public var place: String

  /// An error that says what was expected, what was found, where, and what to do.
  public init(
    _ kind: Kind, expected: String, found: String, advice: String, place: String = ""
  ) {
    self.kind = kind
    self.expected = expected
    self.found = found
    self.advice = advice
    self.place = place
  }

  public var description: String {
    "\(kind.rawValue): expected \(expected); found \(found)"
      + (place.isEmpty ? "" : "\n  \(place)") + "\n  \(advice)"
  }
}
