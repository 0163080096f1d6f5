/// Rows of a learned table chosen by integers: y[…, :] = W[x[…], :], as PyTorch's `Embedding`.
///
/// Shapes: x `[…]` (int32, int64 or uint8, each in 0..<count), W `[count, features]`, y
/// `[…, features]` float32. Variable: `embedding1.weight`, numbered in each scope. An index out of
/// range is a device fault: no parameter changes in that step. The row `paddingIndex` starts from 0
/// and gets no gradient.
///
/// In JSON: `{"type": "embedding", "count": 65, "features": 128}`, with `paddingIndex`, `weights` and
/// `name` optional.
public struct Embedding: LayerSpec {
  public static let typeName = "embedding"
  public static var defaults: Embedding? { Embedding(1, 1) }
  public static var requiredFields: [String] { ["count", "features"] }

  /// The number of rows; at least 1.
  public var count: Int
  /// The length of a row; at least 1.
  public var features: Int
  /// The row of what is no token, which stays 0; a negative one counts from the end, nil for none.
  public var paddingIndex: Int?
  /// What the table starts from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `embedding1`, ….
  public var name: String?

  /// A table of `count` rows. It starts from a standard normal distribution, as PyTorch's.
  public init(
    _ count: Int, _ features: Int, paddingIndex: Int? = nil,
    weights: Initializer = .normal(mean: 0, standardDeviation: 1), name: String? = nil
  ) {
    self.count = count
    self.features = features
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
  ) throws(GraphError) -> EmbeddingLayer {
    _ = try output(for: input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> EmbeddingLayer in
      EmbeddingLayer(
        scope: scope, paddingIndex: paddingIndex,
        weight: try embeddingTable(
          in: graph, count, features, weights, paddingIndex: paddingIndex))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try expectField("count", count, of: Self.typeName)
    try expectField("features", features, of: Self.typeName)
    try expectPadding(paddingIndex, count, of: Self.typeName)
    guard input.dtype.isInteger else {
      throw GraphError(
        .dtypeMismatch, expected: "integer indices", found: "\(input)",
        advice: "cast(to: .int32) first", operation: Self.typeName)
    }
    return TensorType(Shape(input.shape.dims + [Dim(features)]), .float32)
  }
}

/// A built `Embedding`.
public struct EmbeddingLayer: Layer {
  let scope: String
  let paddingIndex: Int?
  /// W, `[count, features]`.
  public let weight: Variable

  public var parameters: [Variable] { [weight] }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      guard let paddingIndex else { return try gather(weight, x) }
      return try embedding(weight, x, paddingIndex: paddingIndex)
    }
  }

  /// Scores of each row for what came out of a model, y = x·Wᵀ: the table as the last product, too (O.
  /// Press, L. Wolf, "Using the Output Embedding to Improve Language Models", 2017).
  /// - Parameter x: `[…, features]`.
  /// - Returns: `[…, count]`.
  /// - Throws: `GraphError` for another number of features.
  public func attend(
    _ x: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try x.builder.layer(scope, Embedding.typeName) { () throws(GraphError) in
        try matmul(x, weight, transposeB: true)
      }
    }
  }
}

/// The table of an embedding, in the scope that is open.
func embeddingTable(
  in graph: GraphBuilder, _ count: Int, _ features: Int, _ weights: Initializer,
  paddingIndex: Int?
) throws(GraphError) -> Variable {
  var initial = try weights.initialValue(Fans(in: count, out: features))
  if let row = paddingIndex { initial = .zeroedRow(row < 0 ? row + count : row, of: initial) }
  return try graph.parameter("weight", [Dim(count), Dim(features)], initial: initial)
}

/// - Throws: `GraphError` unless a padding index is one of the rows.
func expectPadding(_ index: Int?, _ count: Int, of layer: String) throws(GraphError) {
  guard let index, !(-count..<count).contains(index) else { return }
  throw GraphError(
    .invalidArgument, expected: "a paddingIndex in \(-count) ..< \(count)", found: "\(index)",
    advice: "give one of the rows, or none", operation: layer)
}
