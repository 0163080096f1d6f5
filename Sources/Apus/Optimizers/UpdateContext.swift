/// What an update rule works with: hyper-parameters, and states that live from step to step.
public struct UpdateContext {
  /// Whose numbers are asked for.
  private struct Scope {
    var rule: any Optimizer
    /// The first values of the rule's numbers.
    var values: [String: Double]
    /// The group of the parameter; nil for the main rule's.
    var group: String?
    /// The numbers that are the group's own; nil for all.
    var own: Set<String>?
    /// The part of a state's name between the parameter's and its own.
    var states: String
  }

  let builder: GraphBuilder
  /// The name before the hyper-parameters, and in the names of states.
  let optimizer: String
  /// The device scalars that were asked for, by `name` or `group.name`.
  private(set) var hyperparameters: [String: Variable] = [:]
  /// Their first values, by the same names.
  private(set) var initialValues: [String: Double] = [:]
  /// What may be set, by the same names.
  private(set) var ranges: [String: HyperparameterRange] = [:]
  /// The parameter being updated.
  private var parameter: Variable
  private var scope: Scope
  var updates: [StateUpdate] = []
  /// The new values of states that several parameters share, by their names.
  private var shared: [String: Variable] = [:]
  /// The number of updates before this one, int32, by the set of counters.
  private var counts: [String: Variable] = [:]
  /// The sets of counters that there are.
  private let counters: CounterSets
  /// The set by which the parameter goes.
  private var counterSet = CounterSets.main

  /// - Parameter parameter: any, for the start.
  init(builder: GraphBuilder, optimizer: String, rule: any Optimizer, parameter: Variable) {
    self.builder = builder
    self.optimizer = optimizer
    self.parameter = parameter
    counters = CounterSets(builder, optimizer)
    scope = Scope(rule: rule, values: [:], group: nil, own: [], states: optimizer)
  }

  /// Turns to a parameter, with the rule that it follows.
  mutating func enter(_ parameter: Variable, _ assignment: RuleAssignment) {
    self.parameter = parameter
    let group = assignment.group
    scope = Scope(
      rule: assignment.rule, values: UpdateContext.values(assignment.rule), group: group,
      own: assignment.own,
      states: assignment.own == nil ? "\(optimizer).\(group ?? "")" : optimizer)
    counterSet = counters.set(of: parameter, states: scope.states)
    if counterSet != CounterSets.main { scope.states += ".\(counterSet)" }
  }

  /// The set of counters of a running average.
  func set(ofAverage name: String) -> String { counters.set(ofAverage: name) }

  /// Counts by a set in what `body` builds.
  mutating func counting<Result>(
    by other: String, _ body: (inout UpdateContext) throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    let outer = counterSet
    defer { counterSet = outer }
    counterSet = other
    return try body(&self)
  }

  /// The set with a point behind it, for names.
  private var setPrefix: String { counterSet == CounterSets.main ? "" : "\(counterSet)." }

