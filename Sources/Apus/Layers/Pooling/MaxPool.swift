/// The largest element of each window over the last axis, as torch.nn.MaxPool1d; NaN stays.
/// `[..., L]`, floating point.
///
/// In JSON: `{"type": "maxPool1d", "kernel": 2}`, with `stride`, `padding`, `dilation` and
/// `ceilMode` optional.
public struct MaxPool1d: FunctionSpec {
  public static let typeName = "maxPool1d"
  public static var defaults: MaxPool1d? { MaxPool1d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// How many elements the input is thought to have before and after it; at most half of a
  /// window.
  public var padding: PerAxis
  /// From one element of a window to the next.
  public var dilation: PerAxis
  /// Whether a window may end behind the input.
  public var ceilMode: Bool

  /// Windows of this extent.
  public init(
    kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0, dilation: PerAxis = 1,
    ceilMode: Bool = false
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.ceilMode = ceilMode
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try maxPool1d(
      x, kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
  }
}

/// The largest element of each window over the last two axes, as torch.nn.MaxPool2d; NaN stays.
/// `[..., H, W]`, floating point.
///
/// In JSON: `{"type": "maxPool2d", "kernel": 2}`, with `stride`, `padding`, `dilation` and
/// `ceilMode` optional.
public struct MaxPool2d: FunctionSpec {
  public static let typeName = "maxPool2d"
  public static var defaults: MaxPool2d? { MaxPool2d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// How many elements the input is thought to have before and after it; at most half of a
  /// window.
  public var padding: PerAxis
  /// From one element of a window to the next.
  public var dilation: PerAxis
  /// Whether a window may end behind the input.
  public var ceilMode: Bool

  /// Windows of this extent.
  public init(
    kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0, dilation: PerAxis = 1,
    ceilMode: Bool = false
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.ceilMode = ceilMode
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try maxPool2d(
      x, kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
  }
}

/// The largest element of each window over the last three axes, as torch.nn.MaxPool3d; NaN stays.
/// `[..., D, H, W]`, floating point.
///
/// In JSON: `{"type": "maxPool3d", "kernel": 2}`, with `stride`, `padding`, `dilation` and
/// `ceilMode` optional.
public struct MaxPool3d: FunctionSpec {
  public static let typeName = "maxPool3d"
  public static var defaults: MaxPool3d? { MaxPool3d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// How many elements the input is thought to have before and after it; at most half of a
  /// window.
  public var padding: PerAxis
  /// From one element of a window to the next.
  public var dilation: PerAxis
  /// Whether a window may end behind the input.
  public var ceilMode: Bool

  /// Windows of this extent.
  public init(
    kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0, dilation: PerAxis = 1,
    ceilMode: Bool = false
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.ceilMode = ceilMode
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try maxPool3d(
      x, kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
  }
}
