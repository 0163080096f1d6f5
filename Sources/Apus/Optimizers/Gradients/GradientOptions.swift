/// What happens to gradients before a rule sees them, in this order: they are accumulated over steps,
/// clipped, and penalties of the parameters are added.
///
///     let trainer = try Trainer(
///       minimizing: loss, with: AdamW(),
///       gradients: GradientOptions(clipping: .globalNorm(1), accumulating: 4), on: device)
///     try trainer.setHyperparameter("clipGlobalNorm", 0.5)
public struct GradientOptions: Hashable, Sendable, Codable {
  /// A bound; nil for none.
  public var clipping: GradientClipping?
  /// The factor of the penalty |p|, whose gradient is sign(p); the hyper-parameter `l1`. 0 is left
  /// out of the graph, and cannot be set later.
  public var l1: Double
  /// The factor of the penalty ½ p², whose gradient is p; the hyper-parameter `l2`. That is what the
  /// weight decay of `SGD` and `Adam` is, and not that of `AdamW`. 0 is left out of the graph.
  public var l2: Double
  /// Of how many steps the mean of the gradients makes one update of the rule; at least 1. The sums are
  /// states, `<parameter>.<rule>.sum`; parameters and states of the rule stay as they are between the
  /// updates. The result is that of one batch of all examples, if the batches are of one size. Schedules
  /// count the steps, not the updates: make them `accumulating` times as long.
  public var accumulating: Int

  /// The options; without arguments, gradients stay as they are.
  public init(
    clipping: GradientClipping? = nil, l1: Double = 0, l2: Double = 0, accumulating: Int = 1
  ) {
    self.clipping = clipping
    self.l1 = l1
    self.l2 = l2
    self.accumulating = accumulating
  }

  /// The gradient with the penalties of a parameter, those of its group where it has any.
  /// - Throws: `GraphError` for a factor out of range.
  func penalised(
    _ gradient: Variable, _ parameter: Variable, _ assignment: RuleAssignment,
    _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let range = HyperparameterRange.amount(of: "penalties")
    func factor(
      _ name: String, _ main: Double, _ own: Double?, _ context: inout UpdateContext
    ) throws(GraphError) -> Variable? {
      try range.check(name, own ?? main)
      if (own ?? main) == 0 { return nil }
      let group = own == nil ? nil : assignment.group
      return try context.scalar(name, own ?? main, group: group, range)
    }
    var gradient = gradient
    if let l1 = try factor("l1", l1, assignment.l1, &context) {
      gradient = try gradient + l1 * sign(parameter)
    }
    if let l2 = try factor("l2", l2, assignment.l2, &context) {
      gradient = try gradient + l2 * parameter
    }
    return gradient
  }
}
