/// x where it is positive, else x times a slope: in training drawn anew for each element, uniform over
/// lower..<upper, in evaluation the mean of the two, as torch.nn.RReLU (B. Xu et al., "Empirical
/// Evaluation of Rectified Activations in Convolutional Network", 2015). Any shape, floating point.
///
/// In JSON: `{"type": "rrelu"}`, with `lower`, `upper` and `name` optional.
public struct RReLU: ScopedFunctionSpec {
  public static let typeName = "rrelu"
  public static var defaults: RReLU? { RReLU() }

  /// The least slope; finite.
  public var lower: Double
  /// The largest slope; finite, and at least `lower`.
  public var upper: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free `rrelu1`, ….
  public var name: String?

  /// A layer with slopes between these numbers.
  public init(lower: Double = 1.0 / 8, upper: Double = 1.0 / 3, name: String? = nil) {
    self.lower = lower
    self.upper = upper
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard lower.isFinite, upper.isFinite, lower <= upper else {
      throw GraphError(
        .invalidArgument, expected: "finite slopes, the lower one first",
        found: "\(lower) and \(upper)", advice: "1/8 and 1/3 are the usual numbers")
    }
    try expectShare(0, upTo: 1, of: x)
    let mean = try leakyReLU(x, slope: (lower + upper) / 2)
    if lower == upper { return mean }
    let slopes = try x.builder.random(
      .uniform(low: lower, high: upper), x.shape, dtype: x.dtype)
    return try modeSelect(training: select(x > 0, x, x * slopes), evaluation: mean)
  }
}
