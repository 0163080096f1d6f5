// A saved graph is JSON: the seed, the variables, and for each node the operation's name with its
// attributes. Names are resolved through `OpRegistry`.

extension Tensor: Codable {
  private enum Keys: String, CodingKey {
    case shape, dtype, bytes
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(shape, forKey: .shape)
    try container.encode(dtype, forKey: .dtype)
    try container.encode(bytes, forKey: .bytes)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    try self.init(
      bytes: try container.decode([UInt8].self, forKey: .bytes),
      shape: try container.decode([Int].self, forKey: .shape),
      dtype: try container.decode(DType.self, forKey: .dtype))
  }
}

extension Node: Codable {
  private enum Keys: String, CodingKey {
    case op, attributes, inputs, outputs, scope, site, segment
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(op.name, forKey: .op)
    try op.encode(to: container.superEncoder(forKey: .attributes))
    try container.encode(inputs, forKey: .inputs)
    try container.encode(outputs, forKey: .outputs)
    try container.encode(scope, forKey: .scope)
    try container.encodeIfPresent(site, forKey: .site)
    try container.encodeIfPresent(segment == 0 ? nil : segment, forKey: .segment)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let name = try container.decode(String.self, forKey: .op)
    op = try OpRegistry.decode(name, from: container.superDecoder(forKey: .attributes))
    inputs = try container.decode([Int].self, forKey: .inputs)
    outputs = try container.decode([Int].self, forKey: .outputs)
    scope = try container.decode(String.self, forKey: .scope)
    site = try container.decodeIfPresent(CallSite.self, forKey: .site)
    segment = try container.decodeIfPresent(Int.self, forKey: .segment) ?? 0
  }
}

extension Graph: Codable {
  private enum Keys: String, CodingKey {
    case format, seed, variables, nodes, attached, frozen
  }

  private static let format = 1

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(Graph.format, forKey: .format)
    try container.encode(seed, forKey: .seed)
    try container.encode(variables, forKey: .variables)
    try container.encode(nodes, forKey: .nodes)
    try container.encodeIfPresent(attached.isEmpty ? nil : attached, forKey: .attached)
    try container.encodeIfPresent(frozen.isEmpty ? nil : frozen.sorted(), forKey: .frozen)
  }

  /// Reads a graph and checks it as if it were being built.
  /// - Throws: `GraphError` for an unknown operation, or for nodes that do not fit each other.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let format = try container.decode(Int.self, forKey: .format)
    guard format == Graph.format else {
      throw GraphError(
        .corruptGraph, expected: "graph format \(Graph.format)", found: "\(format)",
        advice: "save the graph again with this version of Apus")
    }
    self = try GraphBuilder.checked(
      seed: try container.decode(UInt64.self, forKey: .seed),
      variables: try container.decode([VariableInformation].self, forKey: .variables),
      nodes: try container.decode([Node].self, forKey: .nodes),
      attached: try container.decodeIfPresent([AttachedUpdate].self, forKey: .attached) ?? [],
      frozen: try container.decodeIfPresent(Set<String>.self, forKey: .frozen) ?? [])
  }
}

extension GraphBuilder {
  /// A graph made of parts that come from a file: every index, type and name is checked.
  static func checked(
    seed: UInt64, variables: [VariableInformation], nodes: [Node], attached: [AttachedUpdate],
    frozen: Set<String>
  ) throws -> Graph {
    func corrupt(_ expected: String, _ found: String) -> GraphError {
      GraphError(
        .corruptGraph, expected: expected, found: found,
        advice: "the file is damaged or was not written by Apus")
    }
    var names: [String: Int] = [:]
    for (index, variable) in variables.enumerated() {
      try variable.type.shape.validate()
      guard (variable.kind == .computed) == (variable.producer != nil) else {
        throw corrupt("a producer for computed variables only", "variable \(index)")
      }
      guard isPossible(variable) else {
        throw corrupt("a type that a \(variable.kind.rawValue) can have", "\(variable.type)")
      }
      if let initial = variable.initial, let shape = variable.type.shape.fixed {
        try initial.check(shape)
      }
      if let name = variable.name, names.updateValue(index, forKey: name) != nil {
        throw corrupt("distinct names", "'\(name)' twice")
      }
    }
    var known = Set(variables.indices.filter { variables[$0].kind != .computed })
    for (position, node) in nodes.enumerated() {
      guard node.inputs.allSatisfy(known.contains) else {
        throw corrupt("inputs that exist before node \(position)", "\(node.inputs)")
      }
      let types = try node.op.outputs(for: node.inputs.map { variables[$0].type })
      guard types.count == node.outputs.count else {
        throw corrupt("\(types.count) outputs of node \(position)", "\(node.outputs.count)")
      }
      for (output, index) in node.outputs.enumerated() {
        guard variables.indices.contains(index), variables[index].type == types[output],
          variables[index].producer == .init(node: position, output: output),
          known.insert(index).inserted
        else {
          throw corrupt("output \(output) of node \(position) as \(types[output])", "\(index)")
        }
      }
    }
    guard known.count == variables.count else {
      throw corrupt("a node for each computed variable", "\(variables.count - known.count) without")
    }
    for update in attached {
      guard
        [update.state, update.value, update.cause].allSatisfy(variables.indices.contains),
        [.state, .parameter].contains(variables[update.state].kind),
        variables[update.state].type == variables[update.value].type
      else { throw corrupt("an update of a state by a value of its type", "\(update)") }
    }
    let fresh = GraphBuilder(seed: seed).finish()
    return Graph(
      id: fresh.id, ancestors: [], seed: seed, variables: variables, nodes: nodes, names: names,
      attached: attached, frozen: frozen)
  }

  /// What the builder's own functions would have made.
  private static func isPossible(_ variable: VariableInformation) -> Bool {
    switch variable.kind {
    case .computed: variable.name == nil && variable.initial == nil
    case .input: variable.name != nil
    case .parameter, .state:
      variable.name != nil && variable.initial != nil && variable.type.shape.fixed != nil
    case .hyperparameter:
      variable.name != nil && variable.initial != nil && variable.type == TensorType([])
    case .step: variable.name == "apus.step" && variable.type == TensorType([], .int32)
    case .seed: variable.name == "apus.seed" && variable.type == TensorType([2], .int32)
    }
  }
}
