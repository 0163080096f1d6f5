/// Layers that are not trained: their parameters and states stay as they are, and they compute as in
/// evaluation (batch norms by their running statistics, dropout not at all), as after
/// `GraphBuilder.freeze`. They have the names they would have without it, so that `unfreeze` and files
/// of parameters find them.
///
///     Frozen { Conv2d(64, kernel: 7, stride: 2); BatchNorm(); ReLU() }
///
/// In JSON: `{"type": "frozen", "layers": […]}`.
public struct Frozen: LayerSpec {
  public static let typeName = "frozen"
  public static var defaults: Frozen? { Frozen(LayerList([])) }
  public static var requiredFields: [String] { ["layers"] }

  /// The layers, first one first.
  public var layers: LayerList

  /// The layers of a list, frozen.
  public init(_ layers: LayerList) { self.layers = layers }

  /// The layers listed in braces, frozen.
  public init(@LayerListBuilder _ layers: () -> [any LayerSpec]) {
    self.init(LayerList(layers()))
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    try graph.frozen { () throws(GraphError) in
      FrozenLayer(chain: try LayerChain(layers, in: graph, input: input))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try layers.output(for: input)
  }
}

/// A built `Frozen`.
struct FrozenLayer: CachingLayer {
  let chain: LayerChain
  var parameters: [Variable] { chain.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.frozen { () throws(GraphError) in try chain.forward(x) }
  }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try x.builder.frozen { () throws(GraphError) in try chain.step(x, cache) }
  }
}
