/// Layers whose variables are shared by every place that gives the same name: siamese towers, tied
/// embeddings, one block applied many times.
///
///     let tower = Shared("tower") { Dense(64); ReLU(); Dense(16) }
///
/// Variables: those of the layers, within the name, wherever in the model it stands: `tower.dense1.weight`.
/// The first place makes them; another one with other shapes is an error.
///
/// In JSON: `{"type": "shared", "name": "tower", "layers": […]}`.
public struct Shared: LayerSpec {
  public static let typeName = "shared"
  public static var defaults: Shared? { Shared("shared", LayerList([])) }
  public static var requiredFields: [String] { ["name", "layers"] }

  /// What the places have in common; also the scope of the variables.
  public var name: String
  /// The layers, first one first.
  public var layers: LayerList

  /// The layers of a list, shared under a name.
  public init(_ name: String, _ layers: LayerList) {
    self.name = name
    self.layers = layers
  }

  /// The layers listed in braces, shared under a name.
  public init(_ name: String, @LayerListBuilder _ layers: () -> [any LayerSpec]) {
    self.init(name, LayerList(layers()))
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    try graph.sharedScope(name) { () throws(GraphError) in
      SharedLayer(name: name, chain: try LayerChain(layers, in: graph, input: input))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try layers.output(for: input)
  }
}

/// A built `Shared`.
struct SharedLayer: CachingLayer {
  let name: String
  let chain: LayerChain
  /// Which of the places it is: the variables are shared, but not what a cache keeps.
  let place = SharedPlace()
  var parameters: [Variable] { chain.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.sharedScope(name) { () throws(GraphError) in try chain.forward(x) }
  }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try x.builder.sharedScope(name) { () throws(GraphError) in
      try cache.at(place, of: name) { () throws(GraphError) in try chain.step(x, cache) }
    }
  }
}

/// The identity of a place where a shared layer stands.
final class SharedPlace {}
