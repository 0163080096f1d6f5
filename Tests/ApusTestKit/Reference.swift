import ApusGraph

/// A naive interpreter of graphs in Double on the host, one plain function for each operation. It
/// shares nothing with the lowering, so that both being wrong in the same way is unlikely.
public enum Reference {
  /// What `modeSelect` chooses.
  public enum Mode: String, Sendable, CaseIterable {
    case training, evaluation
  }

  /// Computes a user's operation.
  public typealias CustomOp = (any Op, [ReferenceArray]) throws -> [ReferenceArray]

  /// The values of `outputs`.
  /// - Parameters:
  ///   - feeds: inputs, and any parameter or state that does not hold its initial value.
  ///   - binding: a number for each symbol.
  ///   - seed: of the random streams; the graph's own if nil.
  ///   - step: the number of the step.
  ///   - custom: functions for a user's operations, by name.
  /// - Throws: `ReferenceError`, or `GraphError` for handles of other graphs.
  public static func evaluate(
    _ graph: Graph, feeds: [VariableID: ReferenceArray], outputs: [VariableID],
    binding: [String: Int] = [:], mode: Mode = .training, seed: UInt64? = nil, step: Int = 0,
    custom: [String: CustomOp] = [:]
  ) throws -> [ReferenceArray] {
    let wanted = try outputs.map { try graph.index(of: $0) }
    var values: [Int: ReferenceArray] = [:]
    for (variable, array) in feeds { values[try graph.index(of: variable)] = array }
    let needed = reached(from: wanted, in: graph, mode, known: values)
    let context = Context(
      seed: seed ?? graph.seed, step: step, binding: binding, mode: mode, custom: custom)
    for index in graph.variables.indices where needed.contains(index) && values[index] == nil {
      if graph.variables[index].kind != .computed {
        values[index] = try start(graph, index, context)
      }
    }
    for node in graph.nodes where node.outputs.contains(where: needed.contains) {
      if node.outputs.allSatisfy({ values[$0] != nil }) { continue }
      let inputs = node.inputs.map { values[$0] }
      let results = try apply(node.op, inputs, context)
      for (index, result) in zip(node.outputs, results) {
        try check(result, graph.variables[index].type, node.op, binding)
        values[index] = result.rounded()
      }
    }
    return try wanted.map { index in
      guard let value = values[index] else {
        throw ReferenceError.missingFeed(graph.label(index))
      }
      return value
    }
  }

  struct Context {
    var seed: UInt64
    var step: Int
    var binding: [String: Int]
    var mode: Mode
    var custom: [String: CustomOp]
  }

  /// What `wanted` depends on; of a `modeSelect`, only the chosen side.
  private static func reached(
    from wanted: [Int], in graph: Graph, _ mode: Mode, known: [Int: ReferenceArray]
  ) -> Set<Int> {
    var needed = Set(wanted)
    for node in graph.nodes.reversed() {
      guard node.outputs.contains(where: { needed.contains($0) && known[$0] == nil }) else {
        continue
      }
      if let choice = node.op as? ModeSelect {
        needed.insert(node.inputs[choice.chosenInput(isTraining: mode == .training)])
      } else {
        needed.formUnion(node.inputs)
      }
    }
    return needed
  }

  /// What a variable that is not fed holds before the first step.
  private static func start(
    _ graph: Graph, _ index: Int, _ context: Context
  ) throws -> ReferenceArray {
    let variable = graph.variables[index]
    let shape = try variable.type.shape.extents(context.binding)
    switch (variable.kind, variable.initial) {
    case (.step, _):
      return ReferenceArray([Double(context.step)], shape: [], dtype: .int32)
    case (.seed, _):
      let words = [context.seed, context.seed >> 32].map {
        Double(Int32(bitPattern: UInt32(truncatingIfNeeded: $0)))
      }
      return ReferenceArray(words, shape: [2], dtype: .int32)
    case (_, let initial?):
      let stream = streamNumber(variable.name ?? "")
      return ReferenceArray(
        try initial.tensor(
          shape: shape, dtype: variable.type.dtype, seed: graph.seed, stream: stream))
    default:
      throw ReferenceError.missingFeed(graph.label(index))
    }
  }

  private static func check(
    _ result: ReferenceArray, _ type: TensorType, _ op: any Op, _ binding: [String: Int]
  ) throws {
    let promised = try type.shape.extents(binding)
    guard promised == result.shape, type.dtype == result.dtype else {
      throw ReferenceError.brokenPromise(
        op: op.name, promised: "\(type.dtype)\(promised)",
        computed: "\(result.dtype)\(result.shape)")
    }
  }

  /// What differs from its inputs in nothing but its gradient.
  private static func unchanged(_ op: any Op, _ x: [ReferenceArray]) -> [ReferenceArray]? {
    switch op {
    case is Cut: x
    case let op as Checkpoint: Array(x[..<op.resultCount])
    case let op as CustomGradient: Array(x[..<(x.count - op.gradients.count)])
    default: nil
    }
  }

  private static func apply(
    _ op: any Op, _ inputs: [ReferenceArray?], _ context: Context
  ) throws -> [ReferenceArray] {
    if let choice = op as? ModeSelect {
      guard let chosen = inputs[choice.chosenInput(isTraining: context.mode == .training)] else {
        throw ReferenceError.missingFeed(op.name)
      }
      return [chosen]
    }
    let x = try inputs.map { input in
      guard let input else { throw ReferenceError.missingFeed(op.name) }
      return input
    }
    if let custom = context.custom[op.name] { return try custom(op, x) }
    if let op = op as? LayerNormalize { return layerNormalized(x[0], epsilon: op.epsilon) }
    if let results = attention(op, x) { return results }
    if let results = try scanned(op, x, context) { return results }
    if let results = sequenceLoss(op, x) ?? unchanged(op, x) { return results }
    if let results = try windows(op, x, context) { return results }
    if let results = try neural(op, x, context) { return results }
    if let results = try tables(op, x, context) { return results }
    if op is SquaresAndSums { return SquaresAndSums.reference(x) }
    let families: [(any Op, [ReferenceArray], Context) throws -> ReferenceArray?] = [
      elementwise, function, comparison, convolution, reduction, matrix, movement, indexing,
      softmax,
      source,
    ]
    for family in families {
      if let result = try family(op, x, context) { return [result] }
    }
    throw ReferenceError.unknownOp(op.name)
  }
}
