/// min(max(x, 0), 6), as torch.nn.ReLU6. Any shape, floating point.
///
/// In JSON: `{"type": "relu6"}`.
public struct ReLU6: FunctionSpec {
  public static let typeName = "relu6"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try relu6(x)
  }
}

/// x where it is positive, else slope · x, as torch.nn.LeakyReLU. Any shape, floating point.
///
/// In JSON: `{"type": "leakyReLU"}`, with `slope` optional.
public struct LeakyReLU: FunctionSpec {
  public static let typeName = "leakyReLU"
  public static var defaults: LeakyReLU? { LeakyReLU() }

  /// What negative elements are multiplied by; finite.
  public var slope: Double

  /// A layer with this slope.
  public init(
    slope: Double = 0.01
  ) {
    self.slope = slope
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try leakyReLU(x, slope: slope)
  }
}

/// x where it is above a threshold, else a number, as torch.nn.Threshold. Any shape, floating
/// point.
///
/// In JSON: `{"type": "threshold", "threshold": 0.1}`, with `value` optional.
public struct Threshold: FunctionSpec {
  public static let typeName = "threshold"
  public static var defaults: Threshold? { Threshold(0) }
  public static var requiredFields: [String] { ["threshold"] }

  /// What an element has to be above; finite.
  public var threshold: Double
  /// What other elements become; finite.
  public var value: Double

  /// A layer with these numbers.
  public init(
    _ threshold: Double, value: Double = 0
  ) {
    self.threshold = threshold
    self.value = value
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try ApusGraph.threshold(x, threshold, value: value)
  }
}
