/// Layer normalisation over the last axis with a learned scale and offset:
/// y = (x − mean) / √(variance + epsilon) · s + b (J. Ba et al., 2016), as PyTorch's `LayerNorm`.
///
/// Shapes: x and y `[…, features]`, s and b `[features]`, all float32. Variables:
/// `layerNorm1.weight` (s, from 1) and `layerNorm1.bias` (b, from 0), numbered in each scope.
///
/// In JSON: `{"type": "layerNorm"}`, with `epsilon` and `name` optional.
public struct LayerNorm: LayerSpec {
  public static let typeName = "layerNorm"
  public static var defaults: LayerNorm? { LayerNorm() }

  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// The name of the layer's scope; nil for the next free `layerNorm1`, ….
  public var name: String?

  /// A layer with this epsilon.
  public init(epsilon: Double = 1e-5, name: String? = nil) {
    self.epsilon = epsilon
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let features = try input.features(for: Self.typeName)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> LayerNormLayer in
      LayerNormLayer(
        scope: scope, epsilon: epsilon,
        weight: try graph.parameter("weight", [Dim(features)], initial: .constant(1)),
        bias: try graph.parameter("bias", [Dim(features)], initial: .constant(0)))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try input.features(for: Self.typeName)
    return input
  }
}

/// A built `LayerNorm`.
struct LayerNormLayer: Layer {
  let scope: String
  let epsilon: Double
  let weight: Variable
  let bias: Variable
  var parameters: [Variable] { [weight, bias] }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      try layerNormalize(x, epsilon: epsilon) * weight + bias
    }
  }
}

extension TensorType {
  /// The fixed last extent of a float32 input.
  /// - Throws: `GraphError` naming the layer for another type, or a last extent that is not fixed.
  func features(for layer: String) throws(GraphError) -> Int {
    guard dtype == .float32 else {
      throw GraphError(
        .dtypeMismatch, expected: "a float32 input", found: "\(self)",
        advice: "cast the input to float32 before the layer", operation: layer)
    }
    guard let features = shape.dims.last?.fixed, features >= 1 else {
      throw GraphError(
        .invalidShape, expected: "an input [..., features] with a fixed last extent of at least 1",
        found: "\(self)", advice: "the layer's parameters have the extent of the last axis",
        operation: layer)
    }
    return features
  }
}
