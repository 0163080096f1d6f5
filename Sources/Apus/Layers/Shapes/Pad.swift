/// Elements added over one spatial axis; see `SpatialPad`.
public typealias Pad1d = SpatialPad<OneAxis>
/// Elements added over two spatial axes; see `SpatialPad`.
public typealias Pad2d = SpatialPad<TwoAxes>
/// Elements added over three spatial axes; see `SpatialPad`.
public typealias Pad3d = SpatialPad<ThreeAxes>

/// Elements added before and after the last axes, as PyTorch's `ZeroPad2d`, `ConstantPad2d`,
/// `ReflectionPad2d`, `ReplicationPad2d` and `CircularPad2d` and those of other axes. Shapes: x
/// `[…, spatial…]`, any type.
///
/// In JSON: `{"type": "pad2d", "padding": 1}`, with `mode` and `value` optional; the padding is a number
/// for both sides of all axes, an array of a number for each axis, or `{"before": 1, "after": 2}`.
public struct SpatialPad<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "pad\(Axes.count)d" }
  public static var defaults: SpatialPad? { SpatialPad(0) }
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

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: Axes.count)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try padded(x, Axes.count, padding, mode, value)
  }
}
