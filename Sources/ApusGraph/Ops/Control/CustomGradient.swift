/// The results of a function whose gradient is a rule of the user's. Inputs: the results, then the
/// function's inputs. Outputs: the results, from which no gradient flows but by the rule.
public struct CustomGradient: StorageOp {
  public static let name = "customGradient"
  /// The rule: its inputs, in the order of their creation, are the function's inputs, its results
  /// and the gradients that arrive at these.
  public let rule: Graph
  /// The variables of `rule` that are the gradients of the function's inputs; nil where none flows.
  public let gradients: [Int?]

  init(rule: Graph, gradients: [Int?]) {
    self.rule = rule
    self.gradients = gradients
  }

  private func resultCount(_ inputCount: Int) -> Int { inputCount - gradients.count }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    let count = resultCount(inputs.count)
    guard count > 0, rule.variables(.input).count == gradients.count + 2 * count else {
      throw GraphError(
        .invalidArgument, expected: "the results and \(gradients.count) inputs",
        found: "\(inputs.count) variables", advice: "use the function customGradient")
    }
    return Array(inputs[..<count])
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let count = resultCount(context.inputs.count)
    let builder = context.inputs[0].builder
    var arriving: [Variable] = []
    for (output, gradient) in zip(context.outputs, context.outputGradients) {
      arriving.append(try gradient ?? zeros(like: output))
    }
    let given = context.inputs[count...] + context.outputs + arriving
    var copies: [Int: Variable] = [:]
    for (input, variable) in zip(rule.variables(.input), given) { copies[input.index] = variable }
    try builder.inline(rule, &copies)
    let none = [Variable?](repeating: nil, count: count)
    return none + gradients.map { $0.flatMap { copies[$0] } }
  }

  private func zeros(like x: Variable) throws(GraphError) -> Variable {
    try broadcast(x.builder.constant(0, x.dtype), to: x.shape)
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { Array(inputs[..<resultCount(inputs.count)]) }
}

extension GraphBuilder {
  /// Adds the nodes of another graph; `copies` says which variables stand for its inputs, and takes
  /// up what is computed.
  func inline(_ graph: Graph, _ copies: inout [Int: Variable]) throws(GraphError) {
    for (index, variable) in graph.variables.enumerated() where variable.kind != .computed {
      switch variable.kind {
      case .step: copies[index] = try step()
      case .seed: copies[index] = try seedWords()
      default: break
      }
    }
    for node in graph.nodes {
      var inputs: [Variable] = []
      for input in node.inputs {
        guard let copy = copies[input] else {
          throw GraphError(
            .corruptGraph, expected: "inputs of the graph or what it computes",
            found: graph.label(input), advice: "pass it to the function as an input")
        }
        inputs.append(copy)
      }
      let outputs = try appended(node, inputs)
      for (old, new) in zip(node.outputs, outputs) { copies[old] = new }
    }
  }

  /// Adds a node of another graph. A checkpoint names nodes of its own graph, which are elsewhere here:
  /// its results stay as they are, and are kept.
  func appended(_ node: Node, _ inputs: [Variable]) throws(GraphError) -> [Variable] {
    guard let checkpoint = node.op as? Checkpoint else {
      return try append(node.op, inputs, node.site)
    }
    return Array(inputs.prefix(checkpoint.resultCount))
  }
}

/// What a rule for `customGradient` sees; the handles belong to a graph of its own.
public struct CustomGradientContext {
  /// The inputs of the function.
  public let inputs: [Variable]
  /// Its results.
  public let outputs: [Variable]
  /// The gradient that arrives at each result; zeros where none does.
  public let outputGradients: [Variable]
}

/// The results of `forward`, differentiated by a rule of one's own: straight-through estimators,
/// clipped or reversed gradients, formulas that are stabler than those of the parts.
///
/// The rule is run once, now, on variables of a graph of its own, which is saved with the graph. It may
/// use what it is passed; whatever else it needs, `inputs` must hold.
///
///     let rounded = try customGradient(of: [x]) { x throws(GraphError) in
///       [try round(x[0])]
///     } gradient: { context throws(GraphError) in
///       context.outputGradients.map { $0 }  // straight through
///     }[0]
///
/// - Formula: y = forward(x)
/// - Shapes: any → those that forward gives
/// - DTypes: any
/// - Gradient: what the rule gives, nil for none; second order is that of the rule
/// - PyTorch: torch.autograd.Function
/// - ONNX: —
/// - Throws: `GraphError` for a rule of another number of gradients, one whose shape is not that of
///   its input, or one that uses other variables than it is passed.
public func customGradient(
  of inputs: [Variable], file: String = #fileID, line: Int = #line,
  forward: ([Variable]) throws(GraphError) -> [Variable],
  gradient: (CustomGradientContext) throws(GraphError) -> [Variable?]
) throws(GraphError) -> [Variable] {
  guard let builder = inputs.first?.builder else {
    throw GraphError(
      .invalidArgument, expected: "at least one input", found: "none",
      advice: "pass what the function is differentiated with respect to",
      operation: "customGradient", site: CallSite(file: file, line: line))
  }
  return try builder.composed(inputs, file, line) { () throws(GraphError) in
    let results = try forward(inputs)
    let inner = GraphBuilder(seed: builder.seed, enclosure: gradientRule)
    func stand(_ name: String, _ variables: [Variable]) throws(GraphError) -> [Variable] {
      var made: [Variable] = []
      for (position, variable) in variables.enumerated() {
        made.append(try inner.input("\(name)\(position)", variable.shape, variable.dtype))
      }
      return made
    }
    let context = CustomGradientContext(
      inputs: try stand("input", inputs), outputs: try stand("output", results),
      outputGradients: try stand("gradient", results))
    // Within a scope that no other rule has: draws of one path would be the same numbers.
    let rule = builder.path(builder.uniqueName("customGradient"))
    let gradients = try inner.scope(rule, file: file, line: line) { () throws(GraphError) in
      try gradient(context)
    }
    guard gradients.count == inputs.count else {
      throw GraphError(
        .notDifferentiable, expected: "\(inputs.count) gradients, one for each input",
        found: "\(gradients.count)", advice: "give nil for an input without a gradient")
    }
    for (input, gradient) in zip(inputs, gradients) {
      guard let gradient else { continue }
      // Throws for a variable of another graph.
      _ = try inner.variable(gradient.id)
      // What an input that was broadcast gets is summed.
      guard input.shape.broadcasts(to: gradient.shape), input.dtype == gradient.dtype else {
        throw GraphError(
          .shapeMismatch, expected: "a gradient of type \(input.type)",
          found: "\(gradient.type)", advice: "mend the rule, with cast or broadcast")
      }
    }
    let graph = inner.finish()
    guard graph.variables.allSatisfy({ ![.parameter, .state, .hyperparameter].contains($0.kind) })
    else {
      throw GraphError(
        .invalidArgument, expected: "a rule without parameters and states",
        found: "one that makes them", advice: "make them outside, and pass them as inputs")
    }
    let op = CustomGradient(rule: graph, gradients: gradients.map { $0?.id.index })
    return try builder.append(op, results + inputs)
  }
}

/// What a rule says of variables from outside.
private let gradientRule = GraphBuilder.Enclosure(
  expected: "variables of the rule: its inputs, outputs and output gradients",
  advice:
    "a rule is a graph of its own: pass what else it reads in of:, give nil as the gradient of "
    + "it, and read it there as context.inputs[i]")
