/// AdaGrad: each element's steps shrink with the squares of its past gradients (J. Duchi et al.,
/// "Adaptive subgradient methods", JMLR 12, 2011):
///
///     g ← gradient + weightDecay · p
///     s ← s + g²
///     p ← p − learningRate / (1 + step · learningRateDecay) · g / (√s + epsilon)
///
/// with step the number of updates before, as PyTorch's `Adagrad`
/// (https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html). A decay of 0 is
/// left out of the graph, and cannot be set later.
public struct AdaGrad: Optimizer {
  public static let name = "adaGrad"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// How fast the learning rate shrinks with the steps; at least 0.
  public var learningRateDecay: Double
  /// What s starts from; at least 0.
  public var initialAccumulator: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The pull towards 0; at least 0.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-2, learningRateDecay: Double = 0, initialAccumulator: Double = 0,
    epsilon: Double = 1e-10, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.learningRateDecay = learningRateDecay
    self.initialAccumulator = initialAccumulator
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "learningRateDecay": learningRateDecay,
      "weightDecay": weightDecay,
    ]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try checkAmount("initialAccumulator", initialAccumulator)
    try checkEpsilon(epsilon)
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    var rate = try context.hyperparameter("learningRate")
    if learningRateDecay != 0 {
      let decay = try context.hyperparameter("learningRateDecay")
      rate = try rate / (1 + context.step() * decay)
    }
    let g = try decayed(gradient, parameter, weightDecay, &context)
    let squares = try context.state("squares", initial: initialAccumulator) {
      (s) throws(GraphError) in try s + g * g
    }
    return try parameter - rate * (g / (sqrt(squares) + epsilon))
  }
}

extension Optimizer {
  /// - Throws: `GraphError` for an epsilon that float32 cannot hold, or that is not above 0.
  func checkEpsilon(_ epsilon: Double) throws(GraphError) {
    let holds = epsilon.isFinite && epsilon >= Double(Float.leastNormalMagnitude)
    try check("epsilon", epsilon, holds, "a normal float32 above 0")
  }
}
