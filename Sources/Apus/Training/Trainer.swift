/// Minimises a loss: adds gradients and an optimizer's rule to the graph, compiles it for a device,
/// and runs it batch by batch. It uses nothing but public API; copy it and change it.
///
///     let trainer = try Trainer(
///       minimizing: loss, with: RMSProp(learningRate: 1e-3),
///       metrics: ["accuracy": accuracy(logits: logits, labels: labels)], on: device)
///     for batch in loader.batches(epoch: 0) {
///       try trainer.step([pixels: batch[0], labels: batch[1]])
///     }
///
/// Build everything that is to be computed before making the trainer: it takes the graph as it
/// stands. Like its `Executable`s, a trainer is confined to one owner.
public final class Trainer {
  /// The whole graph: the loss, the gradients and the rule.
  public let graph: Graph
  /// Parameters, states and hyper-parameters: all that a checkpoint needs.
  public let store: VariableStore
  /// The compiled step.
  public let executable: Executable
  /// The state changes, gradients and hyper-parameters of the rule.
  public let minimization: Minimization

  private let loss: Variable
  private let metrics: [(name: String, variable: Variable)]
  private let options: ExecutableOptions
  /// What sets hyper-parameters before each step.
  private let schedules: TrainerSchedules
  /// Evaluation plans by the variables they give.
  private var evaluations: [[VariableID]: Executable] = [:]

  /// A trainer for the graph of `loss`.
  /// - Parameters:
  ///   - loss: a floating-point scalar.
  ///   - optimizer: the rule.
  ///   - metrics: scalars for `evaluate`, means over the examples of a batch.
  ///   - parameters: what to learn; nil for every parameter that the loss depends on.
  ///   - groups, gradients, constraint, averaging: as `GraphBuilder.minimize` takes them.
  ///   - schedules: by the names of hyper-parameters, what each is set to before every step.
  ///   - continuing: a store to go on with, of the graph that this one is an edit of: what has a name
  ///     there keeps its value, and what is new starts from its initial one. The optimizer's numbers are
  ///     those given here.
  /// - Throws: `GraphError` where the rule, a schedule or the graph does not fit, or the store is on
  ///   another device; `OpenCLError` for the device.
  public init(
    minimizing loss: Variable, with optimizer: some Optimizer,
    metrics: KeyValuePairs<String, Variable> = [:], parameters: [Variable]? = nil,
    groups: [ParameterGroup] = [], gradients: GradientOptions = GradientOptions(),
    constraint: MaxNorm? = nil, averaging: ParameterAveraging? = nil,
    schedules: [String: any Schedule] = [:], on device: Device,
    continuing known: VariableStore? = nil, options: ExecutableOptions = .init(),
    file: String = #fileID, line: Int = #line
  ) throws {
    minimization = try loss.builder.minimize(
      loss, with: optimizer, parameters: parameters, groups: groups, gradients: gradients,
      constraint: constraint, averaging: averaging, file: file, line: line)
    self.schedules = try TrainerSchedules(schedules, minimization)
    graph = loss.builder.finish()
    if let known, known.context.device != device {
      throw GraphError(
        .invalidArgument, expected: "a store on \(device.name)",
        found: "one on \(known.context.device.name)",
        advice: "give the device of the store, or save and load its values", operation: "Trainer")
    }
    store = try known ?? VariableStore(graph, on: device)
    executable = try Executable(
      graph, outputs: [loss.id], updates: minimization.updates, mode: .training, store: store,
      options: options)
    if known != nil {
      for (name, value) in minimization.initialValues {
        guard let variable = minimization.hyperparameters[name] else { continue }
        try store.setHyperparameter(variable.id, value)
      }
    }
    self.loss = loss
    self.metrics = metrics.map { (name: $0.key, variable: $0.value) }
    self.options = options
  }

  /// Computes gradients on one batch and changes the parameters. Returns as soon as the work is
  /// enqueued.
  /// - Parameter feeds: a tensor for each input that the loss depends on.
  /// - Returns: the number of the step, for `loss(ofStep:)`.
  /// - Throws: `GraphError` for a feed that does not fit or holds no example, or a schedule without a
  ///   usable number for this step, and faults of earlier steps.
  @discardableResult
  public func step(_ feeds: [Variable: any Feed]) throws -> Int {
    try checkExamples(feeds)
    try schedules.apply(to: store)
    return try executable.step(feeds)
  }

  /// The loss of one of the last three steps, nil for the last one; waits for it.
  public func loss(ofStep step: Int? = nil) throws -> Double {
    let outputs = try executable.outputs(ofStep: step)
    guard let value = outputs.first?.doubles.first else {
      throw GraphError(
        .invalidArgument, expected: "one of the last three steps",
        found: step.map { "step \($0)" } ?? "no step yet", advice: "read the loss sooner")
    }
    return value
  }

