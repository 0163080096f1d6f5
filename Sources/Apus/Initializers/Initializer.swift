/// What the parameters of a layer start from, before the layer's shape is known. Numbers are drawn
/// on the host from the graph's seed and the parameter's name: bit-equal on every machine.
///
/// In JSON: a name alone, `"heNormal"`, or an object, `{"type": "uniform", "low": -1, "high": 1}`.
public enum Initializer: Hashable, Sendable {
  /// Every element the same.
  case constant(Double)
  /// Uniform over [low, high).
  case uniform(low: Double, high: Double)
  /// Normal with this mean and standard deviation.
  case normal(mean: Double, standardDeviation: Double)
  /// Uniform over ±gain · √(6 / (fanIn + fanOut)) (X. Glorot, Y. Bengio, "Understanding the difficulty
  /// of training deep feedforward neural networks", AISTATS 2010; also called Xavier).
  case glorotUniform(gain: Double = 1)
  /// Normal, with mean 0 and standard deviation gain · √(2 / (fanIn + fanOut)) (Glorot, Bengio 2010).
  case glorotNormal(gain: Double = 1)
  /// Uniform over ±gain · √(3 / fan) (K. He et al., "Delving deep into rectifiers", ICCV 2015; also
  /// called Kaiming). The gain of √2 is the one for ReLU.
  case heUniform(mode: FanMode = .fanIn, gain: Double = 2.0.squareRoot())
  /// Normal, with mean 0 and standard deviation gain / √fan (He et al. 2015). The gain of √2 is
  /// the one for ReLU.
  case heNormal(mode: FanMode = .fanIn, gain: Double = 2.0.squareRoot())
  /// Uniform over ±gain · √(3 / fanIn) (Y. LeCun et al., "Efficient backprop", 1998).
  case lecunUniform(gain: Double = 1)
  /// Normal, with mean 0 and standard deviation gain / √fanIn (LeCun et al. 1998); for SELU, too.
  case lecunNormal(gain: Double = 1)
  /// Normal, but only what lies between two bounds, which count in standard deviations from the mean;
  /// `standardDeviation` is that of the whole distribution. As PyTorch's `trunc_normal_`, whose bounds
  /// are numbers of the result.
  case truncatedNormal(
    mean: Double = 0, standardDeviation: Double, low: Double = -2, high: Double = 2)
  /// A random matrix [first extent, product of the others] whose rows, or columns where there are fewer
  /// of them, are perpendicular to each other and of length `gain` (A. Saxe et al., "Exact solutions to
  /// the nonlinear dynamics of learning in deep linear neural networks", ICLR 2014). As PyTorch's
  /// `orthogonal_`; for a matrix it does not matter which axis is that of the inputs.
  case orthogonal(gain: Double = 1)
  /// `gain` on the diagonal of a matrix, 0 elsewhere: the layer gives its inputs on.
  case identity(gain: Double = 1)
  /// For convolution weights [out, in / groups, kernel…]: the layer gives the inputs of each group on
  /// (S. Zagoruyko, N. Komodakis, "DiracNets", 2017). As PyTorch's `dirac_`.
  case dirac(groups: Int = 1)
  /// In each column of a matrix, zeros in ⌈fraction · rows⌉ random places, and normal with mean 0
  /// elsewhere (J. Martens, "Deep learning via Hessian-free optimization", ICML 2010). As PyTorch's
  /// `sparse_`; the columns of a `Dense` weight belong to its outputs, as in the paper.
  case sparse(fraction: Double, standardDeviation: Double = 0.01)
  /// Each element, in row-major order; as many as the parameter has.
  case array([Double])

  /// Every element 0.
  public static let zeros = Initializer.constant(0)
  /// Every element 1.
  public static let ones = Initializer.constant(1)
}

/// Which number of connections keeps its variance in `heUniform` and `heNormal`.
public enum FanMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// The forward pass keeps its variance.
  case fanIn
  /// The backward pass keeps its variance.
  case fanOut
  /// The mean of both.
  case fanAverage
}

