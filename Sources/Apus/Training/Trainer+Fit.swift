extension Trainer {
  /// Trains for some epochs, with validation after each.
  ///
  ///     let history = try trainer.fit(
  ///       epochs: 5, batches: loader.batches(epoch:), validation: tests.batches(epoch: 0)
  ///     ) { batch in [pixels: batch[0], labels: batch[1]] }
  ///
  /// - Parameters:
  ///   - batches: the batches of an epoch, from 0.
  ///   - validation: batches on which the loss and the metrics are measured after each epoch.
  ///   - plateau: makes a hyper-parameter smaller when a measure stops getting better: of the validation
  ///     or, without one, the mean of the epoch's losses. `plateau` of the history goes on with it.
  ///   - display: shows how it goes; nil for silence.
  ///   - onStep: called with each step's loss, two steps late: reading it never makes the device wait.
  ///   - onEpoch: called after each epoch; decides whether to go on.
  ///   - feeds: the tensors of a batch for the graph's inputs.
  /// - Returns: losses and measures.
  /// - Throws: what the closures and `step` throw; `GraphError` for an epoch without batches.
  @discardableResult
  public func fit<Batches: Collection>(
    epochs: Int, batches: (Int) throws -> Batches, validation: Batches? = nil,
    plateau: ReduceOnPlateau? = nil, display: TrainingDisplay? = TrainingDisplay(),
    onStep: ((StepReport) throws -> Void)? = nil,
    onEpoch: ((EpochReport) throws -> TrainingFlow)? = nil,
    feeds: (Batches.Element) throws -> [Variable: any Feed]
  ) throws -> TrainingHistory {
    guard epochs >= 0 else {
      throw GraphError(
        .invalidArgument, expected: "epochs of at least 0", found: "\(epochs)",
        advice: "give the number of passes over the data", operation: "fit")
    }
    let clock = ContinuousClock()
    let start = clock.now
    var history = TrainingHistory()
    history.plateau = plateau
    try plateau.map(checkPlateau)
    var display = display
    for epoch in 0..<epochs {
      let epochStart = clock.now
      let epochBatches = try batches(epoch)
      guard !epochBatches.isEmpty else {
        throw GraphError(
          .invalidArgument, expected: "at least one batch in epoch \(epoch)", found: "none",
          advice: "check the data: a loss over no examples is no number", operation: "fit")
      }
      if epoch == 0 {
        if executable.statistics.steps == 0 {
          display?.compile(kernels: executable.statistics.kernels)
        }
        display?.begin(epochs: epochs, stepsPerEpoch: epochBatches.count)
      }
      let first = history.steps.count
      var pending: [Int] = []
      func read() throws {
        let step = pending.removeFirst()
        let report = StepReport(step: step, epoch: epoch, loss: try loss(ofStep: step))
        history.steps.append(report)
        try onStep?(report)
      }
      for batch in epochBatches {
        pending.append(try step(try feeds(batch)))
        // The last three losses can be read: the oldest of them is ready first.
        if pending.count == 3 { try read() }
        display?.advance(epoch: epoch, loss: history.steps.last?.loss)
      }
      while !pending.isEmpty { try read() }
      let losses = history.steps[first...].map(\.loss)
      let report = EpochReport(
        epoch: epoch, lastStep: history.steps.last?.step ?? 0,
        loss: losses.reduce(0, +) / Double(losses.count),
        validation: try validation.map { try evaluate($0, feeds: feeds) } ?? [:],
        seconds: epochStart.duration(to: clock.now).seconds)
      history.epochs.append(report)
      display?.finish(report)
      try history.plateau?.observe(report, in: self)
      if try onEpoch?(report) == .stop { break }
    }
    history.seconds = start.duration(to: clock.now).seconds
    return history
  }
}
