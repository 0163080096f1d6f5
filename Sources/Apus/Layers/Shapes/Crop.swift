/// Elements taken away before and after the last axis, as Keras's Cropping1D. `[..., L]`, any
/// type. In JSON, as the padding of `Pad1d`.
///
/// In JSON: `{"type": "crop1d", "cropping": 1}`.
public struct Crop1d: FunctionSpec {
  public static let typeName = "crop1d"
  public static var defaults: Crop1d? { Crop1d(0) }
  public static var requiredFields: [String] { ["cropping"] }

  /// How many elements are taken away; `.both` or `.sides`.
  public var cropping: ConvolutionPadding

  /// A layer that takes so many elements away.
  public init(
    _ cropping: ConvolutionPadding
  ) {
    self.cropping = cropping
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try cropped(x, 1, cropping)
  }
}

/// Elements taken away before and after the last two axes, as Keras's Cropping2D. `[..., H, W]`,
/// any type. In JSON, as the padding of `Pad2d`.
///
/// In JSON: `{"type": "crop2d", "cropping": 1}`.
public struct Crop2d: FunctionSpec {
  public static let typeName = "crop2d"
  public static var defaults: Crop2d? { Crop2d(0) }
  public static var requiredFields: [String] { ["cropping"] }

  /// How many elements are taken away; `.both` or `.sides`.
  public var cropping: ConvolutionPadding

  /// A layer that takes so many elements away.
  public init(
    _ cropping: ConvolutionPadding
  ) {
    self.cropping = cropping
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try cropped(x, 2, cropping)
  }
}

/// Elements taken away before and after the last three axes, as Keras's Cropping3D. `[..., D, H,
/// W]`, any type. In JSON, as the padding of `Pad3d`.
///
/// In JSON: `{"type": "crop3d", "cropping": 1}`.
public struct Crop3d: FunctionSpec {
  public static let typeName = "crop3d"
  public static var defaults: Crop3d? { Crop3d(0) }
  public static var requiredFields: [String] { ["cropping"] }

  /// How many elements are taken away; `.both` or `.sides`.
  public var cropping: ConvolutionPadding

  /// A layer that takes so many elements away.
  public init(
    _ cropping: ConvolutionPadding
  ) {
    self.cropping = cropping
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try cropped(x, 3, cropping)
  }
}
