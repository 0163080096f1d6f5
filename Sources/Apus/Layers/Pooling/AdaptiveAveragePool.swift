/// Means of parts over one spatial axis; see `AdaptiveAveragePool`.
public typealias AdaptiveAveragePool1d = AdaptiveAveragePool<OneAxis>
/// Means of parts over two spatial axes; see `AdaptiveAveragePool`.
public typealias AdaptiveAveragePool2d = AdaptiveAveragePool<TwoAxes>
/// Means of parts over three spatial axes; see `AdaptiveAveragePool`.
public typealias AdaptiveAveragePool3d = AdaptiveAveragePool<ThreeAxes>

/// Means over the last axes, divided into as many parts as `output` says, as PyTorch's
/// `AdaptiveAvgPool1d`, `AdaptiveAvgPool2d` and `AdaptiveAvgPool3d`. Shapes: x `[…, spatial…]` of fixed
/// extents, floating point.
///
/// In JSON: `{"type": "adaptiveAveragePool2d", "output": 1}`.
public struct AdaptiveAveragePool<Axes: SpatialAxes>: FunctionSpec {
  public static var typeName: String { "adaptiveAveragePool\(Axes.count)d" }
  public static var defaults: AdaptiveAveragePool? { AdaptiveAveragePool(1) }
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
    case 1: try adaptiveAveragePool1d(x, output: output)
    case 2: try adaptiveAveragePool2d(x, output: output)
    default: try adaptiveAveragePool3d(x, output: output)
    }
  }
}
