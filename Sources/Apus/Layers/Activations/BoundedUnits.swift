/// x / (1 + |x|), as torch.nn.Softsign. Any shape, floating point.
///
/// In JSON: `{"type": "softsign"}`.
public struct Softsign: FunctionSpec {
  public static let typeName = "softsign"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try softsign(x)
  }
}

/// min(max(x, low), high), as torch.nn.Hardtanh. Any shape, floating point.
///
/// In JSON: `{"type": "hardTanh"}`, with `low` and `high` optional.
public struct HardTanh: FunctionSpec {
  public static let typeName = "hardTanh"
  public static var defaults: HardTanh? { HardTanh() }

  /// The least result; below `high`.
  public var low: Double
  /// The largest result.
  public var high: Double

  /// A layer with these bounds.
  public init(
    low: Double = -1, high: Double = 1
  ) {
    self.low = low
    self.high = high
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try hardTanh(x, low: low, high: high)
  }
}

/// min(max(x + 3, 0), 6) / 6, as torch.nn.Hardsigmoid. Any shape, floating point.
///
/// In JSON: `{"type": "hardSigmoid"}`.
public struct HardSigmoid: FunctionSpec {
  public static let typeName = "hardSigmoid"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try hardSigmoid(x)
  }
}

/// x · min(max(x + 3, 0), 6) / 6, as torch.nn.Hardswish. Any shape, floating point.
///
/// In JSON: `{"type": "hardSwish"}`.
public struct HardSwish: FunctionSpec {
  public static let typeName = "hardSwish"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try hardSwish(x)
  }
}
