/// Makes a hyper-parameter smaller when a measure has stopped getting better, as PyTorch's
/// `ReduceLROnPlateau`: after more than `patience` observations in a row without a new best one, it
/// is multiplied by `factor`.
///
///     try trainer.fit(
///       epochs: 50, batches: loader.batches(epoch:), validation: tests.batches(epoch: 0),
///       plateau: ReduceOnPlateau(patience: 3)
///     ) { batch in [pixels: batch[0], labels: batch[1]] }
///
/// Unlike a `Schedule` it has a memory: the best measure so far, and two counts. They are part of the
/// value and of its JSON, so that a run can go on with them; in `fit` the history gives them back.
public struct ReduceOnPlateau: Hashable, Sendable, Codable {
  /// What counts as better.
  public enum Direction: String, Hashable, Sendable, Codable {
    /// Smaller, as for a loss.
    case minimize
    /// Larger, as for an accuracy.
    case maximize
  }

  /// What the threshold is a part of.
  public enum ThresholdMode: String, Hashable, Sendable, Codable {
    /// Of the best measure: better than best · (1 ∓ threshold).
    case relative
    /// Of nothing: better than best ∓ threshold.
    case absolute
  }

  /// The measure: `loss`, or the name of a metric of the trainer.
  public var metric: String
  /// The hyper-parameter that becomes smaller.
  public var hyperparameter: String
  /// Whether a smaller or a larger measure is better.
  public var direction: Direction
  /// What the hyper-parameter is multiplied by, in 0..<1.
  public var factor: Double
  /// The observations without improvement that change nothing; at least 0.
  public var patience: Int
  /// How much better a measure has to be to count; at least 0.
  public var threshold: Double
  /// Whether the threshold is a share of the best measure.
  public var thresholdMode: ThresholdMode
  /// The observations after a change that are not counted; at least 0.
  public var cooldown: Int
  /// What the hyper-parameter stays at or above; at least 0.
  public var minimum: Double
  /// A change by no more than this is left out; at least 0.
  public var epsilon: Double

  /// The best measure so far; nil before the first one.
  public private(set) var best: Double?
  /// The observations since then that count.
  public private(set) var badCount = 0
  /// The observations that will not be counted yet.
  public private(set) var coolingCount = 0

  /// A rule that has observed nothing yet. The defaults are those of PyTorch.
  public init(
    metric: String = "loss", hyperparameter: String = "learningRate",
    direction: Direction = .minimize, factor: Double = 0.1, patience: Int = 10,
    threshold: Double = 1e-4, thresholdMode: ThresholdMode = .relative, cooldown: Int = 0,
    minimum: Double = 0, epsilon: Double = 1e-8
  ) {
    self.metric = metric
    self.hyperparameter = hyperparameter
    self.direction = direction
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.thresholdMode = thresholdMode
    self.cooldown = cooldown
    self.minimum = minimum
    self.epsilon = epsilon
  }

  /// - Throws: `GraphError` for a field out of its range.
  public func validate() throws(GraphError) {
    func check(_ field: String, _ found: some Any, _ holds: Bool, _ expected: String)
      throws(GraphError)
    {
      guard holds else {
        throw GraphError(
          .invalidArgument, expected: "\(field): \(expected)", found: "\(found)",
          advice: "correct \(field) of ReduceOnPlateau", operation: "reduceOnPlateau")
      }
    }
    try check("factor", factor, factor >= 0 && factor < 1, "a number in 0..<1")
    try check("patience", patience, patience >= 0, "at least 0")
    try check("cooldown", cooldown, cooldown >= 0, "at least 0")
    for (name, value) in [("threshold", threshold), ("minimum", minimum), ("epsilon", epsilon)] {
      try check(name, value, value >= 0 && value.isFinite, "a finite number of at least 0")
    }
  }

  /// Takes one measure, as after an epoch. One that is NaN is no improvement.
  /// - Parameter value: the hyper-parameter as it stands.
  /// - Returns: what it should be from now on.
  /// - Throws: `GraphError` for a field out of its range.
  public mutating func observe(_ measure: Double, value: Double) throws(GraphError) -> Double {
    try validate()
    if isBetter(measure) {
      best = measure
      badCount = 0
    } else {
      badCount += 1
    }
    if coolingCount > 0 {
      coolingCount -= 1
      badCount = 0
    }
    guard badCount > patience else { return value }
    (coolingCount, badCount) = (cooldown, 0)
    let reduced = max(value * factor, minimum)
    return value - reduced > epsilon ? reduced : value
  }

  private func isBetter(_ measure: Double) -> Bool {
    let best = best ?? (direction == .minimize ? .infinity : -.infinity)
    return switch (direction, thresholdMode) {
    case (.minimize, .relative): measure < best * (1 - threshold)
    case (.minimize, .absolute): measure < best - threshold
    case (.maximize, .relative): measure > best * (1 + threshold)
    case (.maximize, .absolute): measure > best + threshold
    }
  }
}
