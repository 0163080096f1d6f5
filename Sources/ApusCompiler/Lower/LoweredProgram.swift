import ApusGraph

/// A graph in the compiler's vocabulary: values and the kernels that compute them, in an order
/// that works.
package struct LoweredProgram: Sendable {
  package var values: [LoweredValue]
  package var kernels: [LoweredKernel]
  package var faultSites: [Lowering.FaultSite]
  /// What has to be checked when sizes are bound.
  package var sizeChecks: [Lowering.SizeCheck]
  /// The value of each output.
  package var outputs: [LoweredTensor]
  /// State variables and the values they take.
  package var updates: [Update]
  /// The value of each graph variable that is still computed or given; for sessions.
  package var variables: [Int: LoweredTensor]

  package struct Update: Hashable, Sendable {
    /// The position of the state variable in the graph.
    package var variable: Int
    package var state: ValueID
    package var value: ValueID
  }
}

/// SimplifiedGraph → LoweredProgram.
package enum Lowerer {
  ///
  /// - Parameter hasFloat64: whether the device computes with float64.
  package static func run(
    _ compilation: Compilation, hasFloat64: Bool = true
  ) throws -> LoweredProgram {
    let graph = compilation.graph
    let outputs = try compilation.outputs.map { try graph.index(of: $0) }
    let updates = try compilation.updates.map { update in
      (try graph.index(of: update.state), try graph.index(of: update.value))
    }
    let simplified = try simplify(compilation)

    var lowering = Lowering()
    lowering.sitesBefore = compilation.options.sitesBefore
    var tensors: [Int: LoweredTensor] = [:]
    func tensor(_ variable: Int, _ lowering: inout Lowering) throws -> LoweredTensor {
      let index = simplified.alias[variable]
      if let known = tensors[index] { return known }
      let information = graph.variables[index]
      if !hasFloat64, let refusal = refusal(of: information.type.dtype) {
        throw refusal.located(graph, readersOf: index)
      }
      let tensor = lowering.external(information.type, .variable(index))
      tensors[index] = tensor
      return tensor
    }

    for node in simplified.nodes {
      lowering.node = node.origin
      lowering.segment = graph.nodes[node.origin].segment
      var inputs: [LoweredTensor] = []
      for input in node.inputs { inputs.append(try tensor(input, &lowering)) }
      let results = try lowered(node, inputs, &lowering, graph, hasFloat64)
      for output in node.outputs { lowering.expectExtents(graph.variables[output].type.shape) }
      for (output, result) in zip(node.outputs, results) { tensors[output] = result }
    }
    lowering.node = -1
    var resultTensors: [LoweredTensor] = []
    for output in outputs { resultTensors.append(try tensor(output, &lowering)) }
    var stateUpdates: [LoweredProgram.Update] = []
    for (state, value) in updates {
      let target = try tensor(state, &lowering)
      let source = try tensor(value, &lowering)
      if target.value == source.value { continue }
      stateUpdates.append(.init(variable: state, state: target.value, value: source.value))
    }
    var variables: [Int: LoweredTensor] = [:]
    for variable in graph.variables.indices {
      variables[variable] = tensors[simplified.alias[variable]]
    }
    let roots = resultTensors.map(\.value) + stateUpdates.map(\.value)
    return LoweredProgram(
      values: lowering.values, kernels: needed(lowering.kernels, for: roots),
      faultSites: lowering.faultSites, sizeChecks: lowering.checksInOrder,
      outputs: resultTensors, updates: stateUpdates, variables: variables)
  }

  /// The kernels that `roots` depend on: of an operation of several results, nobody may want all.
  private static func needed(_ kernels: [LoweredKernel], for roots: [ValueID]) -> [LoweredKernel] {
    var wanted = Set(roots)
    var kept: [LoweredKernel] = []
    for kernel in kernels.reversed()
    where kernel.results.contains(where: { wanted.contains($0.value) }) {
      wanted.formUnion(kernel.accesses.map(\.value))
      kept.append(kernel)
    }
    return kept.reversed()
  }

  /// The stage before: what is left of the graph for the outputs and updates asked for.
  package static func simplify(_ compilation: Compilation) throws -> SimplifiedGraph {
    let graph = compilation.graph
    try check(compilation.updates, in: graph)
    var roots: [Int] = []
    for variable in compilation.outputs + compilation.updates.map(\.value) {
      roots.append(try graph.index(of: variable))
    }
    return Simplifier.run(graph, mode: compilation.mode, roots: roots)
  }

  private static func lowered(
    _ node: SimplifiedGraph.Node, _ inputs: [LoweredTensor], _ lowering: inout Lowering,
    _ graph: Graph, _ hasFloat64: Bool
  ) throws -> [LoweredTensor] {
    let source = graph.nodes[node.origin]
    func located(_ error: GraphError) -> GraphError {
      var error = error
      error.operation = describe(node.op)
      error.operands = source.inputs.map { graph.typedLabel($0) }
      error.site = source.site
      error.scope = source.scope
      return error
    }
    do {
      let types = node.outputs.map { graph.variables[$0].type }
      for type in types where !hasFloat64 {
        if let refusal = refusal(of: type.dtype) { throw refusal }
      }
      let isStored = node.op is any StorageOp
      let operands = inputs.map {
        $0.dtype.isHalf && !isStored ? lowering.cast($0, to: .float32) : $0
      }
      var results = try node.op.lower(operands, &lowering)
      for (position, type) in types.enumerated().prefix(results.count)
      where type.dtype.isHalf && results[position].dtype == .float32 {
        results[position] = lowering.cast(results[position], to: type.dtype)
      }
      guard results.map({ TensorType($0.shape, $0.dtype) }) == types else {
        throw GraphError(
          .shapeMismatch, expected: "a lowering to \(types)",
          found: "\(results.map { TensorType($0.shape, $0.dtype) })",
          advice: "mend lower(_:_:) of \(node.op.name)")
      }
      return results
    } catch let error as GraphError {
      throw located(error)
    }
  }

  /// - Throws: `GraphError` unless each update gives another state a value of its type.
  static func check(_ updates: [StateUpdate], in graph: Graph) throws(GraphError) {
    var seen: Set<Int> = []
    for update in updates {
      let (state, value) = (try graph.index(of: update.state), try graph.index(of: update.value))
      let (target, source) = (graph.variables[state], graph.variables[value])
      guard target.kind == .parameter || target.kind == .state else {
        throw GraphError(
          .invalidArgument, expected: "a parameter or a state to update",
          found: "\(target.kind.rawValue) \(graph.label(state))",
          advice: "only parameters and states keep their value between steps")
      }
      guard target.type == source.type else {
        throw GraphError(
          .shapeMismatch, expected: "a new value of type \(target.type)",
          found: "\(source.type)", advice: "reshape or cast the update of \(graph.label(state))")
      }
      guard seen.insert(state).inserted else {
        throw GraphError(
          .duplicateName, expected: "one update for each state",
          found: "two for \(graph.label(state))", advice: "combine them into one expression")
      }
    }
  }

  /// The error for an element type that the device does not compute with.
  private static func refusal(of dtype: DType) -> GraphError? {
    dtype != .float64
      ? nil
      : GraphError(
        .unsupported, expected: "types that the device computes with",
        found: "float64, which it does not (no cl_khr_fp64)",
        advice: "cast to float32, or choose another device")
  }
}
