/// Self-attention with several heads (A. Vaswani et al., "Attention Is All You Need", 2017): queries,
/// keys and values are one product of x, each head attends by itself, and their results go through
/// one more product.
///
/// Shapes: x and y `[…, T, features]`, float32; features is a multiple of heads. Variables, numbered
/// in each scope: `selfAttention1.qkv.weight` `[features, 3 · features]` (queries, keys, values, each
/// by head), `.qkv.bias`, `.output.weight` `[features, features]`, `.output.bias`.
///
/// In JSON: `{"type": "selfAttention", "heads": 4}`, with `isCausal` (true), `weights` and `name`
/// optional.
public struct SelfAttention: LayerSpec {
  public static let typeName = "selfAttention"
  public static var defaults: SelfAttention? { SelfAttention(heads: 1) }
  public static var requiredFields: [String] { ["heads"] }

  /// The number of heads; it divides the features.
  public var heads: Int
  /// Whether a position sees only itself and those before it.
  public var isCausal: Bool
  /// What the weights of both products start from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `selfAttention1`, ….
  public var name: String?

  /// A layer of so many heads.
  public init(
    heads: Int, isCausal: Bool = true, weights: Initializer = .glorotUniform(),
    name: String? = nil
  ) {
    self.heads = heads
    self.isCausal = isCausal
    self.weights = weights
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let features = try checkedFeatures(input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    func dense(_ name: String, _ units: Int) throws(GraphError) -> any Layer {
      try Dense(units, weights: weights, name: name).build(in: graph, input: input)
    }
    return try graph.scope(scope) { () throws(GraphError) -> SelfAttentionLayer in
      SelfAttentionLayer(
        scope: scope, spec: self, features: features, qkv: try dense("qkv", 3 * features),
        output: try dense("output", features))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedFeatures(input)
    return input
  }

  private func checkedFeatures(_ input: TensorType) throws(GraphError) -> Int {
    let features = try input.features(for: Self.typeName)
    guard heads >= 1, features % heads == 0, input.shape.rank >= 2 else {
      throw GraphError(
        .invalidArgument, expected: "an input [..., T, features] with features a multiple of heads",
        found: "\(input) and \(heads) heads", advice: "as in SelfAttention(heads: 4) for 128",
        operation: Self.typeName)
    }
    return features
  }
}

/// A built `SelfAttention`.
struct SelfAttentionLayer: Layer {
  let scope: String
  let spec: SelfAttention
  let features: Int
  let qkv: any Layer
  let output: any Layer
  var parameters: [Variable] { qkv.parameters + output.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      let leading = Array(x.shape.dims.dropLast(2))
      let length = x.shape[x.shape.rank - 2]
      let (heads, width) = (Dim(spec.heads), Dim(features / spec.heads))
      let all = try reshape(qkv.forward(x), to: Shape(leading + [length, 3, heads, width]))
      let rank = leading.count
      var parts: [Variable] = []
      for part in try unstack(all, axis: rank + 1) { parts.append(try swapAxes(part, -2, -3)) }
      let attended = try scaledDotProductAttention(
        parts[0], parts[1], parts[2], isCausal: spec.isCausal)
      return try output.forward(reshape(swapAxes(attended, -2, -3), to: x.shape))
    }
  }
}
