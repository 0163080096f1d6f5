/// Lion: the sign of a mean of gradients (X. Chen et al., "Symbolic discovery of optimization
/// algorithms", NeurIPS 2023):
///
///     d ← sign(beta1 · m + (1 − beta1) · gradient)
///     m ← beta2 · m + (1 − beta2) · gradient
///     p ← p − learningRate · (d + weightDecay · p)
///
/// As Optax' `lion` (https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.lion).
public struct Lion: Optimizer {
  public static let name = "lion"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the mean in the direction, in 0..<1.
  public var beta1: Double
  /// The share of the past in the mean, in 0..<1.
  public var beta2: Double
  /// The pull towards 0, as a share of the learning rate; at least 0. 0 is left out of the graph, and
  /// cannot be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-4, beta1: Double = 0.9, beta2: Double = 0.99,
    weightDecay: Double = 1e-3
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    ["learningRate": learningRate, "beta1": beta1, "beta2": beta2, "weightDecay": weightDecay]
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["beta1", "beta2"])
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let beta1 = try context.hyperparameter("beta1")
    let beta2 = try context.hyperparameter("beta2")
    var direction = gradient
    _ = try context.state("m") { (m) throws(GraphError) in
      direction = try sign(beta1 * m + (1 - beta1) * gradient)
      return try beta2 * m + (1 - beta2) * gradient
    }
    return try shrunk(parameter, rate, weightDecay, &context) - rate * direction
  }
}
