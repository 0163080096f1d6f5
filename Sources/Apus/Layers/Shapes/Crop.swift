/// Elements taken away over one spatial axis; see `SpatialCrop`.
public typealias Crop1d = SpatialCrop<OneAxis>
/// Elements taken away over two spatial axes; see `SpatialCrop`.
public typealias Crop2d = SpatialCrop<TwoAxes>
/// Elements taken away over three spatial axes; see `SpatialCrop`.
public typealias Crop3d = SpatialCrop<ThreeAxes>

/// Elements taken away before and after the last axes, as Keras' `Cropping1D`, `Cropping2D` and
/// `Cropping3D`. Shapes: x `[…, spatial…]`, any type.
///
/// In JSON: `{"type": "crop2d", "cropping": 1}`, as the padding of `Pad2d`.
public struct SpatialCrop<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "crop\(Axes.count)d" }
  public static var defaults: SpatialCrop? { SpatialCrop(0) }
  public static var requiredFields: [String] { ["cropping"] }

  /// How many elements are taken away; `.both` or `.sides`.
  public var cropping: ConvolutionPadding

  /// A layer that takes so many elements away.
  public init(_ cropping: ConvolutionPadding) {
    self.cropping = cropping
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: Axes.count)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try cropped(x, Axes.count, cropping)
  }
}