extension Initializer {
  /// The distribution for a layer with these fans. Whether it fits the shape of a parameter is checked
  /// when that is made.
  /// - Throws: `GraphError` for a number that is not finite, a negative deviation or gain, bounds
  ///   in the wrong order, or fans below 1 where they matter.
  public func initialValue(_ fans: Fans) throws(GraphError) -> InitialValue {
    switch self {
    case .constant(let value):
      try check(value.isFinite, "a finite constant")
      return .constant(value)
    case .uniform(let low, let high):
      try check(low.isFinite && high.isFinite && low <= high, "finite bounds, low ≤ high")
      return .uniform(low: low, high: high)
    case .normal(let mean, let deviation):
      try check(
        mean.isFinite && deviation.isFinite && deviation >= 0, "a finite mean and deviation ≥ 0")
      return .normal(mean: mean, standardDeviation: deviation)
    case .glorotUniform(let gain):
      return .symmetric(try scale(gain, fans, .fanAverage) * 3.0.squareRoot())
    case .glorotNormal(let gain):
      return .normal(mean: 0, standardDeviation: try scale(gain, fans, .fanAverage))
    case .heUniform(let mode, let gain):
      return .symmetric(try scale(gain, fans, mode) * 3.0.squareRoot())
    case .heNormal(let mode, let gain):
      return .normal(mean: 0, standardDeviation: try scale(gain, fans, mode))
    case .lecunUniform(let gain):
      return .symmetric(try scale(gain, fans, .fanIn) * 3.0.squareRoot())
    case .lecunNormal(let gain):
      return .normal(mean: 0, standardDeviation: try scale(gain, fans, .fanIn))
    case .truncatedNormal(let mean, let deviation, let low, let high):
      try check(
        mean.isFinite && deviation.isFinite && deviation >= 0, "a finite mean and deviation ≥ 0")
      try check(
        low.isFinite && high.isFinite && low < high && low <= 35 && high >= -35,
        "finite bounds, low < high, within 35 standard deviations")
      return .truncatedNormal(mean: mean, standardDeviation: deviation, low: low, high: high)
    case .orthogonal(let gain):
      try check(gain.isFinite && gain >= 0, "a finite gain ≥ 0")
      return .orthogonal(gain: gain)
    case .identity(let gain):
      try check(gain.isFinite, "a finite gain")
      return .identity(gain)
    case .dirac(let groups):
      try check(groups >= 1, "groups of at least 1")
      return .dirac(groups: groups)
    case .sparse(let fraction, let deviation):
      try check((0...1).contains(fraction), "a fraction in 0...1")
      try check(deviation.isFinite && deviation >= 0, "a finite deviation ≥ 0")
      return .sparse(fraction: fraction, standardDeviation: deviation)
    case .array(let values):
      try check(values.allSatisfy(\.isFinite), "finite values")
      return .array(values)
    }
  }

  /// gain / √fan.
  private func scale(_ gain: Double, _ fans: Fans, _ mode: FanMode) throws(GraphError) -> Double {
    try check(gain.isFinite && gain >= 0, "a finite gain ≥ 0")
    try check(fans.in >= 1 && fans.out >= 1, "fans of at least 1, found \(fans.in), \(fans.out)")
    let fan =
      switch mode {
      case .fanIn: Double(fans.in)
      case .fanOut: Double(fans.out)
      case .fanAverage: (Double(fans.in) + Double(fans.out)) / 2
      }
    return gain / fan.squareRoot()
  }

  private func check(_ holds: Bool, _ expected: String) throws(GraphError) {
    guard holds else {
      throw GraphError(
        .invalidArgument, expected: expected, found: "\(self)",
        advice: "correct the initializer of the layer", operation: "initializer")
    }
  }
}

extension InitialValue {
  /// Uniform over [−limit, limit).
  fileprivate static func symmetric(_ limit: Double) -> InitialValue {
    .uniform(low: -limit, high: limit)
  }
}
