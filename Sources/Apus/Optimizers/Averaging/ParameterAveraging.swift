/// A running average of parameters, kept on the device beside them. Each update of the rule counts,
/// from 0; where gradients are accumulated, the steps between do not.
///
///     let trainer = try Trainer(
///       minimizing: loss, with: Adam(), averaging: .exponential(decay: 0.999), on: device)
///     let found = try trainer.withAverages { try trainer.evaluate(feeds) }
///
/// The averages are states `<parameter>.ema` and `<parameter>.swa`, float32 for half types. What a model
/// keeps besides parameters, as the running statistics of normalisations, is not averaged.
public enum ParameterAveraging: Hashable, Sendable, Codable {
  /// How an exponential average begins.
  public enum Start: String, Hashable, Sendable, Codable {
    /// With the parameters after the first update, which keep the weight decayᵗ, as
    /// `torch.optim.swa_utils.AveragedModel` with `get_ema_multi_avg_fn`.
    case first
    /// With nothing: the average is divided by the weight gathered, 1 − decayᵗ, as Adam's.
    case corrected
    /// As `first`, with min(decay, (1 + t) / (10 + t)) for the decay of update t, as TensorFlow's
    /// `ExponentialMovingAverage` with `num_updates`.
    case warmUp
  }

  /// a ← decay · a + (1 − decay) · p; decay in 0..<1 is the hyper-parameter `emaDecay`.
  case exponential(decay: Double = 0.999, start: Start = .first)
  /// The mean of the parameters after update `from` and each `every`th one from there on (P. Izmailov
  /// et al., "Averaging weights leads to wider optima and better generalization", UAI 2018, as
  /// `get_swa_multi_avg_fn`). Before update `from` it is the parameters themselves.
  case stochastic(from: Int = 0, every: Int = 1)

  /// The mean of the parameters after all updates (B. Polyak, A. Juditsky, "Acceleration of stochastic
  /// approximation by averaging", SIAM J. Control Optim. 30, 1992).
  public static let polyak = stochastic()

  var name: String {
    switch self {
    case .exponential: "ema"
    case .stochastic: "swa"
    }
  }

  /// - Throws: `GraphError` for a number out of range.
  func validate() throws(GraphError) {
    switch self {
    case .exponential(let decay, _):
      try HyperparameterRange.share(of: "averaging").check("emaDecay", decay)
    case .stochastic(let start, let every):
      let last = Int(Int32.max)
      try checkNumber(
        "averaging", "from", Double(start), start >= 0 && start <= last, "a step from 0 on")
      try checkNumber(
        "averaging", "every", Double(every), every >= 1 && every <= last, "at least 1 step")
    }
  }

  /// How far an average moves to the parameters in this update, from 0 to 1: a scalar.
  func weight(_ context: inout UpdateContext) throws(GraphError) -> Variable {
    let count = try context.updateCount()
    switch self {
    case .exponential(let decay, let start):
      var decay = try context.scalar("emaDecay", decay, group: nil, .share(of: "averaging"))
      if start == .corrected {
        let gathered = try context.gatheredWeight("emaWeight", keeping: decay)
        return try (1 - decay) / gathered
      }
      if start == .warmUp {
        let t = try cast(count, to: .float32)
        decay = try minimum(decay, (t + 1) / (t + 10))
      }
      return try select(equal(count, 0), 1, 1 - decay)
    case .stochastic(let start, let every):
      let since = try count - start
      let share = try 1 / (cast(since / every, to: .float32) + 1)
      let counts = try equal(since % every, 0)
      return try select(since <= 0, 1, select(counts, share, 0))
    }
  }

  /// Adds the average of a parameter to the graph.
  /// - Parameters:
  ///   - next: the parameter after the update.
  ///   - weight: how far the average moves.
  /// - Returns: its state.
  func add(
    _ parameter: Variable, next: Variable, weight: Variable, set: String,
    _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let name = "\(parameter).\(name)\(set == CounterSets.main ? "" : ".\(set)")"
    let average = try context.builder.inheritedOrNew(
      .state, name, TensorType(parameter.shape, parameter.dtype.computed), initial: 0)
    let next = try cast(next, to: average.dtype)
    // With the weights 0 and 1 these are exact, and no NaN gets into what does not count.
    let moved = try average + weight * (next - average)
    let value = try select(weight >= 1, next, select(weight <= 0, average, moved))
    context.updates.append(StateUpdate(average.id, try cast(value, to: average.dtype).id))
    return average
  }
}
