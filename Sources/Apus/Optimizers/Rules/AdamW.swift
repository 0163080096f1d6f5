/// Adam with decay apart from the gradient (I. Loshchilov, F. Hutter, "Decoupled weight decay
/// regularization", ICLR 2019): the step of `Adam`, and p ← p − learningRate · weightDecay · p
/// before it, as PyTorch's `AdamW`.
public struct AdamW: Optimizer {
  public static let name = "adamW"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the mean of gradients, in 0..<1.
  public var beta1: Double
  /// The share of the past in the mean of squares, in 0..<1.
  public var beta2: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The pull towards 0, as a share of the learning rate; at least 0.
  public var weightDecay: Double
  /// Whether to divide by the root of the largest v so far instead (S. Reddi et al., "On the
  /// convergence of Adam and beyond", ICLR 2018).
  public var amsgrad: Bool

  /// A rule with these numbers; the defaults are PyTorch's.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0.01, amsgrad: Bool = false
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
    let decay = try context.hyperparameter("weightDecay")
    let step = try Adam.step(gradient, epsilon, amsgrad, rate, &context)
    return try parameter * (1 - rate * decay) - step
  }
}
