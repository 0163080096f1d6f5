/// Adam: running means of the gradient and of its square, both divided by the weight they have
/// gathered so far (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015):
///
///     g  ← gradient + weightDecay · p
///     m  ← beta1 · m + (1 − beta1) · g          c1 ← beta1 · c1 + (1 − beta1)
///     v  ← beta2 · v + (1 − beta2) · g²         c2 ← beta2 · c2 + (1 − beta2)
///     p  ← p − learningRate · (m / c1) / (√(v / c2) + epsilon)
///
/// As PyTorch's `Adam` (https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html): from
/// c = 0 on, c after t steps is 1 − betaᵗ, the usual bias correction. Kept as a state it has none of
/// the cancellation of 1 − betaᵗ in float32, and stays right when a schedule changes beta or a
/// faulty step changes nothing.
public struct Adam: Optimizer {
  public static let name = "adam"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the mean of gradients, in 0..<1.
  public var beta1: Double
  /// The share of the past in the mean of squares, in 0..<1.
  public var beta2: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The pull towards 0, part of the gradient; at least 0. 0 is left out of the graph, and cannot
  /// be set later.
  public var weightDecay: Double
  /// Whether to divide by the root of the largest v so far instead (S. Reddi et al., "On the
  /// convergence of Adam and beyond", ICLR 2018).
  public var amsgrad: Bool

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.amsgrad = amsgrad
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "beta1": beta1, "beta2": beta2, "weightDecay": weightDecay,
    ]
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
    let g = try decayed(gradient, parameter, weightDecay, &context)
    return try parameter - Adam.step(g, epsilon, amsgrad, rate, &context)
  }

  /// learningRate · (m / c1) / (√(v / c2) + epsilon), with the moments moved on.
  static func step(
    _ g: Variable, _ epsilon: Double, _ amsgrad: Bool, _ rate: Variable,
    _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let (m, v, c1, c2) = try moments(g, &context)
    var spread = v
    if amsgrad {
      spread = try context.state("vMax") { (most) throws(GraphError) in try maximum(most, v) }
    }
    // The inverse of c2 is one division for all elements.
    return try (rate / c1) * (m / (sqrt(spread * (1 / c2)) + epsilon))
  }

  /// The running means of the gradient and of its square, with the weights that they have gathered;
  /// their shares are the hyper-parameters `beta1` and `beta2`.
  static func moments(
    _ g: Variable, _ context: inout UpdateContext
  ) throws(GraphError) -> (m: Variable, v: Variable, c1: Variable, c2: Variable) {
    let beta1 = try context.hyperparameter("beta1")
    let beta2 = try context.hyperparameter("beta2")
    let m = try context.runningMean("m", of: g, keeping: beta1)
    let v = try context.runningMean("v", of: g * g, keeping: beta2)
    let c1 = try context.gatheredWeight("weight1", keeping: beta1)
    let c2 = try context.gatheredWeight("weight2", keeping: beta2)
    return (m, v, c1, c2)
  }
}
