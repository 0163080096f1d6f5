/// LAMB: the step of Adam, of each parameter in proportion to its norm (Y. You et al., "Large batch
/// optimization for deep learning: training BERT in 76 minutes", ICLR 2020):
///
///     m, v, c1, c2 as `Adam`, of the gradient
///     u ← (m / c1) / (√(v / c2) + epsilon) + weightDecay · p
///     p ← p − learningRate · (‖p‖ / ‖u‖) · u
///
/// The ratio is 1 where one of the norms is 0. As Optax' `lamb`
/// (https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.lamb). Biases and normalisations
/// are best given a group with another rule.
public struct LAMB: Optimizer {
  public static let name = "lamb"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the mean of gradients, in 0..<1.
  public var beta1: Double
  /// The share of the past in the mean of squares, in 0..<1.
  public var beta2: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The pull towards 0, part of the direction; at least 0. 0 is left out of the graph, and cannot
  /// be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-6,
    weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    ["learningRate": learningRate, "beta1": beta1, "beta2": beta2, "weightDecay": weightDecay]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try checkEpsilon(epsilon)
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["beta1", "beta2"])
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let (m, v, c1, c2) = try Adam.moments(gradient, &context)
    let adam = try (m * (1 / c1)) / (sqrt(v * (1 / c2)) + epsilon)
    let direction = try decayed(adam, parameter, weightDecay, &context)
    let ratio = try LARS.ratio(of: parameter, to: direction)
    return try parameter - (rate * ratio) * direction
  }
}