  /// The values of variables of the graph in evaluation mode; changes nothing.
  public func values(
    of variables: [Variable], _ feeds: [Variable: any Feed]
  ) throws -> [Tensor] {
    let ids = variables.map(\.id)
    if let known = evaluations[ids] { return try known.run(feeds) }
    let executable = try Executable(
      graph, outputs: ids, mode: .evaluation, store: store, options: options)
    evaluations[ids] = executable
    return try executable.run(feeds)
  }

  /// The loss and the metrics on one batch in evaluation mode; changes nothing.
  /// - Throws: as `step`.
  public func evaluate(_ feeds: [Variable: any Feed]) throws -> [String: Double] {
    try checkExamples(feeds)
    let tensors = try values(of: [loss] + metrics.map(\.variable), feeds)
    var results: [String: Double] = [:]
    for (name, tensor) in zip(["loss"] + metrics.map(\.name), tensors) {
      results[name] = tensor.doubles.first
    }
    return results
  }

  /// The loss and the metrics over several batches in evaluation mode: means weighted by the
  /// number of examples, so that a short last batch counts for what it holds.
  public func evaluate<Batches: Sequence>(
    _ batches: Batches, feeds: (Batches.Element) throws -> [Variable: any Feed]
  ) throws -> [String: Double] {
    var sums: [String: Double] = [:]
    var examples = 0.0
    for batch in batches {
      let fed = try feeds(batch)
      let weight = Double(exampleCount(fed))
      for (name, value) in try evaluate(fed) { sums[name, default: 0] += value * weight }
      examples += weight
    }
    return sums.mapValues { $0 / examples }
  }

  /// A mean over no examples is no number, and its gradient would spoil every parameter.
  private func checkExamples(_ feeds: [Variable: any Feed]) throws(GraphError) {
    for (variable, feed) in feeds where feed.shape.contains(0) {
      throw GraphError(
        .feedMismatch, expected: "at least one example for \(variable)",
        found: "\(feed.dtype)\(feed.shape)",
        advice: "leave empty batches out: a loss over no examples is no number",
        operation: "Trainer")
    }
  }

  /// The extent that an outermost axis `batch` is bound to; without one, that of the first input
  /// whose outermost axis is symbolic; 1 where there is none.
  private func exampleCount(_ feeds: [Variable: any Feed]) -> Int {
    // In the order of the inputs: that of a dictionary differs from run to run.
    let symbolic = feeds.filter { $0.key.shape.first?.isSymbolic == true }
      .sorted { $0.key.id.index < $1.key.id.index }
    let chosen = symbolic.first { $0.key.shape.first == .batch } ?? symbolic.first
    return chosen?.value.shape.first ?? 1
  }

  /// Writes the graph with the loss and the updates of the rule, for `SavedProgram(contentsOf:)` and
  /// `apus inspect`. It holds no learned numbers: those are in `store`.
  /// - Throws: `GraphError` for a graph that does not fit, `GraphFileError` with the system's reason.
  public func saveProgram(to path: String) throws {
    try SavedProgram(graph, outputs: [loss.id], updates: minimization.updates).save(to: path)
  }

  // MARK: Hyper-parameters

  /// Sets a number of the rule, such as `learningRate`, for the steps to come; of a group,
  /// `group.learningRate`. One with a schedule keeps it until the next step. Compiles nothing.
  /// - Throws: `GraphError` for a name that the rule does not use, and for a number out of the
  ///   range that the rule gives it.
  public func setHyperparameter(_ name: String, _ value: Double) throws {
    let variable = try hyperparameterID(name)
    try minimization.validate(name, value)
    try store.setHyperparameter(variable, value)
  }

  /// A number of the rule as it stands.
  /// - Throws: `GraphError` for a name that the rule does not use.
  public func hyperparameter(_ name: String) throws -> Double {
    try store.hyperparameter(try hyperparameterID(name))
  }

  /// Whether a schedule sets this number before each step.
  func hasSchedule(of name: String) -> Bool { schedules.holds(name) }

  private func hyperparameterID(_ name: String) throws(GraphError) -> VariableID {
    guard let variable = minimization.hyperparameters[name] else {
      let known = minimization.hyperparameters.keys.sorted().joined(separator: ", ")
      throw GraphError(
        .unknownName, expected: "a hyper-parameter in use: \(known)", found: "'\(name)'",
        advice: "give the optimizer a value other than 0 to have it in the graph")
    }
    return variable.id
  }
}
