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

/// How many inputs reach one output of a layer, and how many outputs one input reaches. A layer
/// knows them from the layout of its weight; for a `Dense` weight they are its rows and columns.
public struct Fans: Hashable, Sendable {
  /// The number of inputs of one output.
  public var `in`: Int
  /// The number of outputs of one input.
  public var out: Int

  /// Fans of a layer with `in` inputs to each output and `out` outputs from each input.
  public init(in: Int, out: Int) {
    self.in = `in`
    self.out = out
  }
}

extension Initializer {
  /// The distribution for a layer with these fans.
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