  private static func values(_ rule: any Optimizer) -> [String: Double] {
    Dictionary(rule.hyperparameters.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  // MARK: Hyper-parameters

  /// The device scalar of a hyper-parameter, float32, named `<optimizer>.<name>`; of a number that a
  /// group has for itself, `<optimizer>.<group>.<name>`.
  /// - Throws: `GraphError` for a name that the optimizer does not list.
  public mutating func hyperparameter(_ name: String) throws(GraphError) -> Variable {
    guard let value = scope.values[name] else {
      throw GraphError(
        .unknownName, expected: "a hyper-parameter of \(type(of: scope.rule).name)",
        found: "'\(name)'", advice: "it lists \(scope.values.keys.sorted().joined(separator: ", "))"
      )
    }
    let group = scope.own?.contains(name) == false ? nil : scope.group
    return try scalar(name, value, group: group, .rule(scope.rule))
  }

  /// A device scalar, known by `name` or `group.name`.
  mutating func scalar(
    _ name: String, _ value: Double, group: String?, _ range: HyperparameterRange
  ) throws(GraphError) -> Variable {
    let address = group.map { "\($0).\(name)" } ?? name
    if let variable = hyperparameters[address] { return variable }
    let variable = try builder.inheritedOrNew(
      .hyperparameter, "\(optimizer).\(address)", TensorType([]), initial: value)
    hyperparameters[address] = variable
    initialValues[address] = value
    ranges[address] = range
    return variable
  }

  // MARK: States

  /// A state of the parameter's shape and type (float32 for a half type), named
  /// `<parameter>.<optimizer>.<name>`, and `<parameter>.<optimizer>.edit1.<name>` for a parameter that
  /// is first learned in an edited graph, where the rule has learned others before.
  /// - Parameters:
  ///   - shape: fixed extents other than the parameter's.
  ///   - initial: every element before the first step.
  ///   - next: the value after the step, from the value before it.
  /// - Returns: the value after the step.
  public mutating func state(
    _ name: String, shape: Shape? = nil, initial: Double = 0,
    next: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    let state = try builder.inheritedOrNew(
      .state, "\(parameter).\(scope.states).\(name)",
      TensorType(shape ?? parameter.shape, parameter.dtype.computed), initial: initial)
    let value = try cast(next(state), to: state.dtype)
    updates.append(StateUpdate(state.id, value.id))
    return value
  }

  /// A scalar state that the parameters of a rule share, named `<optimizer>.<name>`, or
  /// `<optimizer>.<group>.<name>` for those of a group. The first parameter's `next` counts; the
  /// others get the same value. Parameters that are first learned in an edited graph share one that
  /// starts with them, `<optimizer>.edit1.<name>`.
  /// - Returns: the value after the step.
  public mutating func sharedState(
    _ name: String, initial: Double = 0, next: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    // A group may have another number for what the state is made of.
    let name = "\(optimizer).\(scope.group.map { "\($0)." } ?? "")\(setPrefix)\(name)"
    if let value = shared[name] { return value }
    let state = try builder.inheritedOrNew(.state, name, TensorType([]), initial: initial)
    let value = try next(state)
    updates.append(StateUpdate(state.id, value.id))
    shared[name] = value
    return value
  }

  /// A running mean of the shape of the parameter, m ← share · m + (1 − share) · value.
  /// - Returns: the mean after the step.
  public mutating func runningMean(
    _ name: String, of value: @autoclosure () throws(GraphError) -> Variable,
    keeping share: Variable
  ) throws(GraphError) -> Variable {
    try state(name) { (m) throws(GraphError) in try share * m + (1 - share) * value() }
  }

  /// The weight that a running mean from 0 has gathered, c ← share · c + (1 − share), a shared state;
  /// 1 − shareᵗ after t steps with one share. It has none of the cancellation of that in float32, and
  /// stays right when a schedule changes the share or a faulty step changes nothing.
  /// - Returns: the weight after the step.
  public mutating func gatheredWeight(
    _ name: String, keeping share: Variable
  ) throws(GraphError) -> Variable {
    try sharedState(name) { (c) throws(GraphError) in try share * c + (1 - share) }
  }

  /// The number of updates before this one, 0 in the first, as a float32 scalar. It is a state,
  /// `<optimizer>.steps`: a faulty step does not count, and of accumulated gradients only the step
  /// that applies them does. For a parameter that is first learned in an edited graph it counts from
  /// there, as `<optimizer>.edit1.steps`.
  public mutating func step() throws(GraphError) -> Variable {
    try cast(updateCount(), to: .float32)
  }

  /// The same as an int32.
  mutating func updateCount() throws(GraphError) -> Variable {
    if let count = counts[counterSet] { return count }
    let state = try builder.inheritedOrNew(
      .state, "\(optimizer).\(setPrefix)steps", TensorType([], .int32), initial: 0)
    updates.append(StateUpdate(state.id, try (state + 1).id))
    counts[counterSet] = state
    return state
  }

  /// The step of another rule for the same parameter, for rules that wrap one.
  /// - Parameters: as `Optimizer.update`.
  /// - Returns: the value that `rule` gives the parameter.
  public mutating func update(
    _ parameter: Variable, gradient: Variable, by rule: some Optimizer
  ) throws(GraphError) -> Variable {
    let outer = scope
    defer { scope = outer }
    scope.rule = rule
    scope.values = UpdateContext.values(rule)
    return try rule.update(parameter, gradient: gradient, in: &self)
  }
}
