/// The mean of each window over one spatial axis; see `AveragePool`.
public typealias AveragePool1d = AveragePool<OneAxis>
/// The mean of each window over two spatial axes; see `AveragePool`.
public typealias AveragePool2d = AveragePool<TwoAxes>
/// The mean of each window over three spatial axes; see `AveragePool`.
public typealias AveragePool3d = AveragePool<ThreeAxes>

/// The mean of each window over the last axes, as PyTorch's `AvgPool1d`, `AvgPool2d` and `AvgPool3d`.
/// Shapes: x `[…, spatial…]`, floating point.
///
/// In JSON: `{"type": "averagePool2d", "kernel": 2}`, with `stride`, `padding`, `ceilMode`,
/// `countIncludePad` and `divisor` optional.
public struct AveragePool<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "averagePool\(Axes.count)d" }
  public static var defaults: AveragePool? { AveragePool(kernel: 1) }
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

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: Axes.count)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    switch Axes.count {
    case 1:
      try averagePool1d(
        x, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
        countIncludePad: countIncludePad, divisor: divisor)
    case 2:
      try averagePool2d(
        x, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
        countIncludePad: countIncludePad, divisor: divisor)
    default:
      try averagePool3d(
        x, kernel: kernel, stride: stride, padding: padding, ceilMode: ceilMode,
        countIncludePad: countIncludePad, divisor: divisor)
    }
  }
}
