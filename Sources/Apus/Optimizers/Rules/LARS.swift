/// LARS: momentum, of each parameter in proportion to its norm (Y. You, I. Gitman, B. Ginsburg, "Large
/// batch training of convolutional networks", arXiv:1708.03888, 2017):
///
///     u ← gradient + weightDecay · p
///     v ← momentum · v + learningRate · (trust · ‖p‖ / (‖u‖ + epsilon)) · u
///     p ← p − v                                                      plain
///     p ← p − (momentum · v + learningRate · (…) · u)                Nesterov
///
/// The factor before u is learningRate where one of the norms is 0. As Optax' `lars`
/// (https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.lars). Biases and normalisations
/// are best given a group with another rule.
public struct LARS: Optimizer {
  public static let name = "lars"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the last step that is kept, in 0..<1.
  public var momentum: Double
  /// Whether to look ahead along the momentum.
  public var nesterov: Bool
  /// The length of a step as a share of the length of the parameter, at a learning rate of 1; at
  /// least 0.
  public var trust: Double
  /// Added to the norm of the gradient; at least 0.
  public var epsilon: Double
  /// The pull towards 0, part of the gradient; at least 0. 0 is left out of the graph, and cannot
  /// be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1, momentum: Double = 0.9, nesterov: Bool = false, trust: Double = 1e-3,
    epsilon: Double = 0, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.trust = trust
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "momentum": momentum, "trust": trust,
      "weightDecay": weightDecay,
    ]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try checkAmount("epsilon", epsilon)
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["momentum"])
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let momentum = try context.hyperparameter("momentum")
    let trust = try context.hyperparameter("trust")
    let g = try decayed(gradient, parameter, weightDecay, &context)
    let step = try (rate * LARS.ratio(of: parameter, to: g, trust, epsilon)) * g
    let velocity = try context.state("velocity") { (v) throws(GraphError) in
      try momentum * v + step
    }
    return try parameter - (nesterov ? momentum * velocity + step : velocity)
  }

  /// trust · ‖p‖ / (‖u‖ + epsilon), a scalar; 1 where one of the norms is 0.
  static func ratio(
    of parameter: Variable, to direction: Variable, _ trust: Variable? = nil, _ epsilon: Double = 0
  ) throws(GraphError) -> Variable {
    let p = try cast(parameter, to: direction.dtype)
    let lengths = (try sqrt(sum(p * p)), try sqrt(sum(direction * direction)))
    var ratio = try lengths.0 / (epsilon == 0 ? lengths.1 : lengths.1 + epsilon)
    if let trust { ratio = try trust * ratio }
    let isNone = try logicalOr(equal(lengths.0, 0), equal(lengths.1, 0))
    return try select(isNone, 1, ratio)
  }
}
