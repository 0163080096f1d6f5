extension Graph {
  /// A picture of the graph: variables and operations as boxes, coloured by what they are and by
  /// the layer (the outermost scope) they belong to.
  ///
  ///     let picture = try graph.drawing(title: "xor", of: [loss.id], loss: loss.id).svg()
  ///
  /// Scalar constants are written into the boxes of the operations that use them.
  ///
  /// - Parameters:
  ///   - outputs: draws what these depend on and nothing else; nil for the whole graph.
  ///   - loss: marked as such; what was added to the graph after it is drawn as gradient.
  /// - Throws: `GraphError` for a variable of another graph.
  public func drawing(
    title: String = "", of outputs: [VariableID]? = nil, loss: VariableID? = nil
  ) throws -> LayeredDrawing {
    let lossIndex = try loss.map { try index(of: $0) }
    var plan = GraphPicture(
      graph: self, lossNode: lossIndex.flatMap { variables[$0].producer?.node })
    try plan.select(outputs.map { try $0.map { try index(of: $0) } })
    return try LayeredDrawing(title: title, nodes: plan.boxes(), edges: plan.arrows())
  }
}

/// Which parts of a graph are drawn, and how.
private struct GraphPicture {
  let graph: Graph
  let lossNode: Int?
  private var shownNodes: [Int] = []
  private var shownVariables: Set<Int> = []
  private var kindsByScope: [String: LayeredDrawing.Kind] = [:]

  init(graph: Graph, lossNode: Int?) {
    self.graph = graph
    self.lossNode = lossNode
  }

  /// Chooses what `outputs` depend on, or everything.
  mutating func select(_ outputs: [Int]?) throws {
    var needed = Set(outputs ?? Array(graph.variables.indices))
    for (position, node) in graph.nodes.enumerated().reversed()
    where node.outputs.contains(where: needed.contains) {
      needed.formUnion(node.inputs)
      if !(node.op is ScalarConstant) { shownNodes.append(position) }
    }
    shownNodes.reverse()
    shownVariables = needed.filter { graph.variables[$0].kind != .computed }
    for position in shownNodes where !isAfterLoss(position) {
      let layer = layer(of: graph.nodes[position])
      guard !layer.isEmpty, kindsByScope[layer] == nil else { continue }
      let colours = GraphPicture.palette[kindsByScope.count % GraphPicture.palette.count]
      kindsByScope[layer] = LayeredDrawing.Kind(
        name: layer, fill: colours.fill, border: colours.border)
    }
  }

  private static let palette: [(fill: String, border: String)] = [
    ("#ccfbf1", "#0d9488"), ("#fce7f3", "#db2777"), ("#ecfccb", "#65a30d"),
    ("#e0f2fe", "#0284c7"), ("#fae8ff", "#a21caf"), ("#fef9c3", "#ca8a04"),
  ]

  private func isAfterLoss(_ position: Int) -> Bool { lossNode.map { position > $0 } ?? false }

  private func layer(of node: Node) -> String {
    node.scope.split(separator: ".").first.map(String.init) ?? ""
  }

  func boxes() -> [LayeredDrawing.Node] {
    let variables = shownVariables.sorted().map { index in
      LayeredDrawing.Node(
        "v\(index)", [graph.label(index), text(graph.variables[index].type)],
        kind: kind(of: graph.variables[index].kind))
    }
    return variables
      + shownNodes.map { position in
        let node = graph.nodes[position]
        let types = node.outputs.map { text(graph.variables[$0].type) }
        return LayeredDrawing.Node(
          "n\(position)", [title(of: node), types.joined(separator: ", ")],
          kind: kind(ofNode: position))
      }
  }

  func arrows() -> [LayeredDrawing.Edge] {
    shownNodes.flatMap { position in
      graph.nodes[position].inputs.compactMap { input -> LayeredDrawing.Edge? in
        guard let producer = graph.variables[input].producer else {
          return LayeredDrawing.Edge(from: "v\(input)", to: "n\(position)")
        }
        if graph.nodes[producer.node].op is ScalarConstant { return nil }
        return LayeredDrawing.Edge(from: "n\(producer.node)", to: "n\(position)")
      }
    }
  }

  /// The operation with its scalar operands, such as `multiply · 2.0`.
  private func title(of node: Node) -> String {
    let scalars = node.inputs.compactMap { input -> String? in
      guard let producer = graph.variables[input].producer,
        let scalar = graph.nodes[producer.node].op as? ScalarConstant
      else { return nil }
      return "\(scalar.value)"
    }
    return ([describe(node.op)] + scalars).joined(separator: " ")
  }

  /// float32 is the rule and is left out.
  private func text(_ type: TensorType) -> String {
    type.dtype == .float32 ? "\(type.shape)" : "\(type)"
  }

  private func kind(ofNode position: Int) -> LayeredDrawing.Kind {
    if position == lossNode { return .loss }
    if isAfterLoss(position) { return .gradient }
    if graph.nodes[position].inputs.isEmpty { return .constant }
    return kindsByScope[layer(of: graph.nodes[position])] ?? .operation
  }

  private func kind(of kind: VariableKind) -> LayeredDrawing.Kind {
    switch kind {
    case .input: .input
    case .parameter: .parameter
    case .state: .state
    case .hyperparameter, .step, .seed, .computed: .constant
    }
  }
}
