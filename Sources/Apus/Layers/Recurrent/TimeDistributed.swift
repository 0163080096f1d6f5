/// One layer at every step of a sequence, for layers that take no axis of time, such as convolutions
/// and `Flatten`; `Dense` takes leading axes already. The first two axes become one for the layer.
///
/// Shapes: x `[batch, time, …]`, where the layer maps `[batch · time, …]` to `[batch · time, …′]` →
/// `[batch, time, …′]`. Variables are the layer's, within `timeDistributed1`, numbered in each scope.
///
/// In JSON: `{"type": "timeDistributed", "layer": {"type": "flatten"}}`, with `name` optional.
public struct TimeDistributed: LayerSpec {
  public static let typeName = "timeDistributed"
  public static var defaults: TimeDistributed? { TimeDistributed(ReLU()) }
  public static var requiredFields: [String] { ["layer"] }

  /// What is applied at each step.
  public var layer: AnyLayerSpec
  /// The name of the layer's scope; nil for the next free `timeDistributed1`, ….
  public var name: String?

  /// A layer at every step.
  public init(_ layer: some LayerSpec, name: String? = nil) {
    self.layer = AnyLayerSpec(layer)
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      TimeDistributedLayer(
        scope: scope, inner: try layer.spec.build(in: graph, input: merged(input)))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    let inner = try layer.spec.output(for: merged(input))
    return TensorType(try apart(inner, input.shape.dims), inner.dtype)
  }

  /// What the layer sees: batch and time as one axis.
  private func merged(_ input: TensorType) throws(GraphError) -> TensorType {
    let dims = input.shape.dims
    guard dims.count >= 2 else {
      throw GraphError(
        .invalidShape, expected: "an input [batch, time, ...]", found: "\(input)",
        advice: "the first two axes are sequences and their steps", operation: Self.typeName)
    }
    return TensorType(Shape([dims[0] * dims[1]] + dims.dropFirst(2)), input.dtype)
  }
}

/// The shape of what the layer gives, with batch and time as two axes again.
private func apart(_ inner: TensorType, _ dims: [Dim]) throws(GraphError) -> Shape {
  guard inner.shape.dims.first == dims[0] * dims[1] else {
    throw GraphError(
      .invalidShape, expected: "a layer that gives [batch · time, ...]", found: "\(inner)",
      advice: "take a layer that keeps its first axis: a result for each step",
      operation: TimeDistributed.typeName)
  }
  return Shape([dims[0], dims[1]] + inner.shape.dims.dropFirst())
}

/// A built `TimeDistributed`.
struct TimeDistributedLayer: CachingLayer {
  let scope: String
  let inner: any Layer
  var parameters: [Variable] { inner.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.layer(scope, TimeDistributed.typeName) { () throws(GraphError) in
      let dims = x.shape.dims
      guard dims.count >= 2 else {
        throw GraphError(
          .invalidShape, expected: "an input [batch, time, ...]", found: "\(x.type)",
          advice: "the first two axes are sequences and their steps")
      }
      let merged = try reshape(x, to: Shape([dims[0] * dims[1]] + dims.dropFirst(2)))
      let y = try inner.forward(merged)
      return try reshape(y, to: apart(y.type, dims))
    }
  }

  /// Each step is on its own.
  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try forward(x)
  }
}
