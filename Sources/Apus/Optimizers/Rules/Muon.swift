/// Muon: momentum made orthogonal (K. Jordan et al., "Muon: an optimizer for hidden layers in neural
/// networks", https://kellerjordan.github.io/posts/muon, 2024):
///
///     m ← momentum · m + (1 − momentum) · gradient
///     d = m                                                             plain
///     d = momentum · m + (1 − momentum) · gradient                      Nesterov
///     X ← d / max(‖d‖, epsilon), of its wide form;  iterations times: A = X Xᵀ,
///     X ← a · X + (b · A + c · A²) X                   a, b, c = 3.4445, −4.775, 2.0315
///     p ← p − learningRate · weightDecay · p − learningRate · scale · X
///
/// As PyTorch's `Muon` (https://docs.pytorch.org/docs/stable/generated/torch.optim.Muon.html), which rounds
/// to bfloat16 in the iteration where this computes in float32. Weights [in, out] are as `Dense` has
/// them, and kernels of convolutions [out, …] are matrices [out, rest], as in the author's code.
/// Parameters of fewer than two axes are an error. Give these, embeddings and the last layer a group:
///
///     let rest = model.parameters.vectors + embedding.parameters + last.parameters.matrices
///     … with: Muon(), groups: [ParameterGroup("rest", rest, with: AdamW())]
public struct Muon: Optimizer {
  public static let name = "muon"

  /// How the size of a step depends on the shape of a matrix of `in` inputs and `out` outputs.
  public enum Scaling: String, Hashable, Sendable, Codable {
    /// √max(1, out / in).
    case original
    /// 0.2 · √max(in, out), which makes it that of a step of Adam.
    case matchingAdam

    func factor(outputs: Int, inputs: Int) -> Double {
      switch self {
      case .original: max(1, Double(outputs) / Double(inputs)).squareRoot()
      case .matchingAdam: 0.2 * Double(max(outputs, inputs)).squareRoot()
      }
    }
  }

  /// The size of a step; at least 0.
  public var learningRate: Double
  /// The share of the past in the mean of gradients, in 0..<1.
  public var momentum: Double
  /// Whether to look ahead along the momentum.
  public var nesterov: Bool
  /// Rounds of the iteration, in 1..<100.
  public var iterations: Int
  /// The smallest norm; above 0.
  public var epsilon: Double
  /// How a step depends on the shape.
  public var scaling: Scaling
  /// The pull towards 0, as a share of the learning rate; at least 0. 0 is left out of the graph, and
  /// cannot be set later.
  public var weightDecay: Double

  /// A rule with these numbers.
  public init(
    learningRate: Double = 1e-3, momentum: Double = 0.95, nesterov: Bool = true,
    iterations: Int = 5, epsilon: Double = 1e-7, scaling: Scaling = .original,
    weightDecay: Double = 0.1
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.iterations = iterations
    self.epsilon = epsilon
    self.scaling = scaling
    self.weightDecay = weightDecay
  }

  public var hyperparameters: KeyValuePairs<String, Double> {
    ["learningRate": learningRate, "momentum": momentum, "weightDecay": weightDecay]
  }

  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
    try checkEpsilon(epsilon)
    try check("iterations", Double(iterations), (1..<100).contains(iterations), "in 1..<100")
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try check(hyperparameter, value, shares: ["momentum"])
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let (rows, columns) = try extents(of: parameter)
    let rate = try context.hyperparameter("learningRate")
    let momentum = try context.hyperparameter("momentum")
    let mean = try context.runningMean("m", of: gradient, keeping: momentum)
    let direction = nesterov ? try momentum * mean + (1 - momentum) * gradient : mean
    let matrix = try reshape(direction, to: Shape([rows, columns]))
    let straight = try orthogonal(matrix, isWide: rows <= columns)
    let step = try reshape(straight, to: parameter.shape)
    let isDense = parameter.shape.rank == 2
    let scale = scaling.factor(
      outputs: isDense ? columns : rows, inputs: isDense ? rows : columns)
    return try shrunk(parameter, rate, weightDecay, &context) - (rate * scale) * step
  }

  /// The extents of the parameter as a matrix.
  /// - Throws: `GraphError` for fewer than two axes.
  private func extents(of parameter: Variable) throws(GraphError) -> (rows: Int, columns: Int) {
    guard let extents = parameter.shape.fixed, extents.count >= 2 else {
      throw GraphError(
        .invalidShape, expected: "parameters of two axes and more for Muon",
        found: "\(parameter): \(parameter.type)",
        advice: "give it another rule: groups: [ParameterGroup(\"rest\", […], with: AdamW())]",
        operation: Self.name)
    }
    return (extents[0], extents[1...].reduce(1, *))
  }

  /// The matrix with its singular values near 1, by an iteration of Newton's and Schulz' kind.
  private func orthogonal(_ matrix: Variable, isWide: Bool) throws(GraphError) -> Variable {
    let norm = try maximum(sqrt(sum(matrix * matrix)), epsilon)
    var x = try matrix / norm
    for _ in 0..<iterations {
      // The smaller of the two Gram matrices: of a tall X, (XᵀX) on its right side.
      let gram = try matmul(x, x, transposeA: !isWide, transposeB: isWide)
      let factor = try -4.775 * gram + 2.0315 * matmul(gram, gram)
      x = try 3.4445 * x + (isWide ? matmul(factor, x) : matmul(x, factor))
    }
    return x
  }
}
