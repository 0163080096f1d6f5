/// In training, sets each element to 0 with a probability p and divides the others by 1 − p, so that
/// the expected value stays; in evaluation, the identity (N. Srivastava et al., "Dropout", JMLR 15,
/// 2014, in the inverted form that PyTorch and Keras use).
///
/// Any shape, float32. The draws of one layer depend on the graph's seed, the layer's name and the
/// number of the step alone.
///
/// In JSON: `{"type": "dropout", "probability": 0.5}`.
public struct Dropout: LayerSpec {
  public static let typeName = "dropout"
  public static var defaults: Dropout? { Dropout(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share of elements set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free `dropout1`, ….
  public var name: String?

  /// A layer that drops elements with this probability.
  public init(_ probability: Double, name: String? = nil) {
    self.probability = probability
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return DropoutLayer(
      scope: name ?? graph.uniqueName(Self.typeName), probability: probability)
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    guard (0...1).contains(probability) else {
      throw GraphError(
        .invalidArgument, expected: "a probability in 0...1", found: "\(probability)",
        advice: "give the share of elements to drop, as in Dropout(0.5)",
        operation: Self.typeName)
    }
    guard input.dtype == .float32 else {
      throw GraphError(
        .dtypeMismatch, expected: "a float32 input", found: "\(input)",
        advice: "cast the input to float32 before the layer", operation: Self.typeName)
    }
    return input
  }
}

/// A built `Dropout`.
struct DropoutLayer: Layer {
  let scope: String
  let probability: Double

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      try dropout(x, probability)
    }
  }
}
