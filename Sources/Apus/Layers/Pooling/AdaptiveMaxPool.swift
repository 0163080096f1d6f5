/// The largest elements of parts over one spatial axis; see `AdaptiveMaxPool`.
public typealias AdaptiveMaxPool1d = AdaptiveMaxPool<OneAxis>
/// The largest elements of parts over two spatial axes; see `AdaptiveMaxPool`.
public typealias AdaptiveMaxPool2d = AdaptiveMaxPool<TwoAxes>
/// The largest elements of parts over three spatial axes; see `AdaptiveMaxPool`.
public typealias AdaptiveMaxPool3d = AdaptiveMaxPool<ThreeAxes>

/// The largest elements over the last axes, divided into as many parts as `output` says, as PyTorch's
/// `AdaptiveMaxPool1d`, `AdaptiveMaxPool2d` and `AdaptiveMaxPool3d`. Shapes: x `[…, spatial…]` of fixed
/// extents, floating point.
///
/// In JSON: `{"type": "adaptiveMaxPool2d", "output": 1}`.
public struct AdaptiveMaxPool<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "adaptiveMaxPool\(Axes.count)d" }
  public static var defaults: AdaptiveMaxPool? { AdaptiveMaxPool(1) }
  public static var requiredFields: [String] { ["output"] }

  /// The extents that come out, each at least 1.
  public var output: PerAxis

  /// A layer with these extents of the output.
  public init(_ output: PerAxis) {
    self.output = output
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: Axes.count)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    switch Axes.count {
    case 1: try adaptiveMaxPool1d(x, output: output)
    case 2: try adaptiveMaxPool2d(x, output: output)
    default: try adaptiveMaxPool3d(x, output: output)
    }
  }
}
