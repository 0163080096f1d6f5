import ApusGraph

/// A graph with the mode bound, equal expressions shared, neutral operations removed and dead
/// nodes dropped. Variables keep their indices.
package struct SimplifiedGraph: Sendable {
  package struct Node: Sendable {
    package var op: any Op
    package var inputs: [Int]
    package var outputs: [Int]
    /// The position in the graph.
    package var origin: Int
  }

  package var nodes: [Node]
  /// For each variable the one that stands for it.
  package var alias: [Int]
}

/// Graph → SimplifiedGraph. One pass forward (mode, neutral operations, constants, equal
/// expressions), one pass backward (dead code).
package struct Simplifier {
  private let graph: Graph
  private let mode: Mode
  private var alias: [Int]
  private var nodes: [SimplifiedGraph.Node] = []
  private var known: [Key: [Int]] = [:]
  /// The producer in `nodes` of each variable.
  private var producer: [Int: Int] = [:]

  private struct Key: Hashable {
    var op: AnyHashable
    var inputs: [Int]
    var segment: Int
  }

  package static func run(_ graph: Graph, mode: Mode, roots: [Int]) -> SimplifiedGraph {
    var simplifier = Simplifier(graph, mode)
    for index in graph.nodes.indices { simplifier.visit(index) }
    return simplifier.live(from: roots)
  }

  private init(_ graph: Graph, _ mode: Mode) {
    self.graph = graph
    self.mode = mode
    alias = Array(graph.variables.indices)
    known.reserveCapacity(graph.nodes.count)
    producer.reserveCapacity(graph.nodes.count)
  }

  private mutating func visit(_ index: Int) {
    let node = graph.nodes[index]
    let inputs = node.inputs.map { alias[$0] }
    if let choice = node.op as? ModeSelect {
      alias[node.outputs[0]] = inputs[choice.chosenInput(isTraining: mode == .training)]
      return
    }
    if let same = neutral(node, inputs) {
      alias[node.outputs[0]] = same
      return
    }
    let op = folded(node, inputs) ?? node.op
    let operands = op is ScalarConstant ? [] : inputs
    let key = Key(op: AnyHashable(op), inputs: operands, segment: node.segment)
    if let outputs = known[key] {
      for (output, same) in zip(node.outputs, outputs) { alias[output] = same }
      return
    }
    known[key] = node.outputs
    for output in node.outputs { producer[output] = nodes.count }
    nodes.append(.init(op: op, inputs: operands, outputs: node.outputs, origin: index))
  }

  private func scalar(_ variable: Int) -> Double? {
    guard let at = producer[variable] else { return nil }
    return (nodes[at].op as? ScalarConstant)?.value
  }

  /// The input that an operation returns unchanged, if it does.
  private func neutral(_ node: Node, _ inputs: [Int]) -> Int? {
    let type = graph.variables[node.outputs[0]].type
    func unchanged(_ position: Int) -> Int? {
      graph.variables[inputs[position]].type == type ? inputs[position] : nil
    }
    switch node.op {
    case is Multiply:
      if scalar(inputs[1]) == 1 { return unchanged(0) }
      return scalar(inputs[0]) == 1 ? unchanged(1) : nil
    case is Add:
      // x + 0 changes −0 to 0 only; the kernels are built without signed zeros.
      if scalar(inputs[1]) == 0 { return unchanged(0) }
      return scalar(inputs[0]) == 0 ? unchanged(1) : nil
    case is Subtract: return scalar(inputs[1]) == 0 ? unchanged(0) : nil
    case is Divide: return scalar(inputs[1]) == 1 ? unchanged(0) : nil
    case is Reshape, is Broadcast, is Cast, is StopGradient, is Cut: return unchanged(0)
    case is AddMany: return inputs.count == 1 ? inputs[0] : nil
    case let sum as Sum where sum.axes.isEmpty: return unchanged(0)
    default: return nil
    }
  }

  /// A constant in place of float32 arithmetic on constants, rounded as the device would.
  private func folded(_ node: Node, _ inputs: [Int]) -> (any Op)? {
    let type = graph.variables[node.outputs[0]].type
    guard type.shape.rank == 0, type.dtype == .float32 else { return nil }
    let numbers = inputs.compactMap { scalar($0).map { Float($0) } }
    guard numbers.count == inputs.count, !numbers.isEmpty else { return nil }
    let value: Float
    switch node.op {
    case is Add: value = numbers[0] + numbers[1]
    case is Subtract: value = numbers[0] - numbers[1]
    case is Multiply: value = numbers[0] * numbers[1]
    case is Divide: value = numbers[0] / numbers[1]
    case is Negate: value = -numbers[0]
    default: return nil
    }
    return ScalarConstant(value: Double(value), dtype: .float32)
  }

  private func live(from roots: [Int]) -> SimplifiedGraph {
    var wanted = Set(roots.map { alias[$0] })
    var kept: [SimplifiedGraph.Node] = []
    for node in nodes.reversed() where node.outputs.contains(where: wanted.contains) {
      wanted.formUnion(node.inputs)
      kept.append(node)
    }
    return SimplifiedGraph(nodes: kept.reversed(), alias: alias)
  }
}
