/// AdaDelta: steps of the size of the past ones, in units of the gradient's (M. Zeiler, "ADADELTA: an
/// adaptive learning rate method", arXiv:1212.5701, 2012):
///
///     g ← gradient + weightDecay · p
///     s ← smoothing · s + (1 − smoothing) · g²
///     d ← g · √(u + epsilon) / √(s + epsilon)
///     u ← smoothing · u + (1 − smoothing) · d²
///     p ← p − learningRate · d
///
/// As PyTorch's `Adadelta` (https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html).
public struct AdaDelta: Optimizer {
  public static let name = "adaDelta"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the running means, in 0..<1; PyTorch's rho.
  public var smoothing: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The pull towards 0, part of the gradient; at least 0. 0 is left out of the graph, and cannot
  /// be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1, smoothing: Double = 0.9, epsilon: Double = 1e-6,
    weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.smoothing = smoothing
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    ["learningRate": learningRate, "smoothing": smoothing, "weightDecay": weightDecay]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try checkEpsilon(epsilon)
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["smoothing"])
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let smoothing = try context.hyperparameter("smoothing")
    let g = try decayed(gradient, parameter, weightDecay, &context)
    let squares = try context.runningMean("squares", of: g * g, keeping: smoothing)
    var step = g
    _ = try context.state("steps") { (u) throws(GraphError) in
      step = try g * (sqrt(u + epsilon) / sqrt(squares + epsilon))
      return try smoothing * u + (1 - smoothing) * (step * step)
    }
    return try parameter - rate * step
  }
}
