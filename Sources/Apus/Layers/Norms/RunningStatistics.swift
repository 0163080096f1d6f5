/// The running averages of a norm: states that move in each training step whose loss depends on it.
struct RunningStatistics {
  let mean: Variable
  let variance: Variable
  /// The share of the batch in the new average; nil for means over all batches so far.
  let momentum: Double?
  /// How many batches there were; nil with a momentum.
  let batches: Variable?

  /// States in the scope that is open: means from 0, variances from 1.
  init(
    in graph: GraphBuilder, channels: Dim, _ dtype: DType, momentum: Double?
  ) throws(GraphError) {
    mean = try graph.state("runningMean", [channels], dtype)
    variance = try graph.state("runningVariance", [channels], dtype, initial: .constant(1))
    batches = momentum == nil ? try graph.state("batches", []) : nil
    self.momentum = momentum
  }

  /// `x` `[batch, channels, …]` by the averages, with a scale and an offset.
  func normalized(
    _ x: Variable, _ scale: Variable?, _ offset: Variable?, epsilon: Double
  ) throws(GraphError) -> Variable {
    let y = try batchNorm(
      x, mean: mean, variance: variance, scale: scale, offset: offset, epsilon: epsilon)
    return try cast(y, to: x.dtype)
  }

  /// Attaches the next averages to `y`.
  /// - Parameters:
  ///   - newMean, newVariance: those of the batch, as a population, `[channels]`.
  ///   - axes: the axes of `x` whose elements make one variance; symbolic extents count.
  func track(
    mean newMean: Variable, variance newVariance: Variable, of x: Variable, over axes: [Int],
    with y: Variable
  ) throws(GraphError) {
    let graph = x.builder
    let extent = axes.reduce(Dim(1)) { $0 * x.shape[$1] }
    let count = try graph.append(ExtentValue(extent: extent, dtype: variance.dtype), [])[0]
    let unbiased = try cast(newVariance, to: variance.dtype) * (count / maximum(count - 1, 1))
    var number: Variable?
    if let batches {
      let next = try graph.latest(batches) + 1
      try attach(batches, next, y)
      number = next
    }
    func move(_ state: Variable, _ value: Variable) throws(GraphError) {
      let before = graph.latest(state)
      let step = try cast(value, to: state.dtype) - before
      let part =
        if let number { try cast(1 / number, to: state.dtype) * step } else {
          try (momentum ?? 1) * step
        }
      try attach(state, before + part, y)
    }
    try move(mean, newMean)
    try move(variance, unbiased)
  }

  /// In evaluation the state stays, although a program may make attached updates there, as one that
  /// decodes does.
  private func attach(_ state: Variable, _ next: Variable, _ y: Variable) throws(GraphError) {
    let value = try modeSelect(training: next, evaluation: state)
    try state.builder.attachUpdate(of: state, to: value, with: y)
  }
}

/// - Throws: `GraphError` unless a momentum is a share.
func expectMomentum(_ momentum: Double, of layer: String) throws(GraphError) {
  guard (0...1).contains(momentum) else {
    throw GraphError(
      .invalidArgument, expected: "a momentum in 0...1", found: "\(momentum)",
      advice: "give the share of the new batch, such as 0.1", operation: layer)
  }
}
