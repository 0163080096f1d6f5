/// x − tanh x, as torch.nn.Tanhshrink. Any shape, floating point.
///
/// In JSON: `{"type": "tanhShrink"}`.
public struct TanhShrink: FunctionSpec {
  public static let typeName = "tanhShrink"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try tanhShrink(x)
  }
}

/// x moved towards 0 by lambda, and 0 where it would be moved beyond, as torch.nn.Softshrink. Any
/// shape, floating point.
///
/// In JSON: `{"type": "softShrink"}`, with `lambda` optional.
public struct SoftShrink: FunctionSpec {
  public static let typeName = "softShrink"
  public static var defaults: SoftShrink? { SoftShrink() }

  /// How far from 0 elements become 0; at least 0.
  public var lambda: Double

  /// A layer with this lambda.
  public init(
    lambda: Double = 0.5
  ) {
    self.lambda = lambda
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try softShrink(x, lambda: lambda)
  }
}

/// x where |x| is above lambda, else 0, as torch.nn.Hardshrink. Any shape, floating point.
///
/// In JSON: `{"type": "hardShrink"}`, with `lambda` optional.
public struct HardShrink: FunctionSpec {
  public static let typeName = "hardShrink"
  public static var defaults: HardShrink? { HardShrink() }

  /// How far from 0 elements become 0; at least 0.
  public var lambda: Double

  /// A layer with this lambda.
  public init(
    lambda: Double = 0.5
  ) {
    self.lambda = lambda
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try hardShrink(x, lambda: lambda)
  }
}
