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

  /// Whether each step first looks at every value it will compute, and throws an `Anomaly` instead of
  /// changing anything where one is NaN or infinite; many times slower. See `findAnomaly`.
  public var detectsAnomalies = false
  private let loss: Variable
  /// What sets hyper-parameters before each step.
  private let schedules: TrainerSchedules
  /// What `evaluate` measures, the loss first.
  let evaluation: Evaluation
  let metricNames: [String]
  /// The programs of `evaluate`, made when it is first called.
  var evaluationExecutables: (batchwise: Executable, final: Executable)?
  let options: ExecutableOptions
  /// The program of `findAnomaly`, made when it is first called.
  var anomalyExecutable: Executable?
  /// Evaluation plans by the variables they give.
  private var evaluations: [[VariableID]: Executable] = [:]

  /// A trainer for the graph of `loss`.
  /// - Parameters:
  ///   - loss: a floating-point scalar.
  ///   - optimizer: the rule.
  ///   - metrics: what `evaluate` measures: scalars that are means over the examples of a batch, or
  ///     `Metric`s, such as an F-score, that are made of sums over all batches.
  ///   - parameters: what to learn; nil for every parameter that the loss depends on.
  ///   - groups, gradients, constraint, averaging: as `GraphBuilder.minimize` takes them.
  ///   - schedules: by the names of hyper-parameters, what each is set to before every step: the step
  ///     that `store.step` counts.
  ///   - name: the name of the hyper-parameters and states of the rule; nil for the optimizer's own. Two
  ///     trainers with one kind of optimizer on one graph, as of a GAN, need two names.
  ///   - continuing: a store to go on with, of this graph or one that it is an edit of: what has a name
  ///     there keeps its value, and what is new starts from its initial one. The optimizer's numbers are
  ///     those given here. Schedules go on from the store's step; for them to start anew, set
  ///     `store.step = 0`. Trainers that share a store each count their steps in it.
  /// - Throws: `GraphError` where the rule, a schedule or the graph does not fit, or the store is on
  ///   another device; `OpenCLError` for the device.
  public init(
    minimizing loss: Variable, with optimizer: some Optimizer,
    metrics: KeyValuePairs<String, any Measurable> = [:], parameters: [Variable]? = nil,
    groups: [ParameterGroup] = [], gradients: GradientOptions = GradientOptions(),
    constraint: MaxNorm? = nil, averaging: ParameterAveraging? = nil,
    schedules: [String: any Schedule] = [:], name: String? = nil, on device: Device,
    continuing known: VariableStore? = nil, options: ExecutableOptions = .init(),
    file: String = #fileID, line: Int = #line
  ) throws {
    if let known, known.context.device != device {
      throw GraphError(
        .invalidArgument, expected: "a store on \(device.name)",
        found: "one on \(known.context.device.name)",
        advice: "give the device of the store, or save and load its values", operation: "Trainer")
    }
    let builder = loss.builder
    (minimization, self.schedules, evaluation) = try builder.orNothing {
      let minimization = try builder.minimize(
        loss, with: optimizer, parameters: parameters, groups: groups, gradients: gradients,
        constraint: constraint, averaging: averaging, name: name, file: file,
        line: line)
      let measures = metrics.map { (name: $0.key, measure: $0.value) }
      return (
        minimization, try TrainerSchedules(schedules, minimization),
        try Evaluation(of: [(name: "loss", measure: loss)] + measures, in: builder.finish())
      )
    }
    graph = builder.finish()
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
    metricNames = metrics.map(\.key)
    self.options = options
  }

  /// Computes gradients on one batch and changes the parameters. Returns as soon as the work is
  /// enqueued.
  /// - Parameter feeds: a tensor for each input that the loss depends on.
  /// - Returns: the number of the step, for `loss(ofStep:)`.
  /// - Throws: `GraphError` for a feed that does not fit or holds no example, or a schedule without a
  ///   usable number for this step, and faults of earlier steps; `Anomaly` where `detectsAnomalies`.
  @discardableResult
  public func step(_ feeds: [Variable: any Feed]) throws -> Int {
    try checkExamples(feeds)
    try schedules.apply(to: store)
    if detectsAnomalies, let anomaly = try findAnomaly(feeds) { throw anomaly }
    return try executable.step(feeds)
  }

  var lossID: VariableID { loss.id }

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

  /// A mean over no examples is no number, and its gradient would spoil every parameter.
  func checkExamples(_ feeds: [Variable: any Feed]) throws(GraphError) {
    for (variable, feed) in feeds where feed.shape.contains(0) {
      throw GraphError(
        .feedMismatch, expected: "at least one example for \(variable)",
        found: "\(feed.dtype)\(feed.shape)",
        advice: "leave empty batches out: a loss over no examples is no number",
        operation: "Trainer")
    }
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
