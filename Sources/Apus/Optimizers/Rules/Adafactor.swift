/// Adafactor: gradients divided by a mean square of which only the means along rows and along columns are
/// kept (N. Shazeer, M. Stern, "Adafactor: adaptive learning rates with sublinear memory cost", ICML
/// 2018). With t the number of the update, from 1:
///
///     w = t^beta2Decay             ρ = min(learningRate, 1 / √t)        RMS(x) = √mean x²
///     α = max(epsilon2, RMS(p)) · ρ
///     r ← r + w · (mean of g² along the last axis − r)
///     c ← c + w · (mean of g² along the last but one − c)
///     v = r · c / max(mean of r, epsilon1)          of two axes and more
///     v ← v + w · (g² − v)                          of fewer
///     u = g / max(√v, epsilon1)
///     p ← p − learningRate · weightDecay · p − α · u / max(1, RMS(u) / clipping)
///
/// As PyTorch's `Adafactor`
/// (https://docs.pytorch.org/docs/stable/generated/torch.optim.Adafactor.html).
public struct Adafactor: Optimizer {
  public static let name = "adafactor"

  /// The largest size of a step, relative to that of the parameter; at least 0.
  public var learningRate: Double
  /// The exponent of the weight of a new square; at most 0.
  public var beta2Decay: Double
  /// The smallest root of a mean square; above 0. PyTorch's None is the distance from 1 to the next
  /// number of the type, here that of float32.
  public var epsilon1: Double
  /// The smallest size of a parameter that counts; at least 0.
  public var epsilon2: Double
  /// The largest root mean square of a direction; above 0.
  public var clipping: Double
  /// The pull towards 0, as a share of the learning rate; at least 0. 0 is left out of the graph, and
  /// cannot be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-2, beta2Decay: Double = -0.8, epsilon1: Double = 1.1920929e-07,
    epsilon2: Double = 1e-3, clipping: Double = 1, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta2Decay = beta2Decay
    self.epsilon1 = epsilon1
    self.epsilon2 = epsilon2
    self.clipping = clipping
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    [
      "learningRate": learningRate, "beta2Decay": beta2Decay, "clipping": clipping,
      "weightDecay": weightDecay,
    ]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try check(
      "epsilon1", epsilon1, Float(epsilon1).isNormal && epsilon1 > 0, "a normal float32 above 0")
    try checkAmount("epsilon2", epsilon2)
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    switch hyperparameter {
    case "beta2Decay":
      try check(hyperparameter, value, value <= 0 && Float(value).isFinite, "a finite float32 ≤ 0")
    case "clipping":
      try check(hyperparameter, value, Float(value) > 0 && Float(value).isFinite, "a float32 > 0")
    default: try checkAmount(hyperparameter, value)
    }
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let rate = try context.hyperparameter("learningRate")
    let t = try context.step() + 1
    let weight = try power(t, context.hyperparameter("beta2Decay"))
    let squares = try gradient * gradient
    let p = try cast(parameter, to: gradient.dtype)
    let size = try rootMeanSquare(p)
    let alpha = try maximum(size, epsilon2) * minimum(rate, 1 / sqrt(t))

    func moved(
      _ name: String, _ value: Variable, _ context: inout UpdateContext
    ) throws(GraphError) -> Variable {
      try context.state(name, shape: value.shape) { (old) throws(GraphError) in
        try old + weight * (value - old)
      }
    }
    var spread: Variable
    if parameter.shape.rank > 1 {
      let rows = try moved("rows", mean(squares, axes: [-1], keepingDims: true), &context)
      let columns = try moved("columns", mean(squares, axes: [-2], keepingDims: true), &context)
      spread = try rows * columns / maximum(mean(rows, axes: [-2], keepingDims: true), epsilon1)
    } else {
      spread = try moved("squares", squares, &context)
    }
    let u = try gradient / maximum(sqrt(spread), epsilon1)
    let excess = try maximum(rootMeanSquare(u) / context.hyperparameter("clipping"), 1)
    return try shrunk(p, rate, weightDecay, &context) - (alpha / excess) * u
  }

  private func rootMeanSquare(_ x: Variable) throws(GraphError) -> Variable {
    try sqrt(mean(x * x))
  }
}
