/// Means over the last axis, divided into as many parts as `output` says, as
/// torch.nn.AdaptiveAvgPool1d. `[..., L]` of fixed extents, floating point.
///
/// In JSON: `{"type": "adaptiveAveragePool1d", "output": 1}`.
public struct AdaptiveAveragePool1d: FunctionSpec {
  public static let typeName = "adaptiveAveragePool1d"
  public static var defaults: AdaptiveAveragePool1d? { AdaptiveAveragePool1d(1) }
  public static var requiredFields: [String] { ["output"] }

  /// The extents that come out, each at least 1.
  public var output: PerAxis

  /// A layer with these extents of the output.
  public init(
    _ output: PerAxis
  ) {
    self.output = output
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try adaptiveAveragePool1d(x, output: output)
  }
}

/// Means over the last two axes, divided into as many parts as `output` says, as
/// torch.nn.AdaptiveAvgPool2d. `[..., H, W]` of fixed extents, floating point.
///
/// In JSON: `{"type": "adaptiveAveragePool2d", "output": 1}`.
public struct AdaptiveAveragePool2d: FunctionSpec {
  public static let typeName = "adaptiveAveragePool2d"
  public static var defaults: AdaptiveAveragePool2d? { AdaptiveAveragePool2d(1) }
  public static var requiredFields: [String] { ["output"] }

  /// The extents that come out, each at least 1.
  public var output: PerAxis

  /// A layer with these extents of the output.
  public init(
    _ output: PerAxis
  ) {
    self.output = output
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try adaptiveAveragePool2d(x, output: output)
  }
}

/// Means over the last three axes, divided into as many parts as `output` says, as
/// torch.nn.AdaptiveAvgPool3d. `[..., D, H, W]` of fixed extents, floating point.
///
/// In JSON: `{"type": "adaptiveAveragePool3d", "output": 1}`.
public struct AdaptiveAveragePool3d: FunctionSpec {
  public static let typeName = "adaptiveAveragePool3d"
  public static var defaults: AdaptiveAveragePool3d? { AdaptiveAveragePool3d(1) }
  public static var requiredFields: [String] { ["output"] }

  /// The extents that come out, each at least 1.
  public var output: PerAxis

  /// A layer with these extents of the output.
  public init(
    _ output: PerAxis
  ) {
    self.output = output
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try adaptiveAveragePool3d(x, output: output)
  }
}
