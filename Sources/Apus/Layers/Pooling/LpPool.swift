/// The p-norm of each window over one spatial axis; see `LpPool`.
public typealias LpPool1d = LpPool<OneAxis>
/// The p-norm of each window over two spatial axes; see `LpPool`.
public typealias LpPool2d = LpPool<TwoAxes>
/// The p-norm of each window over three spatial axes; see `LpPool`.
public typealias LpPool3d = LpPool<ThreeAxes>

/// The p-norm of each window over the last axes, without magnitudes, as PyTorch's `LPPool1d`, `LPPool2d`
/// and `LPPool3d`. Shapes: x `[…, spatial…]`, floating point.
///
/// In JSON: `{"type": "lpPool2d", "kernel": 2}`, with `p`, `stride` and `ceilMode` optional.
public struct LpPool<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "lpPool\(Axes.count)d" }
  public static var defaults: LpPool? { LpPool(kernel: 1) }
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

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: Axes.count)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    switch Axes.count {
    case 1: try lpPool1d(x, p: p, kernel: kernel, stride: stride, ceilMode: ceilMode)
    case 2: try lpPool2d(x, p: p, kernel: kernel, stride: stride, ceilMode: ceilMode)
    default: try lpPool3d(x, p: p, kernel: kernel, stride: stride, ceilMode: ceilMode)
    }
  }
}
