/// Self-attention, attention to the results of an encoder, the memory, and two products at each
/// position, each with a norm and a residual (A. Vaswani et al., "Attention Is All You Need", 2017), as
/// PyTorch's `TransformerDecoderLayer`; but self-attention is causal unless told otherwise.
///
/// Shapes: x and y `[…, T, features]`, memory `[…, S, …]`, float32; T and S may be symbolic.
/// Variables, numbered in each scope: `transformerDecoderLayer1.selfAttention.query.weight`, … and
/// `.crossAttention.query.weight`, … as in `MultiHeadAttention`, `.feedForward1.weight`,
/// `.feedForward2.weight`, `.norm1.weight`, `.norm2.weight`, `.norm3.weight`, each with a `.bias`.
///
/// In JSON: `{"type": "transformerDecoderLayer", "heads": 8}`, with the fields of
/// `TransformerEncoderLayer`, `isCausal` being true by default.
public struct TransformerDecoderLayer: LayerSpec {
  public static let typeName = "transformerDecoderLayer"
  public static var defaults: TransformerDecoderLayer? { TransformerDecoderLayer(heads: 1) }
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
  /// Whether a position of the target sees only itself and those before it.
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
  /// The name of the layer's scope; nil for the next free `transformerDecoderLayer1`, ….
  public var name: String?

  /// A layer of so many heads. Dropout and order are those of PyTorch by default.
  public init(
    heads: Int, feedForward: Int = 2048, dropout: Double = 0.1,
    activation: some LayerSpec = ReLU(), normFirst: Bool = false, isCausal: Bool = true,
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

  /// The layer for a memory of the input's features.
  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// The layer for inputs and a memory of these types; the memory is like the input unless given.
  /// - Throws: `GraphError` for a field out of range, or features that heads do not divide.
  public func built(
    in graph: GraphBuilder, input: TensorType, memory: TensorType? = nil
  ) throws(GraphError) -> BuiltTransformerDecoderLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      let parts = parts
      let own = try parts.attention(isCausal: isCausal).built(in: graph, input: input)
      let cross = try parts.crossAttention().built(in: graph, input: input, key: memory)
      let feedForward = try parts.feedForward(in: graph, input: input)
      return BuiltTransformerDecoderLayer(
        scope: scope, residual: parts.residual, selfAttention: own, crossAttention: cross,
        feedForward: feedForward, norms: try parts.norms(3, in: graph, input: input))
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

/// A built `TransformerDecoderLayer`, which is called with a memory.
public struct BuiltTransformerDecoderLayer: Layer {
  let scope: String
  let residual: TransformerResidual
  let selfAttention: MultiHeadAttentionLayer
  let crossAttention: MultiHeadAttentionLayer
  let feedForward: TransformerFeedForward
  let norms: [any Layer]

  public var parameters: [Variable] {
    selfAttention.parameters + crossAttention.parameters + feedForward.parameters
      + norms.flatMap(\.parameters)
  }

  /// - Throws: `GraphError` always: a decoder needs a memory.
  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    throw missingMemory(TransformerDecoderLayer.typeName, scope)
  }

  /// The layer for a target `[…, T, features]` and a memory `[…, S, …]`.
  /// - Parameters:
  ///   - mask: which positions of x see which, as in `MultiHeadAttention`.
  ///   - keyMask: bool `[…, T]`, true for positions of x that are there.
  ///   - memoryMask: which positions of x see which of the memory.
  ///   - memoryKeyMask: bool `[…, S]`, true for positions of the memory that are there.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func callAsFunction(
    _ x: Variable, memory: Variable, mask: Variable? = nil, keyMask: Variable? = nil,
    memoryMask: Variable? = nil, memoryKeyMask: Variable? = nil, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try around(x, memory, memoryMask, memoryKeyMask) { x throws(GraphError) in
        try selfAttention.attended(x, x, x, mask: mask, keyMask: keyMask)
      }
    }
  }

  /// The layer for the next positions of a target, with what `cache` keeps of those before.
  /// - Throws: `GraphError` for an input that does not fit the layer or the cache.
  public func step(
    _ x: Variable, memory: Variable, cache: DecodingCache, memoryKeyMask: Variable? = nil
  ) throws(GraphError) -> Variable {
    try around(x, memory, nil, memoryKeyMask) { x throws(GraphError) in
      try selfAttention.step(x, cache: cache)
    }
  }

  private func around(
    _ x: Variable, _ memory: Variable, _ memoryMask: Variable?, _ memoryKeyMask: Variable?,
    _ attend: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.layer(scope, TransformerDecoderLayer.typeName) { () throws(GraphError) in
      let mixed = try residual.add(x, norms[0], attend)
      let informed = try residual.add(mixed, norms[1]) { x throws(GraphError) in
        try crossAttention.attended(
          x, memory, memory, mask: memoryMask, keyMask: memoryKeyMask)
      }
      return try residual.add(informed, norms[2]) { x throws(GraphError) in
        try feedForward.forward(x)
      }
    }
  }
}

func missingMemory(_ layer: String, _ scope: String) -> GraphError {
  GraphError(
    .missingFeed, expected: "a memory, what an encoder made", found: "the target alone",
    advice: "call the built layer with memory:, or take a TransformerEncoder with isCausal for a "
      + "model without an encoder", operation: layer, scope: scope)
}
