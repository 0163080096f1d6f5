/// RAdam: Adam whose first steps are those of momentum, until the mean of squares rests on enough of
/// them (L. Liu et al., "On the variance of the adaptive learning rate and beyond", ICLR 2020):
///
///     g  ← gradient + weightDecay · p
///     m, v, c1, c2 as `Adam`; with t steps and one beta2, c2 = 1 − beta2ᵗ
///     a  ← beta2 · (a + c2 before the step)      ρ = 2 · a / c2 + 1        ρ∞ = 2 / (1 − beta2) − 1
///     r  = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
///     p  ← p − learningRate · (m / c1) · r · √c2 / (√v + epsilon)    where ρ > 5
///     p  ← p − learningRate · (m / c1)                               elsewhere
///
/// As PyTorch's `RAdam` (https://docs.pytorch.org/docs/stable/generated/torch.optim.RAdam.html). a / c2
/// is the mean age of the squares in v, and ρ the paper's ρ∞ − 2 t beta2ᵗ / (1 − beta2ᵗ), which is lost
/// in cancellation in float32 when t is small.
public struct RAdam: Optimizer {
  public static let name = "rAdam"

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
  /// Whether the decay is apart from the gradient, as in `AdamW`: p ← p − learningRate · weightDecay · p.
  public var decoupledDecay: Bool

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0, decoupledDecay: Bool = false
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.decoupledDecay = decoupledDecay
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
    // Scalars first: a kernel of theirs between the moments and the parameter would part the update.
    let c1 = try context.gatheredWeight("weight1", keeping: beta1)
    let c2 = try context.gatheredWeight("weight2", keeping: beta2)
    let age = try context.sharedState("age") { (a) throws(GraphError) in
      // What was there before the step: c2 = beta2 · before + (1 − beta2).
      try beta2 * a + (c2 - (1 - beta2))
    }
    let length = try 2 * age / c2 + 1
    let longest = try 2 / (1 - beta2) - 1
    let squared = try ((length - 4) / (longest - 4)) * ((length - 2) / (longest - 2))
    let factor = try sqrt(squared * (longest / length) * c2)
    let isRectified = try length > 5
    let scale = try (rate / c1) * select(isRectified, factor, 1)

    let g = decoupledDecay ? gradient : try decayed(gradient, parameter, weightDecay, &context)
    let p = decoupledDecay ? try shrunk(parameter, rate, weightDecay, &context) : parameter
    let m = try context.runningMean("m", of: g, keeping: beta1)
    let v = try context.runningMean("v", of: g * g, keeping: beta2)
    return try p - scale * (m / select(isRectified, sqrt(v) + epsilon, 1))
  }
}
