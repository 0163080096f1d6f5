/// x · σ(x), also known as swish, as torch.nn.SiLU. Any shape, floating point.
///
/// In JSON: `{"type": "silu"}`.
public struct SiLU: FunctionSpec {
  public static let typeName = "silu"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try silu(x)
  }
}

/// x · tanh(ln(1 + eˣ)), as torch.nn.Mish. Any shape, floating point.
///
/// In JSON: `{"type": "mish"}`.
public struct Mish: FunctionSpec {
  public static let typeName = "mish"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try mish(x)
  }
}

/// ln(1 + e^(beta · x)) / beta, and x where beta · x is above the threshold, as
/// torch.nn.Softplus. Any shape, floating point.
///
/// In JSON: `{"type": "softplus"}`, with `beta` and `threshold` optional.
public struct Softplus: FunctionSpec {
  public static let typeName = "softplus"
  public static var defaults: Softplus? { Softplus() }

  /// How sharp the bend at 0 is; above 0.
  public var beta: Double
  /// Where beta · x is above it, the result is x.
  public var threshold: Double

  /// A layer with these numbers.
  public init(
    beta: Double = 1, threshold: Double = 20
  ) {
    self.beta = beta
    self.threshold = threshold
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try softplus(x, beta: beta, threshold: threshold)
  }
}

/// The logarithm of the logistic function, as torch.nn.LogSigmoid. Any shape, floating point.
///
/// In JSON: `{"type": "logSigmoid"}`.
public struct LogSigmoid: FunctionSpec {
  public static let typeName = "logSigmoid"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try logSigmoid(x)
  }
}
