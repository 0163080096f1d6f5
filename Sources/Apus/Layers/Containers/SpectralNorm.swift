/// A layer whose weights are divided by their spectral norm, the largest singular value of each as a
/// matrix, so that the layer stretches nothing (T. Miyato et al., "Spectral normalization for generative
/// adversarial networks", ICLR 2018), as PyTorch's `spectral_norm`:
///
///     u ← normalize(W · v);  v ← normalize(Wᵀ · u)      `iterations` times in each training step
///     σ = uᵀ · W · v;  W / σ is what the layer computes with
///
/// u and v are constants to gradients. Parameters of fewer than two axes stay as they are; the rows of
/// others are the layer's outputs (`Variable.outputAxis`): the first axis of a convolution's weight, the
/// second of a transposed one's, the last of a dense one's. Variables: those of the
/// layer, and for each weight the states `weight.u` and `weight.v`. They start at random, so that σ is an
/// estimate that a few steps make good.
///
/// In JSON: `{"type": "spectralNorm", "layer": {"type": "dense", "units": 3}}`, with `iterations` and
/// `epsilon` optional.
public struct SpectralNorm: LayerSpec {
  public static let typeName = "spectralNorm"
  public static var defaults: SpectralNorm? { SpectralNorm(Flatten()) }
  public static var requiredFields: [String] { ["layer"] }

  /// The layer whose weights are divided.
  public var layer: AnyLayerSpec
  /// How often u and v are improved in a training step; at least 1.
  public var iterations: Int
  /// The least norm that u and v are divided by; above 0.
  public var epsilon: Double

  /// A layer with weights of spectral norm 1.
  public init(_ layer: any LayerSpec, iterations: Int = 1, epsilon: Double = 1e-12) {
    self.layer = AnyLayerSpec(layer)
    self.iterations = iterations
    self.epsilon = epsilon
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    guard iterations >= 1, epsilon > 0, epsilon.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "iterations of at least 1 and an epsilon above 0",
        found: "\(iterations) and \(epsilon)", advice: "1 iteration is the usual number",
        operation: Self.typeName)
    }
    let chain = try graph.transformingParameters({ weight throws(GraphError) in
      weight.shape.rank < 2 ? weight : try normalized(weight)
    }) { () throws(GraphError) in
      try LayerChain(LayerList([layer.spec]), in: graph, input: input)
    }
    return WrappedLayer(chain: chain)
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try layer.spec.output(for: input)
  }

  private func normalized(_ weight: Variable) throws(GraphError) -> Variable {
    let graph = weight.builder
    let name = weight.name?.split(separator: ".").last.map(String.init) ?? "weight"
    let axis = weight.outputAxis ?? 0
    let rows = weight.shape[axis]
    let ahead = axis == 0 ? weight : try moveAxis(weight, from: axis, to: 0)
    let matrix = try reshape(ahead, to: [rows, -1])
    let type = weight.dtype == .float64 ? DType.float64 : .float32
    let start = InitialValue.normal(mean: 0, standardDeviation: 1)
    let u = try graph.state("\(name).u", [rows], type, initial: start)
    let v = try graph.state("\(name).v", [matrix.shape[1]], type, initial: start)
    let wide = try cast(matrix, to: type)
    let fixed = try stopGradient(wide)
    var (nextU, nextV) = (graph.latest(u), graph.latest(v))
    for _ in 0..<iterations {
      nextU = try unit(matmul(fixed, nextV))
      nextV = try unit(matmul(fixed, nextU, transposeA: true))
    }
    let left = try stopGradient(modeSelect(training: nextU, evaluation: unit(u)))
    let right = try stopGradient(modeSelect(training: nextV, evaluation: unit(v)))
    let sigma = try dot(left, matmul(wide, right))
    let result = try cast(cast(weight, to: type) / sigma, to: weight.dtype)
    if !graph.isFreezing {
      // In evaluation they stay, although a program may make attached updates there, as decoding does.
      let (lastU, lastV) = try (
        modeSelect(training: nextU, evaluation: u), modeSelect(training: nextV, evaluation: v)
      )
      try graph.attachUpdate(of: u, to: lastU, with: result)
      try graph.attachUpdate(of: v, to: lastV, with: result)
    }
    return result
  }

  private func unit(_ x: Variable) throws(GraphError) -> Variable {
    try normalize(x, axis: 0, epsilon: epsilon)
  }
}

/// A built layer around others that adds nothing to what they compute.
struct WrappedLayer: CachingLayer {
  let chain: LayerChain
  var parameters: [Variable] { chain.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable { try chain.forward(x) }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try chain.step(x, cache)
  }
}
