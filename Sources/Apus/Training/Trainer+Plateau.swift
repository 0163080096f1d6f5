extension Trainer {
  /// - Throws: `GraphError` for a rule with a field out of its range, or whose hyper-parameter is not
  ///   in use or has a schedule, which would undo what the rule sets.
  func checkPlateau(_ plateau: ReduceOnPlateau) throws {
    try plateau.validate()
    _ = try hyperparameter(plateau.hyperparameter)
    guard !hasSchedule(of: plateau.hyperparameter) else {
      throw GraphError(
        .invalidArgument,
        expected: "a hyper-parameter that only ReduceOnPlateau changes",
        found: "'\(plateau.hyperparameter)', which has a schedule",
        advice: "leave out the schedule or the plateau", operation: "fit")
    }
  }
}

extension ReduceOnPlateau {
  /// Takes the measure of an epoch, and sets the trainer's hyper-parameter.
  /// - Throws: `GraphError` for a measure that the epoch does not have.
  mutating func observe(_ report: EpochReport, in trainer: Trainer) throws {
    var measures = report.validation
    if measures.isEmpty { measures["loss"] = report.loss }
    guard let measure = measures[metric] else {
      let known = measures.keys.sorted()
      let near = nearestName(to: metric, among: known)
      throw GraphError(
        .unknownName, expected: "one of the measures \(known.joined(separator: ", "))",
        found: "'\(metric)'",
        advice: (near.map { "did you mean '\($0)'? " } ?? "")
          + "give fit validation batches, and the trainer the metric", operation: "fit")
    }
    let value = try trainer.hyperparameter(hyperparameter)
    let next = try observe(measure, value: value)
    if next != value { try trainer.setHyperparameter(hyperparameter, next) }
  }
}
