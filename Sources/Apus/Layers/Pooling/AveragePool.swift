/// The mean of each window over the last axis, as torch.nn.AvgPool1d. `[..., L]`, floating point.
///
/// In JSON: `{"type": "averagePool1d", "kernel": 2}`, with `stride`, `padding`, `ceilMode`,
/// `countIncludePad` and `divisor` optional.
public struct AveragePool1d: FunctionSpec {
  public static let typeName = "averagePool1d"
  public static var defaults: AveragePool1d? { AveragePool1d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// How many elements the input is thought to have before and after it; at most half of a
  /// window.
  public var padding: PerAxis
  /// Whether a window may end behind the input.
  public var ceilMode: Bool
  /// Whether elements of the padding count, as zeros.
  public var countIncludePad: Bool
  /// What sums are divided by; nil for the number of elements.
  public var divisor: Int?

  /// Windows of this extent.
  public init(
    kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true, divisor: Int? = nil
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
    self.divisor = divisor
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try averagePool1d(
      x, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
      countIncludePad: countIncludePad, divisor: divisor)
  }
}

/// The mean of each window over the last two axes, as torch.nn.AvgPool2d. `[..., H, W]`, floating
/// point.
///
/// In JSON: `{"type": "averagePool2d", "kernel": 2}`, with `stride`, `padding`, `ceilMode`,
/// `countIncludePad` and `divisor` optional.
public struct AveragePool2d: FunctionSpec {
  public static let typeName = "averagePool2d"
  public static var defaults: AveragePool2d? { AveragePool2d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// How many elements the input is thought to have before and after it; at most half of a
  /// window.
  public var padding: PerAxis
  /// Whether a window may end behind the input.
  public var ceilMode: Bool
  /// Whether elements of the padding count, as zeros.
  public var countIncludePad: Bool
  /// What sums are divided by; nil for the number of elements.
  public var divisor: Int?

  /// Windows of this extent.
  public init(
    kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true, divisor: Int? = nil
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
    self.divisor = divisor
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try averagePool2d(
      x, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
      countIncludePad: countIncludePad, divisor: divisor)
  }
}

/// The mean of each window over the last three axes, as torch.nn.AvgPool3d. `[..., D, H, W]`,
/// floating point.
///
/// In JSON: `{"type": "averagePool3d", "kernel": 2}`, with `stride`, `padding`, `ceilMode`,
/// `countIncludePad` and `divisor` optional.
public struct AveragePool3d: FunctionSpec {
  public static let typeName = "averagePool3d"
  public static var defaults: AveragePool3d? { AveragePool3d(kernel: 1) }
  public static var requiredFields: [String] { ["kernel"] }

  /// The extent of a window on each axis; at least 1.
  public var kernel: PerAxis
  /// From one window to the next; nil for the extent of a window.
  public var stride: PerAxis?
  /// How many elements the input is thought to have before and after it; at most half of a
  /// window.
  public var padding: PerAxis
  /// Whether a window may end behind the input.
  public var ceilMode: Bool
  /// Whether elements of the padding count, as zeros.
  public var countIncludePad: Bool
  /// What sums are divided by; nil for the number of elements.
  public var divisor: Int?

  /// Windows of this extent.
  public init(
    kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true, divisor: Int? = nil
  ) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
    self.divisor = divisor
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try averagePool3d(
      x, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
      countIncludePad: countIncludePad, divisor: divisor)
  }
}
