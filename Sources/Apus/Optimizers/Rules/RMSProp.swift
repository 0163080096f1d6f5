/// RMSProp: gradients divided by the root of a running mean of their squares (G. Hinton, T. Tieleman,
/// lecture 6.5 of "Neural networks for machine learning", 2012):
///
///     g ← gradient + weightDecay · p
///     s ← smoothing · s + (1 − smoothing) · g²
///     m ← smoothing · m + (1 − smoothing) · g            centered; else m = 0
///     d ← g / (√(s − m²) + epsilon)
///     v ← momentum · v + d                               with momentum; else v = d
///     p ← p − learningRate · v
///
/// As PyTorch's `RMSprop`
/// (https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html). A momentum or a weight
/// decay of 0 is left out of the graph, and cannot be set later.
public struct RMSProp: Optimizer {
  public static let name = "rmsProp"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the running means, in 0..<1; PyTorch's alpha.
  public var smoothing: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The share of the last direction that is kept, in 0..<1.
  public var momentum: Double
  /// Whether to divide by the standard deviation of the gradient instead.
  public var centered: Bool
  /// The pull towards 0; at least 0.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-2, smoothing: Double = 0.99, epsilon: Double = 1e-8,
    momentum: Double = 0, centered: Bool = false, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.smoothing = smoothing
    self.epsilon = epsilon
    self.momentum = momentum
    self.centered = centered
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "smoothing": smoothing, "momentum": momentum,
      "weightDecay": weightDecay,
    ]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try checkEpsilon(epsilon)
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["smoothing", "momentum"])
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let smoothing = try context.hyperparameter("smoothing")
    let g = try decayed(gradient, parameter, weightDecay, &context)
    var spread = try context.state("squares") { (s) throws(GraphError) in
      try smoothing * s + (1 - smoothing) * (g * g)
    }
    if centered {
      let mean = try context.state("mean") { (m) throws(GraphError) in
        try smoothing * m + (1 - smoothing) * g
      }
      // Rounding may leave the difference of the two slightly below 0.
      spread = try maximum(spread - mean * mean, 0)
    }
    let direction = try g / (sqrt(spread) + epsilon)
    if momentum == 0 { return try parameter - rate * direction }
    let momentum = try context.hyperparameter("momentum")
    let velocity = try context.state("velocity") { (v) throws(GraphError) in
      try momentum * v + direction
    }
    return try parameter - rate * velocity
  }
}
