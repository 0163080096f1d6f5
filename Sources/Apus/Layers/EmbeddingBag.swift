/// Rows of a learned table chosen by integers and combined bag by bag, as PyTorch's `EmbeddingBag`.
///
/// Shapes: x `[bags, L]` (int32, int64 or uint8, each in 0..<count), W `[count, features]`, y
/// `[bags, features]` float32; for bags of different lengths the layer is called with offsets.
/// Variable: `embeddingBag1.weight`, numbered in each scope. An index out of range is a device fault.
/// Entries with `paddingIndex` do not count; its row starts from 0 and gets no gradient.
///
/// In JSON: `{"type": "embeddingBag", "count": 1000, "features": 16}`, with `mode` (`sum`, `mean`,
/// `max`), `paddingIndex`, `weights` and `name` optional.
public struct EmbeddingBag: LayerSpec {
  public static let typeName = "embeddingBag"
  public static var defaults: EmbeddingBag? { EmbeddingBag(1, 1) }
  public static var requiredFields: [String] { ["count", "features"] }

  /// The number of rows; at least 1.
  public var count: Int
  /// The length of a row; at least 1.
  public var features: Int
  /// How the rows of a bag are combined.
  public var mode: BagMode
  /// The index of what does not count; a negative one counts from the end, nil for none.
  public var paddingIndex: Int?
  /// What the table starts from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `embeddingBag1`, ….
  public var name: String?

  /// A table of `count` rows. It starts from a standard normal distribution, as PyTorch's.
  public init(
    _ count: Int, _ features: Int, mode: BagMode = .mean, paddingIndex: Int? = nil,
    weights: Initializer = .normal(mean: 0, standardDeviation: 1), name: String? = nil
  ) {
    self.count = count
    self.features = features
    self.mode = mode
    self.paddingIndex = paddingIndex
    self.weights = weights
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// As `build(in:input:)`, with the layer's own type.
  /// - Throws: `GraphError` for a field out of range, or an input that is no integers.
  public func built(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> EmbeddingBagLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      try check(input)
      return EmbeddingBagLayer(
        scope: scope, mode: mode, paddingIndex: paddingIndex,
        weight: try embeddingTable(
          in: graph, count, features, weights, paddingIndex: paddingIndex))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try check(input)
    guard input.shape.rank == 2 else {
      throw GraphError(
        .invalidShape, expected: "bags [bags, L]", found: "\(input)",
        advice: "call the built layer with offsets: for bags in one row",
        operation: Self.typeName)
    }
    return TensorType([input.shape[0], Dim(features)], .float32)
  }

  /// One row is right, too, with offsets.
  private func check(_ input: TensorType) throws(GraphError) {
    try expectField("count", count, of: Self.typeName)
    try expectField("features", features, of: Self.typeName)
    try expectPadding(paddingIndex, count, of: Self.typeName)
    guard input.dtype.isInteger else {
      throw GraphError(
        .dtypeMismatch, expected: "integer indices", found: "\(input)",
        advice: "cast(to: .int32) first", operation: Self.typeName)
    }
  }
}

/// A built `EmbeddingBag`.
public struct EmbeddingBagLayer: Layer {
  let scope: String
  let mode: BagMode
  let paddingIndex: Int?
  /// W, `[count, features]`.
  public let weight: Variable

  public var parameters: [Variable] { [weight] }

  /// Always: what is combined are positions.
  public func mixesPositions(of input: TensorType) -> Bool { true }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try combined(x, offsets: nil, weights: nil)
  }

  /// Bags in one row, or rows that count more or less.
  /// - Parameters:
  ///   - offsets: where each bag begins, integers `[bags]`; x is `[N]` then.
  ///   - weights: what each row is multiplied by, float32 like x in shape; for mode sum only.
  /// - Throws: `GraphError` for shapes that do not fit, or weights with another mode.
  public func callAsFunction(
    _ x: Variable, offsets: Variable? = nil, weights: Variable? = nil, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try combined(x, offsets: offsets, weights: weights)
    }
  }

  private func combined(
    _ x: Variable, offsets: Variable?, weights: Variable?
  ) throws(GraphError) -> Variable {
    try x.builder.layer(scope, EmbeddingBag.typeName) { () throws(GraphError) in
      guard let offsets else {
        return try embeddingBag(
          weight, x, mode: mode, weights: weights, paddingIndex: paddingIndex)
      }
      return try embeddingBag(
        weight, x, offsets: offsets, mode: mode, weights: weights, paddingIndex: paddingIndex)
    }
  }
}
