/// The rule that a parameter follows.
struct RuleAssignment {
  /// The main rule, or that of the group.
  let rule: any Optimizer
  /// The name of the group; nil for the main rule's.
  var group: String?
  /// The numbers that are the group's own; nil for all.
  var own: Set<String>? = []
  /// Factors of penalties, where the group has its own.
  var l1: Double?
  var l2: Double?
  /// What the group is kept to, where it differs.
  var constraint: MaxNorm?

  /// The main rule.
  init(main: any Optimizer) { rule = main }

  /// The rule of a group.
  /// - Throws: `GraphError` for a number that the rule does not have, or out of its range.
  init(_ group: ParameterGroup, main: any Optimizer) throws(GraphError) {
    self.group = group.name
    (l1, l2, constraint) = (group.l1, group.l2, group.constraint)
    switch group.rule {
    case .other(let other):
      (rule, own) = (other, nil)
    case .overriding(let numbers):
      rule = try main.overriding(numbers)
      own = Set(numbers.keys)
    }
    try rule.validate()
  }

  /// The rule of each of `parameters`.
  /// - Throws: `GraphError` for groups that share a name or a parameter, and a parameter that is not
  ///   learned.
  static func assign(
    _ groups: [ParameterGroup], to parameters: [Variable], main: any Optimizer
  ) throws(GraphError) -> [RuleAssignment] {
    var assignments: [Variable: RuleAssignment] = [:]
    var names: Set<String> = []
    let learned = Set(parameters)
    for group in groups {
      guard !group.name.isEmpty, names.insert(group.name).inserted else {
        throw GraphError(
          .duplicateName, expected: "groups with names of their own", found: "'\(group.name)'",
          advice: "give each group another name", operation: "minimize")
      }
      let assignment = try RuleAssignment(group, main: main)
      let graph = parameters.first?.builder.finish()
      for parameter in group.parameters.map(\.original)
      where graph?.isFrozen(parameter.id.index) != true {
        guard learned.contains(parameter) else {
          throw GraphError(
            .invalidArgument, expected: "parameters that are learned in group '\(group.name)'",
            found: "\(parameter)",
            advice: "leave out what the loss does not depend on, or `parameters:` does not list",
            operation: "minimize")
        }
        if let other = assignments[parameter] {
          throw GraphError(
            .invalidArgument, expected: "each parameter in one group at most",
            found: "\(parameter) in '\(other.group ?? "")' and '\(group.name)'",
            advice: "leave it out of one of them", operation: "minimize")
        }
        assignments[parameter] = assignment
      }
    }
    let rest = RuleAssignment(main: main)
    return parameters.map { assignments[$0] ?? rest }
  }
}
