/// Layers of a transformer's encoder in a row, with a norm behind them if wanted, as PyTorch's
/// `TransformerEncoder`.
///
/// Shapes: those of `TransformerEncoderLayer`. Variables, numbered in each scope: those of the layers
/// in `transformerEncoder1.layer1`, `transformerEncoder1.layer2`, …, and `transformerEncoder1.norm.weight` and
/// `.bias`.
///
/// In JSON: `{"type": "transformerEncoder", "layers": 6, "layer": {"type": "transformerEncoderLayer",
/// "heads": 8}}`, with `finalNorm` (true) and `name` optional.
public struct TransformerEncoder: LayerSpec {
  public static let typeName = "transformerEncoder"
  public static var defaults: TransformerEncoder? {
    TransformerEncoder(layers: 1, TransformerEncoderLayer(heads: 1))
  }
  public static var requiredFields: [String] { ["layers", "layer"] }

  /// How many layers there are; at least 1.
  public var layers: Int
  /// What each of them is: a `TransformerEncoderLayer`, whose name is of no account.
  public var layer: AnyLayerSpec
  /// Whether a norm comes last, with the epsilon of the layers; models with `normFirst` need it.
  public var finalNorm: Bool
  /// The name of the scope; nil for the next free `transformerEncoder1`, ….
  public var name: String?

  /// So many layers.
  public init(
    layers: Int, _ layer: TransformerEncoderLayer, finalNorm: Bool = true, name: String? = nil
  ) {
    self.layers = layers
    self.layer = AnyLayerSpec(layer)
    self.finalNorm = finalNorm
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// As `build(in:input:)`, with the layer's own type.
  /// - Throws: `GraphError` for a field out of range, or features that heads do not divide.
  public func built(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> BuiltTransformerEncoder {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      var spec = try checkedLayer()
      var built: [BuiltTransformerEncoderLayer] = []
      for number in 1...layers {
        spec.name = "layer\(number)"
        built.append(try spec.built(in: graph, input: input))
      }
      let norm =
        finalNorm
        ? try LayerNorm(epsilon: spec.epsilon, name: "norm").build(in: graph, input: input) : nil
      return BuiltTransformerEncoder(scope: scope, layers: built, norm: norm)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try checkedLayer().output(for: input)
  }

  private func checkedLayer() throws(GraphError) -> TransformerEncoderLayer {
    try expectField("layers", layers, of: Self.typeName)
    guard let spec = layer.spec as? TransformerEncoderLayer else {
      throw GraphError(
        .invalidArgument, expected: "a layer of type transformerEncoderLayer",
        found: type(of: layer.spec).typeName,
        advice: "other layers stand in a row in a Sequential", operation: Self.typeName)
    }
    return spec
  }
}

/// A built `TransformerEncoder`.
public struct BuiltTransformerEncoder: CachingLayer {
  let scope: String
  let layers: [BuiltTransformerEncoderLayer]
  let norm: (any Layer)?

  public var parameters: [Variable] {
    layers.flatMap(\.parameters) + (norm?.parameters ?? [])
  }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try chain(x) { layer, x throws(GraphError) in try layer.forward(x) }
  }

  /// All layers with some positions hidden.
  /// - Parameters:
  ///   - mask: which positions see which, as in `MultiHeadAttention`.
  ///   - keyMask: bool `[…, T]`, true for positions that are there, false for padding.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func callAsFunction(
    _ x: Variable, mask: Variable? = nil, keyMask: Variable? = nil, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try chain(x) { layer, x throws(GraphError) in
        try layer.encoded(x, mask: mask, keyMask: keyMask)
      }
    }
  }

  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try chain(x) { layer, x throws(GraphError) in try layer.step(x, cache: cache) }
  }

  private func chain(
    _ x: Variable, _ call: (BuiltTransformerEncoderLayer, Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.layer(scope, TransformerEncoder.typeName) { () throws(GraphError) in
      var x = x
      for layer in layers { x = try call(layer, x) }
      return try norm?.forward(x) ?? x
    }
  }
}
