/// The p-norm of each window over the last axis, without magnitudes, as torch.nn.LPPool1d. `[...,
/// L]`, floating point.
///
/// In JSON: `{"type": "lpPool1d", "kernel": 2}`, with `p`, `stride` and `ceilMode` optional.
public struct LpPool1d: FunctionSpec {
  public static let typeName = "lpPool1d"
  public static var defaults: LpPool1d? { LpPool1d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The power; finite and not 0.
  public var p: Double
  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// Whether a window may end behind the input.
  public var ceilMode: Bool

  /// Windows of this extent.
  public init(
    p: Double = 2, kernel: PerAxis, stride: PerAxis? = nil, ceilMode: Bool = false
  ) {
    self.p = p
    self.kernel = kernel
    self.stride = stride
    self.ceilMode = ceilMode
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try lpPool1d(x, p: p, kernel: kernel, stride: stride, ceilMode: ceilMode)
  }
}

/// The p-norm of each window over the last two axes, without magnitudes, as torch.nn.LPPool2d.
/// `[..., H, W]`, floating point.
///
/// In JSON: `{"type": "lpPool2d", "kernel": 2}`, with `p`, `stride` and `ceilMode` optional.
public struct LpPool2d: FunctionSpec {
  public static let typeName = "lpPool2d"
  public static var defaults: LpPool2d? { LpPool2d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The power; finite and not 0.
  public var p: Double
  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// Whether a window may end behind the input.
  public var ceilMode: Bool

  /// Windows of this extent.
  public init(
    p: Double = 2, kernel: PerAxis, stride: PerAxis? = nil, ceilMode: Bool = false
  ) {
    self.p = p
    self.kernel = kernel
    self.stride = stride
    self.ceilMode = ceilMode
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try lpPool2d(x, p: p, kernel: kernel, stride: stride, ceilMode: ceilMode)
  }
}

/// The p-norm of each window over the last three axes, without magnitudes, as torch.nn.LPPool3d.
/// `[..., D, H, W]`, floating point.
///
/// In JSON: `{"type": "lpPool3d", "kernel": 2}`, with `p`, `stride` and `ceilMode` optional.
public struct LpPool3d: FunctionSpec {
  public static let typeName = "lpPool3d"
  public static var defaults: LpPool3d? { LpPool3d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The power; finite and not 0.
  public var p: Double
  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// Whether a window may end behind the input.
  public var ceilMode: Bool

  /// Windows of this extent.
  public init(
    p: Double = 2, kernel: PerAxis, stride: PerAxis? = nil, ceilMode: Bool = false
  ) {
    self.p = p
    self.kernel = kernel
    self.stride = stride
    self.ceilMode = ceilMode
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try lpPool3d(x, p: p, kernel: kernel, stride: stride, ceilMode: ceilMode)
  }
}
