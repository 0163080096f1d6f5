/// Batch normalisation (S. Ioffe, C. Szegedy, "Batch Normalization", 2015), as PyTorch's `BatchNorm1d`,
/// `BatchNorm2d` and `BatchNorm3d`: in training each channel gets mean 0 and variance 1 over the batch
/// and all spatial axes, in evaluation by running averages of what training saw; then a learned scale
/// and offset.
///
///     runningMean     ← runningMean + momentum · (mean − runningMean)
///     runningVariance ← runningVariance + momentum · (variance · n / (n − 1) − runningVariance)
///
/// for n elements to a channel. The averages move in each training step whose loss depends on the
/// layer; called twice in a step, they take in both batches.
///
/// Shapes: x and y `[batch, channels, …]`, all variables `[channels]`; floating point. Variables:
/// `batchNorm1.weight` (the scale, from 1), `.bias` (the offset, from 0), and the states
/// `.runningMean` (from 0) and `.runningVariance` (from 1), numbered in each scope; without a momentum
/// also the state `.batches`, a count.
///
/// In JSON: `{"type": "batchNorm"}`, with `epsilon`, `momentum`, `isCumulative`, `isAffine`,
/// `tracksStatistics` and `name` optional.
public struct BatchNorm: LayerSpec {
  public static let typeName = "batchNorm"
  public static var defaults: BatchNorm? { BatchNorm() }

  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The share of the batch in the new running average, in 0...1.
  public var momentum: Double
  /// Whether the running averages are means over all batches so far, whatever the momentum; PyTorch's
  /// `momentum=None`.
  public var isCumulative: Bool
  /// Whether there are a learned scale and offset.
  public var isAffine: Bool
  /// Whether there are running averages; without them evaluation normalises each batch, too.
  public var tracksStatistics: Bool
  /// The name of the layer's scope; nil for the next free `batchNorm1`, ….
  public var name: String?

  /// A layer with PyTorch's defaults.
  public init(
    epsilon: Double = 1e-5, momentum: Double = 0.1, isCumulative: Bool = false,
    isAffine: Bool = true, tracksStatistics: Bool = true, name: String? = nil
  ) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.isCumulative = isCumulative
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
    // Of half types the statistics are float32, as they are sums of small differences.
    let wide = input.dtype == .float64 ? DType.float64 : .float32
    return try graph.scope(scope) { () throws(GraphError) -> BatchNormLayer in
      var layer = BatchNormLayer(scope: scope, spec: self)
      if isAffine {
        layer.weight = try graph.parameter("weight", [channels], wide, initial: .constant(1))
        layer.bias = try graph.parameter("bias", [channels], wide, initial: .constant(0))
      }
      if tracksStatistics {
        layer.statistics = try RunningStatistics(
          in: graph, channels: channels, wide, momentum: isCumulative ? nil : momentum)
      }
      return layer
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try input.channels(axes: nil, for: Self.typeName)
    return input
  }
}

/// A built `BatchNorm`.
struct BatchNormLayer: Layer {
  let scope: String
  let spec: BatchNorm
  var weight: Variable?
  var bias: Variable?
  var statistics: RunningStatistics?
  var parameters: [Variable] { [weight, bias].compactMap { $0 } }

  /// In evaluation by what training saw, if that is known.
  func mixesPositions(of input: TensorType) -> Bool { !spec.tracksStatistics }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      let batch = try batchNorm(x, scale: weight, offset: bias, epsilon: spec.epsilon)
      let training = try cast(batch.y, to: x.dtype)
      guard let statistics else { return training }
      let y = try modeSelect(
        training: training,
        evaluation: statistics.normalized(x, weight, bias, epsilon: spec.epsilon))
      // A frozen layer keeps its averages; they may not even be computed, as within a scan.
      if !x.builder.isFreezing {
        try statistics.track(
          mean: batch.mean, variance: batch.variance, of: x,
          over: x.shape.indices.filter { $0 != 1 }, with: y)
      }
      return y
    }
  }
}
