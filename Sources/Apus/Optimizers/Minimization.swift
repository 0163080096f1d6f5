/// The state changes that make a loss smaller, as `GraphBuilder.minimize` adds them to a graph.
public struct Minimization {
  /// Parameters and states with their next values, for `Executable`; those that layers attached to the
  /// loss come last.
  public let updates: [StateUpdate]
  /// The device scalars by their names, such as `learningRate`; a number that a group has for itself,
  /// such as `heads.learningRate`, and `clipNorm` of a clipping, too.
  public let hyperparameters: [String: Variable]
  /// What is learned.
  public let parameters: [Variable]
  /// The gradient of each parameter, as it comes from the loss.
  public let gradients: [Variable]
  /// The main rule, which knows the ranges of its numbers.
  public let optimizer: any Optimizer
  /// The running averages of parameters, by these; empty without `averaging:`.
  public let averages: [Variable: Variable]
  /// How many updates each average has seen, by the parameters: the states that count them.
  let averageCounts: [Variable: Variable]
  /// The first values of the hyper-parameters, by their names.
  let initialValues: [String: Double]
  private let ranges: [String: HyperparameterRange]

  init(
    _ context: UpdateContext, updates: [StateUpdate], attached: [StateUpdate],
    parameters: [Variable], gradients: [Variable], optimizer: any Optimizer,
    averages: [Variable: Variable], averageCounts: [Variable: Variable]
  ) {
    self.updates = updates + attached
    hyperparameters = context.hyperparameters
    ranges = context.ranges
    initialValues = context.initialValues
    self.parameters = parameters
    self.gradients = gradients
    self.optimizer = optimizer
    self.averages = averages
    self.averageCounts = averageCounts
  }

  /// Whether a hyper-parameter may have a value.
  /// - Throws: `GraphError` for a name that is not in use, with those that are, and for a number out
  ///   of its range.
  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    guard let range = ranges[hyperparameter] else {
      let known = hyperparameters.keys.sorted().joined(separator: ", ")
      throw GraphError(
        .unknownName, expected: "a hyper-parameter in use: \(known)", found: "'\(hyperparameter)'",
        advice: "give the optimizer a value other than 0 to have it in the graph")
    }
    // The rule of a group knows its numbers without the group's name.
    let name = hyperparameter.split(separator: ".").last.map(String.init) ?? hyperparameter
    try range.check(name, value)
  }
}

