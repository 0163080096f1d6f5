/// Layers of a transformer's decoder in a row, with a norm behind them if wanted, as PyTorch's
/// `TransformerDecoder`.
///
/// Shapes: those of `TransformerDecoderLayer`. Variables, numbered in each scope: those of the layers
/// in `transformerDecoder1.layer1`, `transformerDecoder1.layer2`, …, and `transformerDecoder1.norm.weight` and
/// `.bias`.
///
/// In JSON: `{"type": "transformerDecoder", "layers": 6, "layer": {"type": "transformerDecoderLayer",
/// "heads": 8}}`, with `finalNorm` (true) and `name` optional.
public struct TransformerDecoder: LayerSpec {
  public static let typeName = "transformerDecoder"
  public static var defaults: TransformerDecoder? {
    TransformerDecoder(layers: 1, TransformerDecoderLayer(heads: 1))
  }
  public static var requiredFields: [String] { ["layers", "layer"] }

  /// How many layers there are; at least 1.
  public var layers: Int
  /// What each of them is: a `TransformerDecoderLayer`, whose name is of no account.
  public var layer: AnyLayerSpec
  /// Whether a norm comes last, with the epsilon of the layers; models with `normFirst` need it.
  public var finalNorm: Bool
  /// The name of the scope; nil for the next free `transformerDecoder1`, ….
  public var name: String?

  /// So many layers.
  public init(
    layers: Int, _ layer: TransformerDecoderLayer, finalNorm: Bool = true, name: String? = nil
  ) {
    self.layers = layers
    self.layer = AnyLayerSpec(layer)
    self.finalNorm = finalNorm
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// The layers for inputs and a memory of these types; the memory is like the input unless given.
  /// - Throws: `GraphError` for a field out of range, or features that heads do not divide.
  public func built(
    in graph: GraphBuilder, input: TensorType, memory: TensorType? = nil
  ) throws(GraphError) -> BuiltTransformerDecoder {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      var spec = try checkedLayer()
      var built: [BuiltTransformerDecoderLayer] = []
      for number in 1...layers {
        spec.name = "layer\(number)"
        built.append(try spec.built(in: graph, input: input, memory: memory))
      }
      let norm =
        finalNorm
        ? try LayerNorm(epsilon: spec.epsilon, name: "norm").build(in: graph, input: input) : nil
      return BuiltTransformerDecoder(scope: scope, layers: built, norm: norm)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try checkedLayer().output(for: input)
  }

  private func checkedLayer() throws(GraphError) -> TransformerDecoderLayer {
    try expectField("layers", layers, of: Self.typeName)
    guard let spec = layer.spec as? TransformerDecoderLayer else {
      throw GraphError(
        .invalidArgument, expected: "a layer of type transformerDecoderLayer",
        found: type(of: layer.spec).typeName,
        advice: "other layers stand in a row in a Sequential", operation: Self.typeName)
    }
    return spec
  }
}

/// A built `TransformerDecoder`, which is called with a memory.
public struct BuiltTransformerDecoder: Layer {
  let scope: String
  let layers: [BuiltTransformerDecoderLayer]
  let norm: (any Layer)?

  public var parameters: [Variable] {
    layers.flatMap(\.parameters) + (norm?.parameters ?? [])
  }

  /// - Throws: `GraphError` always: a decoder needs a memory.
  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    throw missingMemory(TransformerDecoder.typeName, scope)
  }

  /// All layers for a target `[…, T, features]` and a memory `[…, S, …]`.
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
      try chain(x) { layer, x throws(GraphError) in
        try layer(
          x, memory: memory, mask: mask, keyMask: keyMask, memoryMask: memoryMask,
          memoryKeyMask: memoryKeyMask)
      }
    }
  }

  /// All layers for the next positions of a target, with what `cache` keeps of those before.
  /// - Throws: `GraphError` for an input that does not fit the layers or the cache.
  public func step(
    _ x: Variable, memory: Variable, cache: DecodingCache, memoryKeyMask: Variable? = nil
  ) throws(GraphError) -> Variable {
    try chain(x) { layer, x throws(GraphError) in
      try layer.step(x, memory: memory, cache: cache, memoryKeyMask: memoryKeyMask)
    }
  }

  private func chain(
    _ x: Variable, _ call: (BuiltTransformerDecoderLayer, Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.layer(scope, TransformerDecoder.typeName) { () throws(GraphError) in
      var x = x
      for layer in layers { x = try call(layer, x) }
      return try norm?.forward(x) ?? x
    }
  }
}
