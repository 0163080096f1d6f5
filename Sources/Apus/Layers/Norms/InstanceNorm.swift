/// Instance normalisation (D. Ulyanov et al., 2016), as PyTorch's `InstanceNorm1d`, `InstanceNorm2d` and
/// `InstanceNorm3d`: each channel of each example with mean 0 and variance 1 over its spatial axes; then,
/// where asked for, a learned scale and offset for each channel.
///
/// With `tracksStatistics` evaluation normalises by running averages of what training saw, as
/// `BatchNorm` does; they are means over the examples of a batch.
///
/// Shapes: x and y `[batch, channels, spatial…]`, variables `[channels]`; floating point. Variables:
/// `instanceNorm1.weight` (from 1) and `instanceNorm1.bias` (from 0), numbered in each scope, and where
/// they are tracked the states `.runningMean` (from 0) and `.runningVariance` (from 1).
///
/// In JSON: `{"type": "instanceNorm"}`, with `epsilon`, `momentum`, `isAffine`, `tracksStatistics` and
/// `name` optional.
public struct InstanceNorm: LayerSpec {
  public static let typeName = "instanceNorm"
  public static var defaults: InstanceNorm? { InstanceNorm() }

  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The share of the batch in the new running average, in 0...1; of no account without them.
  public var momentum: Double
  /// Whether there are a learned scale and offset.
  public var isAffine: Bool
  /// Whether there are running averages; without them evaluation normalises each example, too.
  public var tracksStatistics: Bool
  /// The name of the layer's scope; nil for the next free `instanceNorm1`, ….
  public var name: String?

  /// A layer with PyTorch's defaults.
  public init(
    epsilon: Double = 1e-5, momentum: Double = 0.1, isAffine: Bool = false,
    tracksStatistics: Bool = false, name: String? = nil
  ) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.isAffine = isAffine
    self.tracksStatistics = tracksStatistics
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let channels = Dim(try input.channels(axes: nil, for: Self.typeName))
    try expectMomentum(momentum, of: Self.typeName)
    let scope = name ?? graph.uniqueName(Self.typeName)
    var statistics: RunningStatistics?
    if tracksStatistics {
      statistics = try graph.scope(scope) { () throws(GraphError) in
        try RunningStatistics(
          in: graph, channels: channels, input.dtype == .float64 ? .float64 : .float32,
          momentum: momentum)
      }
    }
    return try ChannelNormLayer(scope, isAffine, graph, input) {
      x, scale, offset throws(GraphError) in
      let y = try instanceNorm(x, scale: scale, offset: offset, epsilon: epsilon)
      guard let statistics else { return y }
      return try tracked(x, y, statistics, scale, offset)
    }
  }

  /// `y` in training, with the next averages attached; by the averages in evaluation.
  private func tracked(
    _ x: Variable, _ training: Variable, _ statistics: RunningStatistics, _ scale: Variable?,
    _ offset: Variable?
  ) throws(GraphError) -> Variable {
    let y = try modeSelect(
      training: training, evaluation: statistics.normalized(x, scale, offset, epsilon: epsilon))
    if x.builder.isFreezing { return y }
    let spatial = Array(2..<x.shape.rank)
    let wide = try cast(x, to: x.dtype.computed)
    let variances = try variance(wide, axes: spatial, correction: 0)
    try statistics.track(
      mean: mean(wide, axes: [0] + spatial), variance: mean(variances, axes: [0]), of: x,
      over: spatial, with: y)
    return y
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try input.channels(axes: nil, for: Self.typeName)
    return input
  }
}
