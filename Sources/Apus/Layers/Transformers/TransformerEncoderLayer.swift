/// Self-attention and two products at each position, each with a norm and a residual (A. Vaswani et al.,
/// "Attention Is All You Need", 2017), as PyTorch's `TransformerEncoderLayer`. With `isCausal` it is a
/// block of a GPT.
///
/// Shapes: x and y `[…, T, features]`, float32; T may be symbolic. Variables, numbered in each scope:
/// `transformerEncoderLayer1.selfAttention.query.weight`, … as in `MultiHeadAttention`,
/// `.feedForward1.weight` `[features, feedForward]`, `.feedForward2.weight` `[feedForward, features]`,
/// `.norm1.weight`, `.norm2.weight` `[features]`, each with a `.bias`.
///
/// In JSON: `{"type": "transformerEncoderLayer", "heads": 8}`, with `feedForward` (2048), `dropout`
/// (0.1), `activation` (`{"type": "relu"}`), `normFirst`, `isCausal`, `epsilon`, `bias`,
/// `keyValueHeads`, `rotaryBase`, `weights` and `name` optional.
public struct TransformerEncoderLayer: LayerSpec {
  public static let typeName = "transformerEncoderLayer"
  public static var defaults: TransformerEncoderLayer? { TransformerEncoderLayer(heads: 1) }
  public static var requiredFields: [String] { ["heads"] }

  /// The number of heads; it divides the features.
  public var heads: Int
  /// The width between the two products; at least 1.
  public var feedForward: Int
  /// The share of elements dropped in training, in 0...1: of attention weights, between the two
  /// products, and of what is added to the residuals.
  public var dropout: Double
  /// What is applied between the two products.
  public var activation: AnyLayerSpec
  /// Whether the norms come before attention and the products, rather than behind the residuals.
  public var normFirst: Bool
  /// Whether a position sees only itself and those before it.
  public var isCausal: Bool
  /// The epsilon of the norms; above 0.
  public var epsilon: Double
  /// Whether the products have biases.
  public var bias: Bool
  /// The number of heads of keys and values of self-attention, which divides `heads`; nil for as many.
  public var keyValueHeads: Int?
  /// The base of rotary positions in self-attention, usually 10000; nil for none.
  public var rotaryBase: Double?
  /// What the weights start from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `transformerEncoderLayer1`, ….
  public var name: String?

  /// A layer of so many heads. Dropout and order are those of PyTorch by default.
  public init(
    heads: Int, feedForward: Int = 2048, dropout: Double = 0.1,
    activation: some LayerSpec = ReLU(), normFirst: Bool = false, isCausal: Bool = false,
    epsilon: Double = 1e-5, bias: Bool = true, keyValueHeads: Int? = nil,
    rotaryBase: Double? = nil, weights: Initializer = .glorotUniform(), name: String? = nil
  ) {
    self.heads = heads
    self.feedForward = feedForward
    self.dropout = dropout
    self.activation = AnyLayerSpec(activation)
    self.normFirst = normFirst
    self.isCausal = isCausal
    self.epsilon = epsilon
    self.bias = bias
    self.keyValueHeads = keyValueHeads
    self.rotaryBase = rotaryBase
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
  ) throws(GraphError) -> BuiltTransformerEncoderLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      let parts = parts
      let attention = try parts.attention(isCausal: isCausal).built(in: graph, input: input)
      let feedForward = try parts.feedForward(in: graph, input: input)
      return BuiltTransformerEncoderLayer(
        scope: scope, residual: parts.residual, attention: attention, feedForward: feedForward,
        norms: try parts.norms(2, in: graph, input: input))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try parts.attention(isCausal: isCausal).output(for: input)
  }

  private var parts: TransformerParts {
    TransformerParts(
      heads: heads, width: feedForward, dropout: dropout, activation: activation,
      normFirst: normFirst, epsilon: epsilon, bias: bias, keyValueHeads: keyValueHeads,
      rotaryBase: rotaryBase, weights: weights)
  }
}

/// A built `TransformerEncoderLayer`.
public struct BuiltTransformerEncoderLayer: CachingLayer {
  let scope: String
  let residual: TransformerResidual
  let attention: MultiHeadAttentionLayer
  let feedForward: TransformerFeedForward
  let norms: [any Layer]

  public var parameters: [Variable] {
    attention.parameters + feedForward.parameters + norms.flatMap(\.parameters)
  }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try encoded(x, mask: nil, keyMask: nil)
  }

  /// The layer with some positions hidden.
  /// - Parameters:
  ///   - mask: which positions see which, as in `MultiHeadAttention`.
  ///   - keyMask: bool `[…, T]`, true for positions that are there, false for padding.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func callAsFunction(
    _ x: Variable, mask: Variable? = nil, keyMask: Variable? = nil, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try encoded(x, mask: mask, keyMask: keyMask)
    }
  }

  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try around(x) { x throws(GraphError) in try attention.step(x, cache: cache) }
  }

  func encoded(
    _ x: Variable, mask: Variable?, keyMask: Variable?
  ) throws(GraphError) -> Variable {
    try around(x) { x throws(GraphError) in
      try attention.attended(x, x, x, mask: mask, keyMask: keyMask)
    }
  }

  private func around(
    _ x: Variable, _ attend: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.layer(scope, TransformerEncoderLayer.typeName) { () throws(GraphError) in
      let mixed = try residual.add(x, norms[0], attend)
      return try residual.add(mixed, norms[1]) { x throws(GraphError) in
        try feedForward.forward(x)
      }
    }
  }
}
