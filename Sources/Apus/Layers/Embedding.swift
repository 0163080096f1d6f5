/// Rows of a learned table chosen by integers: y[…, :] = W[x[…], :], as PyTorch's `Embedding`.
///
/// Shapes: x `[…]` (int32, int64 or uint8, each in 0..<count), W `[count, features]`, y
/// `[…, features]` float32. Variable: `embedding1.weight`, numbered in each scope. An index out of
/// range is a device fault: no parameter changes in that step.
///
/// In JSON: `{"type": "embedding", "count": 65, "features": 128}`, with `weights` and `name`
/// optional.
public struct Embedding: LayerSpec {
  public static let typeName = "embedding"
  public static var defaults: Embedding? { Embedding(1, 1) }
  public static var requiredFields: [String] { ["count", "features"] }

  /// The number of rows; at least 1.
  public var count: Int
  /// The length of a row; at least 1.
  public var features: Int
  /// What the table starts from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `embedding1`, ….
  public var name: String?

  /// A table of `count` rows. It starts from a standard normal distribution, as PyTorch's.
  public init(
    _ count: Int, _ features: Int, weights: Initializer = .normal(mean: 0, standardDeviation: 1),
    name: String? = nil
  ) {
    self.count = count
    self.features = features
    self.weights = weights
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    let initial = try weights.initialValue(Fans(in: count, out: features))
    return try graph.scope(scope) { () throws(GraphError) -> EmbeddingLayer in
      EmbeddingLayer(
        scope: scope,
        weight: try graph.parameter(
          "weight", [Dim(count), Dim(features)], initial: initial))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    guard count >= 1, features >= 1 else {
      throw GraphError(
        .invalidArgument, expected: "count and features of at least 1",
        found: "\(count) and \(features)", advice: "as in Embedding(65, 128)",
        operation: Self.typeName)
    }
    guard input.dtype.isInteger else {
      throw GraphError(
        .dtypeMismatch, expected: "integer indices", found: "\(input)",
        advice: "cast(to: .int32) first", operation: Self.typeName)
    }
    return TensorType(Shape(input.shape.dims + [Dim(features)]), .float32)
  }
}

/// A built `Embedding`.
struct EmbeddingLayer: Layer {
  let scope: String
  let weight: Variable
  var parameters: [Variable] { [weight] }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in try gather(weight, x) }
  }
}
