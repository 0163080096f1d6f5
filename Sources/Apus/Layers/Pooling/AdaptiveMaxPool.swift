/// The largest elements over the last axis, divided into as many parts as `output` says, as
/// torch.nn.AdaptiveMaxPool1d. `[..., L]` of fixed extents, floating point.
///
/// In JSON: `{"type": "adaptiveMaxPool1d", "output": 1}`.
public struct AdaptiveMaxPool1d: FunctionSpec {
  public static let typeName = "adaptiveMaxPool1d"
  public static var defaults: AdaptiveMaxPool1d? { AdaptiveMaxPool1d(1) }
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
    try adaptiveMaxPool1d(x, output: output)
  }
}

/// The largest elements over the last two axes, divided into as many parts as `output` says, as
/// torch.nn.AdaptiveMaxPool2d. `[..., H, W]` of fixed extents, floating point.
///
/// In JSON: `{"type": "adaptiveMaxPool2d", "output": 1}`.
public struct AdaptiveMaxPool2d: FunctionSpec {
  public static let typeName = "adaptiveMaxPool2d"
  public static var defaults: AdaptiveMaxPool2d? { AdaptiveMaxPool2d(1) }
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
    try adaptiveMaxPool2d(x, output: output)
  }
}

/// The largest elements over the last three axes, divided into as many parts as `output` says, as
/// torch.nn.AdaptiveMaxPool3d. `[..., D, H, W]` of fixed extents, floating point.
///
/// In JSON: `{"type": "adaptiveMaxPool3d", "output": 1}`.
public struct AdaptiveMaxPool3d: FunctionSpec {
  public static let typeName = "adaptiveMaxPool3d"
  public static var defaults: AdaptiveMaxPool3d? { AdaptiveMaxPool3d(1) }
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
    try adaptiveMaxPool3d(x, output: output)
  }
}
