/// What role a variable plays.
public enum VariableKind: String, Hashable, Sendable, Codable {
  /// Fed at every step.
  case input
  /// State that an optimiser changes.
  case parameter
  /// State of another kind: moments, running statistics, counters.
  case state
  /// A scalar that the host sets between steps, such as a learning rate; never recompiles.
  case hyperparameter
  /// The number of the step, an int32 scalar that the runtime counts.
  case step
  /// The seed of the random streams, two int32 words that the runtime sets.
  case seed
  /// The output of a node.
  case computed
}

/// What a graph knows of one variable.
public struct VariableInformation: Hashable, Sendable, Codable {
  /// The path name; nil for computed variables.
  public var name: String?
  /// Shape and element type.
  public var type: TensorType
  /// The role it plays.
  public var kind: VariableKind
  /// What a parameter, state or hyper-parameter starts from.
  public var initial: InitialValue?
  /// The node and output that compute it.
  public var producer: Producer?
  /// Of a parameter, the axis of the layer's outputs, where it is another one than
  /// `Variable.outputAxis` takes it for.
  var ownOutputAxis: Int?

  /// One output of a node.
  public struct Producer: Hashable, Sendable, Codable {
    /// The position of the node in `Graph.nodes`.
    public var node: Int
    /// Which of the node's outputs, from 0.
    public var output: Int
  }
}

/// One operation applied to variables.
public struct Node: Sendable {
  /// What is computed.
  public var op: any Op
  /// Indices of variables, all created before this node.
  public var inputs: [Int]
  /// Indices of the variables it computes, in the order of the operation's outputs.
  public var outputs: [Int]
  /// The path of the enclosing scopes.
  public var scope: String
  /// Where user code asked for it.
  public var site: CallSite?
  /// Not 0 for nodes that compute again, for the backward pass, what a checkpoint did not keep: the
  /// compiler shares equal expressions only within one segment.
  package var segment = 0
}

extension Node: Hashable {
  /// Call sites do not count: the same graph built from another line is the same graph.
  public static func == (a: Node, b: Node) -> Bool {
    a.inputs == b.inputs && a.outputs == b.outputs && a.scope == b.scope
      && a.segment == b.segment && a.op.isEqual(to: b.op)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(inputs)
    hasher.combine(outputs)
    hasher.combine(AnyHashable(op))
  }
}

/// A finished graph: an immutable value, with nodes in topological order.
///
/// It can be printed, compared, saved, loaded and, through `GraphBuilder(editing:)`, extended.
public struct Graph: Sendable {
  /// The process-wide number that handles carry.
  public let id: UInt64
  /// The graphs this one was edited from: their handles below `count` are valid here too.
  let ancestors: [Ancestor]
  /// The seed of initial values and of random streams.
  public let seed: UInt64
  /// All variables; a variable's index is its position here.
  public let variables: [VariableInformation]
  /// The operations, each after those it depends on.
  public let nodes: [Node]
  let names: [String: Int]
  /// Changes of state that belong to computations.
  let attached: [AttachedUpdate]
  /// Scopes and names of what is frozen.
  let frozen: Set<String>

  struct Ancestor: Hashable, Sendable {
    var id: UInt64
    var count: Int
  }

  /// The variable with a path name.
  /// - Throws: `GraphError` if there is none.
  public func variable(named name: String) throws(GraphError) -> VariableID {
    guard let index = names[name] else {
      throw GraphError(
        .unknownName, expected: "the name of an input, parameter or state", found: "'\(name)'",
        advice: "this graph has \(names.keys.sorted().joined(separator: ", "))")
    }
    return VariableID(graph: id, index: index)
  }

  /// The handle of the variable at a position.
  package func handle(_ index: Int) -> VariableID { VariableID(graph: id, index: index) }

  /// The variables of a kind, in the order of their creation.
  public func variables(_ kind: VariableKind) -> [VariableID] {
    variables.indices.filter { variables[$0].kind == kind }
      .map { VariableID(graph: id, index: $0) }
  }

  /// The position of `variable` here.
  /// - Throws: `GraphError` for a handle of another graph.
  public func index(of variable: VariableID) throws(GraphError) -> Int {
    let isOwn = variable.graph == id && variables.indices.contains(variable.index)
    let isInherited = ancestors.contains {
      $0.id == variable.graph && variable.index < $0.count
    }
    guard isOwn || isInherited else {
      if variable.graph == id || ancestors.contains(where: { $0.id == variable.graph }) {
        throw GraphError(
          .foreignVariable, expected: "one of the \(variables.count) variables of this graph",
          found: "variable \(variable.index), which was added to its builder later",
          advice: "build everything before finish(), or before the trainer or session is made")
      }
      throw GraphError(
        .foreignVariable, expected: "a variable of graph \(id)",
        found: "variable \(variable.index) of graph \(variable.graph)",
        advice: "a handle is only valid in the graph it was created in, and in edits of it; "
          + "variable(named:) finds this graph's own")
    }
    return variable.index
  }

  /// What is known of `variable`.
  /// - Throws: `GraphError` for a handle of another graph.
  public func information(_ variable: VariableID) throws(GraphError) -> VariableInformation {
    variables[try index(of: variable)]
  }

  /// A short text for a variable: its name or number.
  package func label(_ index: Int) -> String {
    variables[index].name ?? "%\(index)"
  }

  /// An operation with its operands.
  package func expression(ofNode index: Int) -> String {
    "\(describe(nodes[index].op))(\(nodes[index].inputs.map(label).joined(separator: ", ")))"
  }

  /// An operation with its operands and, where it is known, the line that asked for it.
  package func place(ofNode index: Int) -> String {
    expression(ofNode: index) + (nodes[index].site.map { " at \($0)" } ?? "")
  }

  /// A variable with its type, as errors list operands.
  package func typedLabel(_ index: Int) -> String { "\(label(index)): \(variables[index].type)" }
}

extension Graph: Hashable {
  /// Structure, names, types and seed count; the identity and call sites do not.
  public static func == (a: Graph, b: Graph) -> Bool {
    a.seed == b.seed && a.variables == b.variables && a.nodes == b.nodes
      && a.attached == b.attached && a.frozen == b.frozen
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(seed)
    hasher.combine(variables)
    hasher.combine(nodes)
  }
}

extension Graph: CustomStringConvertible {
  /// One line for each variable that is not computed, then one for each node.
  public var description: String {
    var lines = ["graph of \(variables.count) variables, \(nodes.count) nodes, seed \(seed)"]
    for (index, variable) in variables.enumerated() where variable.kind != .computed {
      lines.append("  \(variable.kind.rawValue) \(label(index)): \(variable.type)")
    }
    for node in nodes {
      let outputs = node.outputs.map { "\(label($0)): \(variables[$0].type)" }
      let inputs = node.inputs.map(label).joined(separator: ", ")
      let scope = node.scope.isEmpty ? "" : "  // \(node.scope)"
      lines.append(
        "  \(outputs.joined(separator: ", ")) = \(describe(node.op))(\(inputs))\(scope)")
    }
    return lines.joined(separator: "\n")
  }
}

/// The operation's name with its attributes.
package func describe(_ op: any Op) -> String {
  (op as? any CustomStringConvertible)?.description ?? op.name
}
