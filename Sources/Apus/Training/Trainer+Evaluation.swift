extension Trainer {
  /// The loss and the metrics on one batch in evaluation mode; changes nothing.
  /// - Returns: the numbers of scalar metrics by name; `evaluateTensors` gives the others, too.
  /// - Throws: as `step`.
  public func evaluate(_ feeds: [Variable: any Feed]) throws -> [String: Double] {
    try evaluate(CollectionOfOne(feeds)) { $0 }
  }

  /// The loss and the metrics over several batches in evaluation mode; changes nothing.
  ///
  /// Variables are means weighted by the number of examples, so that a short last batch counts for
  /// what it holds; a `Metric` is the value of statistics over all batches. They are added up on the
  /// device and read once, at the end.
  /// - Returns: the numbers of scalar metrics by name; `evaluateTensors` gives the others, too.
  /// - Throws: what `feeds` throws; as `step`.
  public func evaluate<Batches: Sequence>(
    _ batches: Batches, feeds: (Batches.Element) throws -> [Variable: any Feed]
  ) throws -> [String: Double] {
    var results: [String: Double] = [:]
    for (name, tensor) in try evaluateTensors(batches, feeds: feeds) where tensor.shape.isEmpty {
      results[name] = tensor.doubles.first
    }
    return results
  }

  /// As `evaluate`, with metrics of any shape, such as one number for each class or a confusion
  /// matrix.
  /// - Returns: by name, the loss and the metrics; nothing where there was no batch.
  /// - Throws: what `feeds` throws; as `step`.
  public func evaluateTensors<Batches: Sequence>(
    _ batches: Batches, feeds: (Batches.Element) throws -> [Variable: any Feed]
  ) throws -> [String: Tensor] {
    let (batchwise, final) = try evaluationPrograms()
    for (name, zeros) in evaluation.zeros { try store.set(named: name, zeros) }
    var hasBatch = false
    for batch in batches {
      let fed = try feeds(batch)
      try checkExamples(fed)
      var all: [VariableID: any Feed] = [:]
      for (variable, feed) in fed { all[variable.id] = feed }
      all[evaluation.examples] = Tensor(scalar: Float(exampleCount(fed)))
      try batchwise.step(feeding: all)
      hasBatch = true
    }
    guard hasBatch else { return [:] }
    try batchwise.synchronize()
    let tensors = try final.run()
    return Dictionary(zip(["loss"] + metricNames, tensors)) { _, last in last }
  }

  /// The programs that take a batch and that give the values, compiled once.
  private func evaluationPrograms() throws -> (Executable, Executable) {
    if let known = evaluationExecutables { return known }
    let batchwise = try Executable(
      evaluation.graph, outputs: [], updates: evaluation.updates, mode: .evaluation, store: store,
      options: options)
    let final = try Executable(
      evaluation.graph, outputs: evaluation.values, mode: .evaluation, store: store,
      options: options)
    evaluationExecutables = (batchwise, final)
    return (batchwise, final)
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
}
