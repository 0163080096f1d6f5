/// The state changes that make a loss smaller, as `GraphBuilder.minimize` adds them to a graph.
public struct Minimization {
  /// Parameters and states with their next values, for `Executable`.
  public let updates: [StateUpdate]
  /// The optimizer's device scalars by their names, such as `learningRate`.
  public let hyperparameters: [String: Variable]
  /// What is learned.
  public let parameters: [Variable]
  /// The gradient of each parameter.
  public let gradients: [Variable]
  /// The rule, which knows the ranges of its numbers.
  public let optimizer: any Optimizer
}

extension GraphBuilder {
  /// Adds the gradients of `loss` and one step of `optimizer` to the graph. Frozen parameters are
  /// not learned. The updates that layers attached to the loss (running statistics) are among the
  /// result's.
  ///
  /// - Parameters:
  ///   - loss: a floating-point scalar.
  ///   - parameters: what to learn; nil for every parameter that the loss depends on.
  ///   - name: the name of the hyper-parameters and states; nil for the optimizer's own. Two
  ///     optimizers of one kind in one graph need two names.
  /// - Throws: `GraphError` for a number out of range, a parameter that the loss does not depend on,
  ///   a variable that is not a parameter, a taken name, or a loss that is not a scalar.
  public func minimize(
    _ loss: Variable, with optimizer: some Optimizer, parameters: [Variable]? = nil,
    name: String? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Minimization {
    try at(file, line) { () throws(GraphError) in
      try optimizer.validate()
      let parameters = try learned(by: loss, asked: parameters)
      let gradients = try gradients(of: loss, withRespectTo: parameters)
      let attached = try finish().updates(for: [loss.id])
      return try update(
        parameters, gradients, optimizer, name ?? type(of: optimizer).name, attached)
    }
  }

  private func update(
    _ parameters: [Variable], _ gradients: [Variable], _ optimizer: some Optimizer,
    _ name: String, _ attached: [StateUpdate]
  ) throws(GraphError) -> Minimization {
    var context = UpdateContext(
      builder: self, optimizer: name, values: optimizer.hyperparameters,
      parameter: parameters[0])
    for (parameter, gradient) in zip(parameters, gradients) {
      context.parameter = parameter
      let next = try optimizer.update(parameter, gradient: gradient, in: &context)
      let fitting = try cast(next, to: parameter.dtype)
      context.updates.append(StateUpdate(parameter.id, fitting.id))
    }
    return Minimization(
      updates: context.updates + attached, hyperparameters: context.hyperparameters,
      parameters: parameters, gradients: gradients, optimizer: optimizer)
  }

  /// The parameters to learn, at least one.
  private func learned(by loss: Variable, asked given: [Variable]?) throws(GraphError) -> [Variable]
  {
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
