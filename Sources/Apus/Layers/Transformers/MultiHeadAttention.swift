/// Attention with several heads (A. Vaswani et al., "Attention Is All You Need", 2017), of a sequence
/// to itself or to another one, as PyTorch's `MultiheadAttention`.
///
/// Shapes: queries `[…, T, features]`, keys `[…, S, …]`, values `[…, S, …]` → `[…, T, outputs]`, all
/// float32; T and S may be symbolic. `width`, which all heads of queries have together, is the
/// features of the queries unless given, and so are `outputs`. With `keyValueHeads` heads of queries
/// share those of keys and values (J. Ainslie et al., "GQA", 2023); 1 is multi-query attention. With
/// `rotaryBase` queries and keys are turned by their positions (J. Su et al., "RoFormer", 2021).
///
/// Variables, numbered in each scope: `multiHeadAttention1.query.weight` `[features, width]`,
/// `.key.weight` and `.value.weight` `[…, keyValueHeads · width / heads]`, `.output.weight`
/// `[width, outputs]`, each with a `.bias`.
///
/// In JSON: `{"type": "multiHeadAttention", "heads": 8}`, with `keyValueHeads`, `width`, `outputs`,
/// `isCausal` (false), `bias`, `dropout`, `rotaryBase`, `weights` and `name` optional.
public struct MultiHeadAttention: LayerSpec {
  public static let typeName = "multiHeadAttention"
  public static var defaults: MultiHeadAttention? { MultiHeadAttention(heads: 1) }
  public static var requiredFields: [String] { ["heads"] }

  /// The number of heads of queries; it divides the width.
  public var heads: Int
  /// The number of heads of keys and values, which divides `heads`; nil for as many.
  public var keyValueHeads: Int?
  /// The width of all heads of queries together; nil for the features of the queries.
  public var width: Int?
  /// The features that come out; nil for those of the queries.
  public var outputs: Int?
  /// Whether a position sees only itself and those before it.
  public var isCausal: Bool
  /// Whether the products have biases.
  public var bias: Bool
  /// The share of attention weights set to 0 in training, in 0...1.
  public var dropout: Double
  /// The base of rotary positions, usually 10000; nil for none.
  public var rotaryBase: Double?
  /// What the weights of all products start from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `multiHeadAttention1`, ….
  public var name: String?

  /// A layer of so many heads.
  public init(
    heads: Int, keyValueHeads: Int? = nil, width: Int? = nil, outputs: Int? = nil,
    isCausal: Bool = false, bias: Bool = true, dropout: Double = 0, rotaryBase: Double? = nil,
    weights: Initializer = .glorotUniform(), name: String? = nil
  ) {
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.width = width
    self.outputs = outputs
    self.isCausal = isCausal
    self.bias = bias
    self.dropout = dropout
    self.rotaryBase = rotaryBase
    self.weights = weights
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// The layer for queries, keys and values of these types; keys are queries and values are keys
  /// unless given.
  /// - Throws: `GraphError` for a field out of range, heads that do not divide the width, or inputs
  ///   without features.
  public func built(
    in graph: GraphBuilder, input: TensorType, key: TensorType? = nil, value: TensorType? = nil
  ) throws(GraphError) -> MultiHeadAttentionLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      let width = try checkedWidth(input)
      let features = try input.features(for: Self.typeName)
      func dense(
        _ name: String, _ input: TensorType, _ units: Int
      ) throws(GraphError) -> any Layer {
        try Dense(units, bias: bias, weights: weights, name: name).build(in: graph, input: input)
      }
      let shared = width / heads * core.keyValueHeads
      let key = key ?? input
      let merged = TensorType(Shape(input.shape.dims.dropLast() + [Dim(width)]), .float32)
      return MultiHeadAttentionLayer(
        scope: scope, attention: core, query: try dense("query", input, width),
        key: try dense("key", key, shared), value: try dense("value", value ?? key, shared),
        output: try dense("output", merged, outputs ?? features))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedWidth(input)
    guard let outputs else { return input }
    return TensorType(Shape(input.shape.dims.dropLast() + [Dim(outputs)]), input.dtype)
  }

  private var core: AttentionHeads {
    AttentionHeads(
      heads: heads, keyValueHeads: keyValueHeads ?? heads, isCausal: isCausal, dropout: dropout,
      rotaryBase: rotaryBase)
  }

  private func checkedWidth(_ input: TensorType) throws(GraphError) -> Int {
    let features = try input.features(for: Self.typeName)
    guard input.shape.rank >= 2 else {
      throw GraphError(
        .invalidShape, expected: "an input [..., T, features]", found: "\(input)",
        advice: "attention goes over the axis before the last", operation: Self.typeName)
    }
    try core.check(width: width ?? features, of: Self.typeName)
    try expectField("outputs", outputs ?? features, of: Self.typeName)
    return width ?? features
  }
}

/// A built `MultiHeadAttention`.
public struct MultiHeadAttentionLayer: CachingLayer {
  let scope: String
  let attention: AttentionHeads
  let query: any Layer
  let key: any Layer
  let value: any Layer
  let output: any Layer

  public var parameters: [Variable] {
    query.parameters + key.parameters + value.parameters + output.parameters
  }

  /// Self-attention.
  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try attended(x, x, x, mask: nil, keyMask: nil)
  }

  /// Attention of `query` to `key` and `value`.
  /// - Parameters:
  ///   - query: `[…, T, features]`.
  ///   - key: `[…, S, …]`.
  ///   - value: `[…, S, …]`; `key` if nil.
  ///   - mask: bool, true where a query sees a key, or float32, added to the scores: `[T, S]` for all
  ///     examples, of as many axes as `query` (`[batch, T, S]`) for all heads, or of one axis more
  ///     (`[batch, heads, T, S]`). Extents of 1 broadcast.
  ///   - keyMask: bool `[…, S]`, true for keys that are there, false for padding.
  /// - Returns: `[…, T, outputs]`. A query that sees no key gets the bias of the output.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func callAsFunction(
    query: Variable, key: Variable, value: Variable? = nil, mask: Variable? = nil,
    keyMask: Variable? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try query.builder.at(file, line) { () throws(GraphError) in
      try attended(query, key, value ?? key, mask: mask, keyMask: keyMask)
    }
  }

  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try x.builder.layer(scope, MultiHeadAttention.typeName) { () throws(GraphError) in
      try cache.expectBatch(x)
      let y = try attention.attend(
        split(query, x), splitShared(key, x), splitShared(value, x), cache: cache)
      return try output.forward(attention.merged(y))
    }
  }

  func attended(
    _ query: Variable, _ key: Variable, _ value: Variable, mask: Variable?, keyMask: Variable?
  ) throws(GraphError) -> Variable {
    try query.builder.layer(scope, MultiHeadAttention.typeName) { () throws(GraphError) in
      let y = try attention.attend(
        split(self.query, query), splitShared(self.key, key), splitShared(self.value, value),
        mask: AttentionMask.combined(mask, keyMask, query: query, key: key))
      return try output.forward(attention.merged(y))
    }
  }

  private func split(_ dense: any Layer, _ x: Variable) throws(GraphError) -> Variable {
    try attention.split(dense.forward(x), attention.heads)
  }

  private func splitShared(_ dense: any Layer, _ x: Variable) throws(GraphError) -> Variable {
    try attention.split(dense.forward(x), attention.keyValueHeads)
  }
}
