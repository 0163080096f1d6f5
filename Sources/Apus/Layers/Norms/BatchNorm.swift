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
    guard (0...1).contains(momentum) else {
      throw GraphError(
        .invalidArgument, expected: "a momentum in 0...1", found: "\(momentum)",
        advice: "give the share of the new batch, such as 0.1", operation: Self.typeName)
    }
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
        layer.mean = try graph.state("runningMean", [channels], wide)
        layer.variance = try graph.state(
          "runningVariance", [channels], wide, initial: .constant(1))
        if isCumulative { layer.batches = try graph.state("batches", []) }
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
  var mean: Variable?
  var variance: Variable?
  var batches: Variable?
  var parameters: [Variable] { [weight, bias].compactMap { $0 } }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      let batch = try batchNorm(x, scale: weight, offset: bias, epsilon: spec.epsilon)
      let training = try cast(batch.y, to: x.dtype)
      guard let mean, let variance else { return training }
      let running = try batchNorm(
        x, mean: mean, variance: variance, scale: weight, offset: bias, epsilon: spec.epsilon)
      let y = try modeSelect(training: training, evaluation: cast(running, to: x.dtype))
      // A frozen layer keeps its averages; they may not even be computed, as within a scan.
      if !x.builder.isFreezing { try track(batch, x, y) }
      return y
    }
  }

  /// Attaches the next running averages to `y`.
  private func track(
    _ batch: BatchNormResult, _ x: Variable, _ y: Variable
  ) throws(GraphError) {
    guard let mean, let variance else { return }
    let graph = x.builder
    let count = try elementCount(x)
    let unbiased = try cast(batch.variance, to: variance.dtype) * (count / maximum(count - 1, 1))
    func next(_ state: Variable, _ value: Variable, _ rate: Variable?) throws(GraphError) {
      let before = graph.latest(state)
      let step = try cast(value, to: state.dtype) - before
      let part =
        if let rate { try cast(rate, to: state.dtype) * step } else { try spec.momentum * step }
      try graph.attachUpdate(of: state, to: before + part, with: y)
    }
    var rate: Variable?
    if let batches {
      let number = try graph.latest(batches) + 1
      try graph.attachUpdate(of: batches, to: number, with: y)
      rate = try 1 / number
    }
    try next(mean, batch.mean, rate)
    try next(variance, unbiased, rate)
  }

  /// How many elements a channel has, a scalar of the statistics' type; symbolic extents count.
  private func elementCount(_ x: Variable) throws(GraphError) -> Variable {
    let per = x.shape.dims.enumerated().filter { $0.offset != 1 }.reduce(Dim(1)) { $0 * $1.element }
    let dtype = variance?.dtype ?? .float32
    return try x.builder.append(ExtentValue(extent: per, dtype: dtype), [])[0]
  }
}
