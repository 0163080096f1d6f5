/// Which values of a store go into a file, or come out of one.
public enum StoreContents: Hashable, Sendable {
  /// Parameters alone: what is handed on.
  case parameters
  /// Parameters, states, hyper-parameters, the step and the seed: all that a run needs to go on as if
  /// it had not stopped.
  case all
  /// The parameters and states of these names.
  case only(Set<String>)
}

/// What `VariableStore.load` accepts.
public enum LoadTolerance: Hashable, Sendable {
  /// A file that has what the store has: each name, with its shape and type.
  case exact
  /// Any file: what matches is loaded, and the report tells of the rest.
  case partial
}

/// How the names of a file become those of a store.
///
///     .prefix("model.", "encoder/")        // model.weight → encoder/weight; others are left out
///     .names(["w": "dense1.weight"])       // others keep their names
public struct NameMapping: Sendable {
  private let map: @Sendable (String) -> String?

  /// A mapping by a function; nil leaves a tensor out.
  public init(_ map: @escaping @Sendable (String) -> String?) { self.map = map }

  /// Each name as it is.
  public static let none = NameMapping { $0 }

  /// By a table; what is not in it keeps its name.
  public static func names(_ table: [String: String]) -> NameMapping {
    NameMapping { table[$0] ?? $0 }
  }

  /// Another beginning for names that begin with `old`; others are left out.
  public static func prefix(_ old: String, _ new: String) -> NameMapping {
    NameMapping { $0.hasPrefix(old) ? new + $0.dropFirst(old.count) : nil }
  }

  func callAsFunction(_ name: String) -> String? { map(name) }
}

/// What `VariableStore.load` found in a file. Names are those of the store, sorted.
public struct LoadReport: Sendable, Hashable {
  /// A tensor that does not fit.
  public struct Mismatch: Sendable, Hashable {
    /// The name in the store.
    public var name: String
    /// Type and shape in the store.
    public var expected: String
    /// Type and shape in the file.
    public var found: String

    /// A tensor that does not fit.
    public init(name: String, expected: String, found: String) {
      self.name = name
      self.expected = expected
      self.found = found
    }
  }

  /// What was loaded.
  public internal(set) var matched: [String] = []
  /// What was loaded after a conversion to the store's type.
  public internal(set) var converted: [String] = []
  /// What the store has and the file lacks.
  public internal(set) var missing: [String] = []
  /// What the file has and the store lacks.
  public internal(set) var unexpected: [String] = []
  /// What has another shape or type.
  public internal(set) var mismatched: [Mismatch] = []
  /// The number of the next step, where the file gave it.
  public internal(set) var step: Int?

  /// Whether file and store have the same.
  public var isExact: Bool { missing.isEmpty && unexpected.isEmpty && mismatched.isEmpty }
}

/// A file does not fit a store; nothing was changed.
public struct LoadError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var path: String
  /// All that does not fit.
  public var report: LoadReport
  /// What to do about it.
  public var advice: String

  public var description: String {
    func lines(_ title: String, _ all: [String]) -> [String] {
      if all.isEmpty { return [] }
      return ["  \(title): \(all.joined(separator: ", "))"]
    }
    let mismatched = report.mismatched.map { "\($0.name) (\($0.found), not \($0.expected))" }
    return
      (["a file that does not fit the store: \(path)"]
      + lines("missing in the file", report.missing)
      + lines("not in the store", report.unexpected)
      + lines("of another shape or type", mismatched) + ["  \(advice)"])
      .joined(separator: "\n")
  }
}
