/// Self-attention with several heads (A. Vaswani et al., "Attention Is All You Need", 2017): queries,
/// keys and values are one product of x, each head attends by itself, and their results go through
/// one more product.
///
/// Shapes: x and y `[…, T, features]`, float32; features is a multiple of heads. Variables, numbered
/// in each scope: `selfAttention1.qkv.weight` `[features, 3 · features]` (queries, keys, values, each
/// by head), `.qkv.bias`, `.output.weight` `[features, features]`, `.output.bias`. `MultiHeadAttention`
/// has more options, and weights for queries, keys and values apart.
///
/// In JSON: `{"type": "selfAttention", "heads": 4}`, with `isCausal` (true), `bias` (true), `dropout`
/// (0), `weights` and `name` optional.
public struct SelfAttention: LayerSpec {
  public static let typeName = "selfAttention"
  public static var defaults: SelfAttention? { SelfAttention(heads: 1) }
  public static var requiredFields: [String] { ["heads"] }

  /// The number of heads; it divides the features.
  public var heads: Int
  /// Whether a position sees only itself and those before it.
  public var isCausal: Bool
  /// Whether both products have a bias.
  public var bias: Bool
  /// The share of attention weights set to 0 in training, in 0...1.
  public var dropout: Double
  /// What the weights of both products start from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `selfAttention1`, ….
  public var name: String?

  /// A layer of so many heads.
  public init(
    heads: Int, isCausal: Bool = true, bias: Bool = true, dropout: Double = 0,
    weights: Initializer = .glorotUniform(), name: String? = nil
  ) {
    self.heads = heads
    self.isCausal = isCausal
    self.bias = bias
    self.dropout = dropout
    self.weights = weights
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// As `build(in:input:)`, with the layer's own type.
  /// - Throws: `GraphError` for a field out of range, or features that heads do not divide.
  public func built(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> SelfAttentionLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      let features = try checkedFeatures(input)
      func dense(_ name: String, _ units: Int) throws(GraphError) -> any Layer {
        try Dense(units, bias: bias, weights: weights, name: name).build(in: graph, input: input)
      }
      return SelfAttentionLayer(
        scope: scope, attention: core, qkv: try dense("qkv", 3 * features),
        output: try dense("output", features))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedFeatures(input)
    return input
  }

  private var core: AttentionHeads {
    AttentionHeads(
      heads: heads, keyValueHeads: heads, isCausal: isCausal, dropout: dropout, rotaryBase: nil)
  }

  private func checkedFeatures(_ input: TensorType) throws(GraphError) -> Int {
    let features = try input.features(for: Self.typeName)
    guard input.shape.rank >= 2 else {
      throw GraphError(
        .invalidArgument, expected: "an input [..., T, features]", found: "\(input)",
        advice: "attention goes over the axis before the last", operation: Self.typeName)
    }
    try core.check(width: features, of: Self.typeName)
    return features
  }
}

/// A built `SelfAttention`.
public struct SelfAttentionLayer: CachingLayer {
  let scope: String
  let attention: AttentionHeads
  let qkv: any Layer
  let output: any Layer

  public var parameters: [Variable] { qkv.parameters + output.parameters }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try around(x) { q, k, v throws(GraphError) in try attention.attend(q, k, v, mask: nil) }
  }

  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try around(x) { q, k, v throws(GraphError) in
      try cache.expectBatch(x)
      return try attention.attend(q, k, v, cache: cache)
    }
  }

  /// The products before and behind attention, which is given queries, keys and values by head.
  private func around(
    _ x: Variable, _ attend: (Variable, Variable, Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.layer(scope, SelfAttention.typeName) { () throws(GraphError) -> Variable in
      let all = try qkv.forward(x)
      let heads = Dim(attention.heads)
      guard x.shape.rank >= 2, let width = all.shape.dims.last?.dividedExactly(by: 3 * heads) else {
        throw GraphError(
          .invalidShape, expected: "an input [..., T, features]", found: "\(x.type)",
          advice: "attention goes over the axis before the last")
      }
      let split = try reshape(all, to: Shape(x.shape.dims.dropLast() + [3, heads, width]))
      var parts: [Variable] = []
      for part in try unstack(split, axis: -3) { parts.append(try swapAxes(part, -2, -3)) }
      return try output.forward(attention.merged(attend(parts[0], parts[1], parts[2])))
    }
  }
}
