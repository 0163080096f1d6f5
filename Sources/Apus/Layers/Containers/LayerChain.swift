/// Layers in a row, as all containers build and call them.
struct LayerChain {
  let layers: [any Layer]
  /// The type that comes out for the type that the chain was built for.
  let output: TensorType
  var parameters: [Variable] { layers.flatMap { $0.parameters.map(\.original) } }

  /// Builds each layer for what the one before it gives.
  /// - Throws: `GraphError` for the first layer that does not fit, with its place.
  init(
    _ list: LayerList, in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) {
    var type = input
    var built: [any Layer] = []
    for (position, spec) in list.specs.enumerated() {
      do {
        let given = type
        let build = { () throws(GraphError) in
          (try spec.build(in: graph, input: given), try spec.output(for: given))
        }
        let (layer, output) =
          if let recorder = graph.observer as? SummaryRecorder {
            try recorder.note(spec, given, in: graph, build)
          } else {
            try build()
          }
        built.append(layer)
        type = output
      } catch {
        var error = error
        let place = "layer \(position + 1) of \(list.specs.count)"
        error.operation = "\(error.operation ?? Swift.type(of: spec).typeName), \(place),"
        if error.operands.isEmpty { error.operands = ["\(type)"] }
        if error.scope.isEmpty { error.scope = graph.scopePath }
        throw error
      }
    }
    layers = built
    output = type
  }

  func forward(_ x: Variable) throws(GraphError) -> Variable { try layers.forward(x) }

  /// The layers for the next positions of a sequence.
  func step(_ x: Variable, _ cache: DecodingCache) throws(GraphError) -> Variable {
    try layers.step(x, cache)
  }
}

extension LayerList {
  /// The type that comes out of the layers in a row.
  func output(for input: TensorType) throws(GraphError) -> TensorType {
    var type = input
    for spec in specs { type = try spec.output(for: type) }
    return type
  }
}
