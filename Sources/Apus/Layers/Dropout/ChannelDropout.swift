/// Dropout of whole channels over one spatial axis; see `ChannelDropout`.
public typealias Dropout1d = ChannelDropout<OneAxis>
/// Dropout of whole channels over two spatial axes; see `ChannelDropout`.
public typealias Dropout2d = ChannelDropout<TwoAxes>
/// Dropout of whole channels over three spatial axes; see `ChannelDropout`.
public typealias Dropout3d = ChannelDropout<ThreeAxes>

/// As `Dropout`, for whole channels, as PyTorch's `Dropout1d`, `Dropout2d` and `Dropout3d`. Shapes: x
/// `[batch, channels, spatial…]`, floating point.
///
/// In JSON: `{"type": "dropout2d", "probability": 0.5}`, with `name` optional.
public struct ChannelDropout<Axes: SpatialAxes>: ScopedFunctionSpec {
  public static var typeName: String { "dropout\(Axes.count)d" }
  public static var defaults: ChannelDropout? { ChannelDropout(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `dropout2d1`, ….
  public var name: String?

  /// A layer that drops channels with this probability.
  public init(_ probability: Double, name: String? = nil) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    switch Axes.count {
    case 1: try dropout1d(x, probability)
    case 2: try dropout2d(x, probability)
    default: try dropout3d(x, probability)
    }
  }
}
