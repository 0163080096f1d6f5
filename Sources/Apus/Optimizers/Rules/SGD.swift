/// Stochastic gradient descent, with momentum and weight decay where they are not 0:
///
///     g ← gradient + weightDecay · p
///     v ← momentum · v + (1 − dampening) · g        v ← g in the first step
///     p ← p − learningRate · v                      plain
///     p ← p − learningRate · (g + momentum · v)     Nesterov
///
/// As PyTorch's `SGD` (https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html). A momentum,
/// a dampening or a weight decay of 0 is left out of the graph, and cannot be set later.
public struct SGD: Optimizer {
  public static let name = "sgd"

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the last direction that is kept, in 0..<1.
  public var momentum: Double
  /// The share of the gradient that the momentum leaves out, in 0...1; not with Nesterov's form.
  public var dampening: Double
  /// Whether to look ahead along the momentum; needs a momentum.
  public var nesterov: Bool
  /// The pull towards 0; at least 0.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-2, momentum: Double = 0, dampening: Double = 0,
    nesterov: Bool = false, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.dampening = dampening
    self.nesterov = nesterov
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "momentum": momentum, "dampening": dampening,
      "weightDecay": weightDecay,
    ]
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["momentum"])
    let holds = hyperparameter != "momentum" || !nesterov || value > 0
    try check(hyperparameter, value, holds, "above 0, for Nesterov's form")
    if hyperparameter == "dampening" {
      try check(
        hyperparameter, value, nesterov ? value == 0 : value <= 1,
        nesterov ? "0, for Nesterov's form" : "at most 1")
    }
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let g = try decayed(gradient, parameter, weightDecay, &context)
    if momentum == 0 { return try parameter - rate * g }
    let momentum = try context.hyperparameter("momentum")
    var share: Variable?
    if dampening != 0 {
      let dampening = try context.hyperparameter("dampening")
      share = try select(equal(context.step(), 0), 1, 1 - dampening)
    }
    let velocity = try context.state("velocity") { (v) throws(GraphError) in
      if let share { return try momentum * v + share * g }
      return try momentum * v + g
    }
    let direction = nesterov ? try g + momentum * velocity : velocity
    return try parameter - rate * direction
  }
}
