/// Elements added before and after the last axis, as torch.nn.ZeroPad1d, ConstantPad1d,
/// ReflectionPad1d, ReplicationPad1d and CircularPad1d do. `[..., L]`, any type. In JSON, the
/// padding is a number for both sides of all axes, an array of a number for each axis, or
/// `{"before": 1, "after": 2}`.
///
/// In JSON: `{"type": "pad1d", "padding": 1}`, with `mode` and `value` optional.
public struct Pad1d: FunctionSpec {
  public static let typeName = "pad1d"
  public static var defaults: Pad1d? { Pad1d(0) }
  public static var requiredFields: [String] { ["padding"] }

  /// How many elements are added; `.both` or `.sides`.
  public var padding: ConvolutionPadding
  /// What they are.
  public var mode: PadMode
  /// The number in the mode `constant`; in others it has to be 0.
  public var value: Double

  /// A layer that adds so many elements: zeros unless told otherwise.
  public init(
    _ padding: ConvolutionPadding, mode: PadMode = .constant, value: Double = 0
  ) {
    self.padding = padding
    self.mode = mode
    self.value = value
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try padded(x, 1, padding, mode, value)
  }
}

/// Elements added before and after the last two axes, as torch.nn.ZeroPad2d, ConstantPad2d,
/// ReflectionPad2d, ReplicationPad2d and CircularPad2d do. `[..., H, W]`, any type. In JSON, the
/// padding is a number for both sides of all axes, an array of a number for each axis, or
/// `{"before": 1, "after": 2}`.
///
/// In JSON: `{"type": "pad2d", "padding": 1}`, with `mode` and `value` optional.
public struct Pad2d: FunctionSpec {
  public static let typeName = "pad2d"
  public static var defaults: Pad2d? { Pad2d(0) }
  public static var requiredFields: [String] { ["padding"] }

  /// How many elements are added; `.both` or `.sides`.
  public var padding: ConvolutionPadding
  /// What they are.
  public var mode: PadMode
  /// The number in the mode `constant`; in others it has to be 0.
  public var value: Double

  /// A layer that adds so many elements: zeros unless told otherwise.
  public init(
    _ padding: ConvolutionPadding, mode: PadMode = .constant, value: Double = 0
  ) {
    self.padding = padding
    self.mode = mode
    self.value = value
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try padded(x, 2, padding, mode, value)
  }
}

/// Elements added before and after the last three axes, as torch.nn.ZeroPad3d, ConstantPad3d,
/// ReflectionPad3d, ReplicationPad3d and CircularPad3d do. `[..., D, H, W]`, any type. In JSON,
/// the padding is a number for both sides of all axes, an array of a number for each axis, or
/// `{"before": 1, "after": 2}`.
///
/// In JSON: `{"type": "pad3d", "padding": 1}`, with `mode` and `value` optional.
public struct Pad3d: FunctionSpec {
  public static let typeName = "pad3d"
  public static var defaults: Pad3d? { Pad3d(0) }
  public static var requiredFields: [String] { ["padding"] }

  /// How many elements are added; `.both` or `.sides`.
  public var padding: ConvolutionPadding
  /// What they are.
  public var mode: PadMode
  /// The number in the mode `constant`; in others it has to be 0.
  public var value: Double

  /// A layer that adds so many elements: zeros unless told otherwise.
  public init(
    _ padding: ConvolutionPadding, mode: PadMode = .constant, value: Double = 0
  ) {
    self.padding = padding
    self.mode = mode
    self.value = value
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try padded(x, 3, padding, mode, value)
  }
}
