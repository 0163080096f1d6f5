/// x where it is positive, else alpha · (eˣ − 1), as torch.nn.ELU. Any shape, floating point.
///
/// In JSON: `{"type": "elu"}`, with `alpha` optional.
public struct ELU: FunctionSpec {
  public static let typeName = "elu"
  public static var defaults: ELU? { ELU() }

  /// The negative limit is −alpha; finite.
  public var alpha: Double

  /// A layer with this alpha.
  public init(
    alpha: Double = 1
  ) {
    self.alpha = alpha
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try elu(x, alpha: alpha)
  }
}

/// The scaled exponential linear unit, as torch.nn.SELU; it goes with weights of `.heNormal(gain:
/// 1)` and with `AlphaDropout`. Any shape, floating point.
///
/// In JSON: `{"type": "selu"}`.
public struct SELU: FunctionSpec {
  public static let typeName = "selu"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try selu(x)
  }
}

/// x where it is positive, else alpha · (e^(x / alpha) − 1), as torch.nn.CELU. Any shape,
/// floating point.
///
/// In JSON: `{"type": "celu"}`, with `alpha` optional.
public struct CELU: FunctionSpec {
  public static let typeName = "celu"
  public static var defaults: CELU? { CELU() }

  /// The negative limit is −alpha; above 0.
  public var alpha: Double

  /// A layer with this alpha.
  public init(
    alpha: Double = 1
  ) {
    self.alpha = alpha
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try celu(x, alpha: alpha)
  }
}