extension GraphBuilder {
  /// Adds the gradients of `loss` and one step of `optimizer` to the graph. Frozen parameters are
  /// not learned. The updates that layers attached to the loss (running statistics) are among the
  /// result's.
  ///
  /// - Parameters:
  ///   - loss: a floating-point scalar.
  ///   - parameters: what to learn; nil for every parameter that the loss depends on.
  ///   - groups: parameters with numbers or a rule of their own.
  ///   - options: accumulates, clips and adds to the gradients before a rule sees them.
  ///   - constraint: what every parameter is kept to after the update, unless its group has another.
  ///   - averaging: the running averages to keep of the parameters.
  ///   - name: the name of the hyper-parameters and states; nil for the optimizer's own. Two
  ///     optimizers of one kind in one graph need two names.
  /// - Throws: `GraphError` for a number out of range, a parameter that the loss does not depend on,
  ///   a variable that is not a parameter, a taken name, or a loss that is not a scalar; for a
  ///   parameter in two groups, or in a group and not learned.
  public func minimize(
    _ loss: Variable, with optimizer: some Optimizer, parameters: [Variable]? = nil,
    groups: [ParameterGroup] = [], gradients options: GradientOptions = GradientOptions(),
    constraint: MaxNorm? = nil, averaging: ParameterAveraging? = nil, name: String? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Minimization {
    try at(file, line) { () throws(GraphError) in
      try optimizer.validate()
      try averaging?.validate()
      return try orNothing { () throws(GraphError) in
        try addStep(
          of: optimizer, to: loss, parameters, groups, options, constraint, averaging, name)
      }
    }
  }

  /// Adds what `minimize` does, which leaves nothing behind where this fails.
  private func addStep(
    of optimizer: some Optimizer, to loss: Variable, _ parameters: [Variable]?,
    _ groups: [ParameterGroup], _ options: GradientOptions, _ constraint: MaxNorm?,
    _ averaging: ParameterAveraging?, _ name: String?
  ) throws(GraphError) -> Minimization {
    let parameters = try learned(by: loss, asked: parameters)
    let assignments = try RuleAssignment.assign(groups, to: parameters, main: optimizer)
    let gradients = try gradients(of: loss, withRespectTo: parameters)

    let name = name ?? type(of: optimizer).name
    var context = UpdateContext(
      builder: self, optimizer: name, rule: optimizer, parameter: parameters[0])
    // Rules compute in float32 what is of a half type.
    var seen: [Variable] = []
    for gradient in gradients { seen.append(try cast(gradient, to: gradient.dtype.computed)) }
    let accumulation = try Accumulation(
      &seen, of: parameters, over: options.accumulating, name)
    if let clipping = options.clipping { seen = try clipping.clipped(seen, &context) }

    var averages: [Variable: Variable] = [:]
    var averageCounts: [Variable: Variable] = [:]
    var averageSets: [Variable: String] = [:]
    var weights: [String: Variable] = [:]
    if let averaging {
      for parameter in parameters {
        let set = context.set(ofAverage: "\(parameter).\(averaging.name)")
        averageSets[parameter] = set
        try context.counting(by: set) { (context) throws(GraphError) in
          averageCounts[parameter] = try context.updateCount()
          if weights[set] == nil { weights[set] = try averaging.weight(&context) }
        }
      }
    }
    for (index, parameter) in parameters.enumerated() {
      let assignment = assignments[index]
      context.enter(parameter, assignment)
      let gradient = try options.penalised(seen[index], parameter, assignment, &context)
      var next = try assignment.rule.update(parameter, gradient: gradient, in: &context)
      if let kept = assignment.constraint ?? constraint {
        let group = assignment.constraint == nil ? nil : assignment.group
        next = try kept.kept(next, of: parameter, group: group, &context)
      }
      next = try cast(next, to: parameter.dtype)
      context.updates.append(StateUpdate(parameter.id, next.id))
      if let averaging, let set = averageSets[parameter], let weight = weights[set] {
        averages[parameter] = try averaging.add(
          parameter, next: next, weight: weight, set: set, &context)
      }
    }
    let updates = try accumulation?.held(context.updates, self) ?? context.updates
    return try Minimization(
      context, updates: updates, attached: finish().updates(for: [loss.id]),
      parameters: parameters, gradients: gradients,
      optimizer: optimizer, averages: averages, averageCounts: averageCounts)
  }

  /// The parameters to learn, at least one.
  /// - Throws: `GraphError` for one that the loss does not depend on, or none.
  func learned(by loss: Variable, asked given: [Variable]?) throws(GraphError) -> [Variable] {
    let graph = finish()
    let needed = try graph.needed(for: [loss.id])
    guard let given else {
      let reached = variables(.parameter).filter {
        needed.contains($0.id.index) && !graph.isFrozen($0.id.index)
      }
      if !reached.isEmpty { return reached }
      let frozen = variables(.parameter).contains { needed.contains($0.id.index) }
      throw GraphError(
        .invalidArgument, expected: "a loss that depends on a parameter",
        found: frozen ? "frozen ones only" : "none",
        advice: frozen
          ? "unfreeze a layer" : "compute the loss from layers or from graph.parameter(...)",
        operation: "minimize", operands: ["\(loss): \(loss.type)"])
    }
    let asked = given.map(\.original)
    for parameter in asked {
      let information = try graph.information(parameter.id)
      guard information.kind == .parameter, needed.contains(parameter.id.index) else {
        throw GraphError(
          .invalidArgument, expected: "parameters that the loss depends on",
          found: "\(information.kind.rawValue) \(parameter)",
          advice: "leave it out of `parameters:`", operation: "minimize")
      }
    }
    let thawed = asked.filter { !graph.isFrozen($0.id.index) }
    guard !thawed.isEmpty else {
      throw GraphError(
        .invalidArgument, expected: "at least one parameter that is not frozen", found: "none",
        advice: "name a parameter, or leave `parameters:` out to learn all", operation: "minimize")
    }
    return thawed
  }
}
