/// In training, sets each element to 0 with a probability p and divides the others by 1 − p, so
/// that the expected value stays; in evaluation, the identity (N. Srivastava et al., "Dropout",
/// JMLR 15, 2014, in the inverted form that PyTorch and Keras use).
///
/// Any shape, floating point. The draws of one layer depend on the graph's seed, the layer's name
/// and the number of the step alone.
///
/// In JSON: `{"type": "dropout", "probability": 0.5}`, with `name` optional.
public struct Dropout: ScopedFunctionSpec {
  public static let typeName = "dropout"
  public static var defaults: Dropout? { Dropout(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `dropout1`, ….
  public var name: String?

  /// A layer that drops elements with this probability.
  public init(
    _ probability: Double, name: String? = nil
  ) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try dropout(x, probability)
  }
}
