/// Adamax: Adam with the largest of the past gradients in the place of their mean square (D. Kingma,
/// J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, section 7.1):
///
///     g ← gradient + weightDecay · p
///     m ← beta1 · m + (1 − beta1) · g          c1 ← beta1 · c1 + (1 − beta1)
///     u ← max(beta2 · u, |g| + epsilon)
///     p ← p − learningRate · (m / c1) / u
///
/// As PyTorch's `Adamax` (https://docs.pytorch.org/docs/stable/generated/torch.optim.Adamax.html); c1
/// as in `Adam`.
public struct Adamax: Optimizer {
  public static let name = "adamax"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the mean of gradients, in 0..<1.
  public var beta1: Double
  /// What is left of the largest gradient after a step, in 0..<1.
  public var beta2: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The pull towards 0, part of the gradient; at least 0. 0 is left out of the graph, and cannot
  /// be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
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
    let beta1 = try context.hyperparameter("beta1")
    let beta2 = try context.hyperparameter("beta2")
    let g = try decayed(gradient, parameter, weightDecay, &context)
    let m = try context.runningMean("m", of: g, keeping: beta1)
    let c1 = try context.gatheredWeight("weight1", keeping: beta1)
    let largest = try context.state("largest") { (u) throws(GraphError) in
      try maximum(beta2 * u, abs(g) + epsilon)
    }
    return try parameter - (rate / c1) * (m / largest)
  }
}
