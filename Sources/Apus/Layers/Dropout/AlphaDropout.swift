/// Dropout that keeps mean 0 and variance 1 behind `SELU`, as torch.nn.AlphaDropout; in
/// evaluation, the identity. Any shape, floating point.
///
/// In JSON: `{"type": "alphaDropout", "probability": 0.5}`, with `name` optional.
public struct AlphaDropout: ScopedFunctionSpec {
  public static let typeName = "alphaDropout"
  public static var defaults: AlphaDropout? { AlphaDropout(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `alphaDropout1`, ….
  public var name: String?

  /// A layer with this probability.
  public init(
    _ probability: Double, name: String? = nil
  ) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try alphaDropout(x, probability)
  }
}

/// As `AlphaDropout`, for whole channels, as torch.nn.FeatureAlphaDropout. `[batch, C, …]`,
/// floating point.
///
/// In JSON: `{"type": "featureAlphaDropout", "probability": 0.5}`, with `name` optional.
public struct FeatureAlphaDropout: ScopedFunctionSpec {
  public static let typeName = "featureAlphaDropout"
  public static var defaults: FeatureAlphaDropout? { FeatureAlphaDropout(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `featureAlphaDropout1`, ….
  public var name: String?

  /// A layer with this probability.
  public init(
    _ probability: Double, name: String? = nil
  ) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try featureAlphaDropout(x, probability)
  }
}
