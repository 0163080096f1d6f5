/// In training, adds normal random numbers of mean 0; in evaluation, the identity, as Keras's
/// GaussianNoise. Any shape, floating point.
///
/// In JSON: `{"type": "gaussianNoise", "standardDeviation": 0.1}`, with `name` optional.
public struct GaussianNoise: ScopedFunctionSpec {
  public static let typeName = "gaussianNoise"
  public static var defaults: GaussianNoise? { GaussianNoise(0) }
  public static var requiredFields: [String] { ["standardDeviation"] }

  /// The standard deviation of the noise; at least 0.
  public var standardDeviation: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `gaussianNoise1`, ….
  public var name: String?

  /// A layer with noise of this standard deviation.
  public init(_ standardDeviation: Double, name: String? = nil) {
    self.standardDeviation = standardDeviation
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard standardDeviation >= 0, standardDeviation.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "a finite standard deviation of 0 or more",
        found: "\(standardDeviation)", advice: "as in GaussianNoise(0.1)")
    }
    try expectShare(0, upTo: 1, of: x)
    if standardDeviation == 0 { return x }
    let noise = try x.builder.random(.normal, x.shape, dtype: x.dtype)
    return try modeSelect(training: x + noise * standardDeviation, evaluation: x)
  }
}

/// In training, multiplies by normal random numbers of mean 1 and standard deviation √(p / (1 − p)),
/// the noise that dropout of probability p makes; in evaluation, the identity (N. Srivastava et al.,
/// "Dropout", JMLR 15, 2014, as Keras's GaussianDropout). Any shape, floating point.
///
/// In JSON: `{"type": "gaussianDropout", "probability": 0.5}`, with `name` optional.
public struct GaussianDropout: ScopedFunctionSpec {
  public static let typeName = "gaussianDropout"
  public static var defaults: GaussianDropout? { GaussianDropout(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The probability p of the dropout it stands for, in 0..<1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `gaussianDropout1`, ….
  public var name: String?

  /// A layer with the noise of this probability.
  public init(_ probability: Double, name: String? = nil) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard probability < 1 else {
      throw GraphError(
        .invalidArgument, expected: "a probability in 0..<1", found: "\(probability)",
        advice: "at 1 the noise would be infinite")
    }
    try expectShare(probability, upTo: 1, of: x)
    if probability == 0 { return x }
    let deviation = (probability / (1 - probability)).squareRoot()
    let noise = try x.builder.random(.normal, x.shape, dtype: x.dtype)
    return try modeSelect(training: x * (noise * deviation + 1), evaluation: x)
  }
}
