/// NAdam: Adam with Nesterov's look ahead (T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR
/// workshop 2016):
///
///     g  ← gradient + weightDecay · p
///     μ  = beta1 · (1 − ½ · 0.96^(t · momentumDecay))        μ' the same of t + 1; t from 1
///     m  ← beta1 · m + (1 − beta1) · g         n  ← μ · n + (1 − μ)
///     v  ← beta2 · v + (1 − beta2) · g²        c2 ← beta2 · c2 + (1 − beta2)
///     n' = μ' · n + (1 − μ')
///     p  ← p − learningRate · (g · (1 − μ) / n + m · μ' / n') / (√(v / c2) + epsilon)
///
/// As PyTorch's `NAdam` (https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html): n is 1
/// less the product of all μ. It and c2 are states, as in `Adam`; t counts updates.
public struct NAdam: Optimizer {
  public static let name = "nAdam"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the mean of gradients, in 0..<1.
  public var beta1: Double
  /// The share of the past in the mean of squares, in 0..<1.
  public var beta2: Double
  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// How fast μ grows to beta1; at least 0.
  public var momentumDecay: Double
  /// The pull towards 0, part of the gradient; at least 0. 0 is left out of the graph, and cannot
  /// be set later.
  public var weightDecay: Double
  /// Whether the decay is apart from the gradient, as in `AdamW`: p ← p − learningRate · weightDecay · p.
  public var decoupledDecay: Bool

  /// A rule with these numbers.
  public init(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    momentumDecay: Double = 4e-3, weightDecay: Double = 0, decoupledDecay: Bool = false
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.momentumDecay = momentumDecay
    self.weightDecay = weightDecay
    self.decoupledDecay = decoupledDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "beta1": beta1, "beta2": beta2, "momentumDecay": momentumDecay,
      "weightDecay": weightDecay,
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
    let beta1 = try context.hyperparameter("beta1")
    let beta2 = try context.hyperparameter("beta2")
    // Scalars first: a kernel of theirs between the moments and the parameter would part the update.
    let growth = try context.hyperparameter("momentumDecay")
    let t = try context.step() + 1
    // 0.96ˣ = exp(x · ln 0.96)
    let share = try beta1 * (1 - 0.5 * exp(t * growth * -0.040_821_994_520_255_13))
    let next = try beta1 * (1 - 0.5 * exp((t + 1) * growth * -0.040_821_994_520_255_13))
    let gathered = try context.gatheredWeight("momentum", keeping: share)
    let c2 = try context.gatheredWeight("weight2", keeping: beta2)
    let ofGradient = try rate * (1 - share) / gathered
    let ofMean = try rate * next / (next * gathered + (1 - next))

    let g = decoupledDecay ? gradient : try decayed(gradient, parameter, weightDecay, &context)
    let p = decoupledDecay ? try shrunk(parameter, rate, weightDecay, &context) : parameter
    let m = try context.runningMean("m", of: g, keeping: beta1)
    let v = try context.runningMean("v", of: g * g, keeping: beta2)
    return try p - (ofGradient * g + ofMean * m) / (sqrt(v * (1 / c2)) + epsilon)
  }
}
