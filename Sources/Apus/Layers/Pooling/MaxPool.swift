/// The largest element of each window over one spatial axis; see `MaxPool`.
public typealias MaxPool1d = MaxPool<OneAxis>
/// The largest element of each window over two spatial axes; see `MaxPool`.
public typealias MaxPool2d = MaxPool<TwoAxes>
/// The largest element of each window over three spatial axes; see `MaxPool`.
public typealias MaxPool3d = MaxPool<ThreeAxes>

/// The largest element of each window over the last axes, as PyTorch's `MaxPool1d`, `MaxPool2d` and
/// `MaxPool3d`; NaN stays. Shapes: x `[…, spatial…]`, floating point.
///
/// In JSON: `{"type": "maxPool2d", "kernel": 2}`, with `stride`, `padding`, `dilation` and `ceilMode`
/// optional.
public struct MaxPool<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "maxPool\(Axes.count)d" }
  public static var defaults: MaxPool? { MaxPool(kernel: 1) }
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

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: Axes.count)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    switch Axes.count {
    case 1:
      try maxPool1d(
        x, kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
    case 2:
      try maxPool2d(
        x, kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
    default:
      try maxPool3d(
        x, kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
    }
  }
}
