import ApusGraph

/// By which counters a parameter goes. In an edited graph an optimizer finds the counters it had, which
/// have run on; a parameter that it has not learned before starts with moments of 0, and needs counters
/// that start with them. All parameters that are new in one edit share a set of their own, `edit1` for
/// the first such edit: it is a part of the names of their counters and of their states, so that the
/// next edit finds both. A graph that is not an edit has but the one set without a name.
struct CounterSets {
  /// The set without a name.
  static let main = ""

  /// The path before the names of what is built now.
  private let scope: String
  private let optimizer: String
  /// The names of the states that the edited graph had.
  private let states: Set<String>
  /// The same without the last part.
  private let owners: Set<String>
  /// How many sets with a name there are.
  private let count: Int
  /// Whether a parameter without states of the rule is one that it has not learned.
  private let tellsByStates: Bool

  init(_ builder: GraphBuilder, _ optimizer: String) {
    scope = builder.scopePath.isEmpty ? "" : "\(builder.scopePath)."
    self.optimizer = optimizer
    states = Set(builder.inheritedStates)
    owners = Set(states.map { $0.split(separator: ".").dropLast().joined(separator: ".") })
    count =
      states.lazy.flatMap { $0.split(separator: ".") }
      .compactMap { $0.hasPrefix("edit") ? Int($0.dropFirst(4)) : nil }.max() ?? 0
    let shared = "\(scope)\(optimizer)."
    let hasCounters = states.contains { $0.hasPrefix(shared) && $0 != "\(shared)accumulated" }
    let hasOwn = states.contains { $0.contains(".\(optimizer).") && !$0.hasPrefix(shared) }
    tellsByStates = hasCounters && hasOwn
  }

  /// The set of a parameter.
  /// - Parameter states: the part of its states' names after the parameter's.
  func set(of parameter: Variable, states: String) -> String {
    let owner = "\(scope)\(parameter).\(states)"
    if let known = latest(where: { owners.contains("\(owner).\($0)") }) {
      return known
    }
    return owners.contains(owner) || !tellsByStates ? Self.main : new
  }

  /// The set of a running average.
  func set(ofAverage name: String) -> String {
    let name = "\(scope)\(name)"
    if let known = latest(where: { states.contains("\(name).\($0)") }) { return known }
    let hasRun = states.contains("\(scope)\(optimizer).steps")
    return states.contains(name) || !hasRun ? Self.main : new
  }

  private var new: String { "edit\(count + 1)" }

  private func latest(where holds: (String) -> Bool) -> String? {
    stride(from: count, to: 0, by: -1).lazy.map { "edit\($0)" }.first(where: holds)
  }
}
