extension Trainer {
  /// Copies the running averages over the parameters, for good: training goes on from them.
  /// - Throws: `GraphError` for a trainer without `averaging:`, and before the first update, when there
  ///   is no average yet; faults of earlier steps.
  public func useAverages() throws {
    guard !minimization.averages.isEmpty else {
      throw GraphError(
        .invalidArgument, expected: "a trainer that keeps averages", found: "none",
        advice: "make it with `averaging: .exponential(decay: 0.999)` or another average",
        operation: "Trainer")
    }
    for parameter in minimization.parameters {
      guard let count = minimization.averageCounts[parameter],
        try store.value(count.id).doubles == [0]
      else { continue }
      throw GraphError(
        .invalidArgument, expected: "averages of at least one update",
        found: "none of \(parameter) yet",
        advice: "take a step first, with `accumulating: n` n of them; or load the averages and "
          + "counters of another run, with `store.load`", operation: "Trainer")
    }
    // All are read before any is set: a fault of an earlier step leaves every parameter as it is.
    var values: [(parameter: VariableID, value: Tensor)] = []
    for parameter in minimization.parameters {
      guard let average = minimization.averages[parameter] else { continue }
      values.append((parameter.id, try store.value(average.id).cast(to: parameter.dtype)))
    }
    for (parameter, value) in values { try store.set(parameter, value) }
  }

  /// Does something with the running averages in the place of the parameters, which come back to the
  /// bit afterwards:
  ///
  ///     let measured = try trainer.withAverages { try trainer.evaluate(batches, feeds: feeds) }
  ///
  /// The averages go by way of the host: once for a validation, not for each batch.
  /// - Parameter body: evaluates, saves, or reads `store`; steps taken in it are lost.
  /// - Returns: what `body` returns.
  /// - Throws: as `useAverages`, and what `body` throws.
  public func withAverages<Result>(_ body: () throws -> Result) throws -> Result {
    let kept = try minimization.parameters.map { (id: $0.id, value: try store.value($0.id)) }
    try useAverages()
    let result = Swift.Result { try body() }
    for (id, value) in kept { try store.set(id, value) }
    return try result.get()
  }
}
