import ApusCompiler
import ApusGraph
import OpenCLKit

/// The manual way: run forward, look at any variable, seed an output gradient, run backward, look
/// at any gradient, and apply an update of your own.
///
///     let session = try Session(graph: graph, outputs: [out], on: .default)
///     try session.set(a, [[1.4, 0.3]])
///     try session.forward()
///     try session.setGradient(out, [[1, -1, 0.5]])
///     try session.backward()
///     print(try session.gradient(of: w))
///
/// Everything is kept: nothing is fused, and no memory is reused.
public final class Session {
  /// The values that are set and changed: parameters, states and their seed.
  public let store: VariableStore
  private let builder: GraphBuilder
  private let executable: Executable
  private let forwardNodes: Int
  private let nodeCount: Int
  private let outputs: [Int: Int]
  private let gradients: [Int: Int]
  private var feeds: [Int: Tensor] = [:]
  private var hasRunForward = false
  /// The step of the last forward pass, which random numbers depend on.
  private var lastStep: Int?
  private var hasRunBackward = false

  /// - Parameters:
  ///   - graph: inputs may have symbolic extents. It is not changed.
  ///   - outputs: the variables that are wanted. The gradients of the floating-point ones can be set;
  ///     whole numbers and bools have none.
  /// - Throws: `GraphError` for no outputs or outputs of another graph, `OpenCLError`.
  public convenience init(
    graph: GraphBuilder, outputs: [Variable], on device: Device, file: String = #fileID,
    line: Int = #line
  ) throws {
    try self.init(
      graph: graph, outputs: outputs, in: ComputeContext(device), file: file, line: line)
  }

  /// As `init(graph:outputs:on:)`, in a context that other things share.
  public init(
    graph: GraphBuilder, outputs: [Variable], in context: ComputeContext, file: String = #fileID,
    line: Int = #line
  ) throws {
    let before = graph.finish()
    // The graph stays as it is, so that it may have other sessions.
    let graph = GraphBuilder(editing: before)
    builder = graph
    forwardNodes = before.nodes.count
    let known = try before.variables.indices
      .filter { before.variables[$0].type.dtype.isFloatingPoint }
      .map { try graph.variable(VariableID(graph: before.id, index: $0)) }
    var seeds: [Int: Int] = [:]
    let results = try graph.at(file, line) { () throws(GraphError) -> [Variable] in
      guard !outputs.isEmpty else {
        throw GraphError(
          .invalidArgument, expected: "at least one output", found: "none",
          advice: "name the variables whose gradients you will set")
      }
      var total: Variable?
      for output in outputs {
        let index = try before.index(of: output.id)
        let output = try graph.variable(output.id)
        guard output.dtype.isFloatingPoint, seeds[index] == nil else { continue }
        let name = graph.uniqueName("apus.gradient")
        let seed = try graph.input(name, output.shape, output.dtype)
        seeds[index] = seed.id.index
        let weighted = try sum(output * seed)
        total = if let total { try total + weighted } else { weighted }
      }
      // Nothing depends on outputs that have no gradient.
      let loss = if let total { total } else { try graph.constant(0) }
      return try graph.gradients(of: loss, withRespectTo: known)
    }
    self.outputs = seeds
    gradients = Dictionary(
      uniqueKeysWithValues: zip(known, results).map { ($0.id.index, $1.id.index) })

    let finished = graph.finish()
    nodeCount = finished.nodes.count
    store = try VariableStore(finished, in: context)
    var options = ExecutableOptions()
    options.compilation.fuses = false
    // Forward and backward run apart: a launch that is both would belong to neither.
    options.compilation.joinsLaunches = false
    options.compilation.reusesMemory = false
    let kept = finished.variables.indices.filter { finished.variables[$0].kind == .computed }
    executable = try Executable(
      finished, outputs: kept.map { VariableID(graph: finished.id, index: $0) },
      store: store, options: options)
  }

  /// Gives an input a value, or replaces a parameter or state.
  /// - Throws: `GraphError` for computed variables, other graphs, or tensors that do not fit.
  public func set(_ variable: Variable, _ tensor: Tensor) throws {
    let index = try executable.graph.index(of: variable.id)
    switch executable.graph.variables[index].kind {
    case .input: feeds[index] = tensor
    case .parameter, .state: try store.set(variable.id, tensor)
    case .hyperparameter: try store.setHyperparameter(variable.id, tensor.doubles.first ?? 0)
    case .computed, .step, .seed:
      throw GraphError(
        .unexpectedFeed, expected: "an input, parameter, state or hyper-parameter",
        found: "\(variable)", advice: "computed variables follow from these")
    }
  }

  /// Sets the gradient that arrives at an output; it stays until another one is set, or a batch of
  /// another size is computed. One that is not set counts as zeros.
  /// - Throws: `GraphError` for a variable that is not an output, or not of a floating-point type.
  public func setGradient(_ output: Variable, _ gradient: Tensor) throws {
    let index = try executable.graph.index(of: output.id)
    guard output.dtype.isFloatingPoint else {
      throw GraphError(
        .notDifferentiable, expected: "an output of a floating-point type",
        found: "\(output): \(output.type)",
        advice: "\(output.dtype) has no gradient; set those of the other outputs")
    }
    guard let seed = outputs[index] else {
      throw GraphError(
        .unknownName, expected: "an output of this session", found: "\(output)",
        advice: "name it in outputs: when the session is made")
    }
    feeds[seed] = gradient
  }

  /// Computes every variable from inputs and parameters. Random numbers are drawn anew: `store.step`
  /// goes on by one, unless it was set since the last forward pass.
  /// - Throws: `GraphError` for an input that was not set, `OpenCLError`.
  public func forward() throws {
    // The seeds of the backward pass play no part yet, but have memory in the plan. Those of a
    // batch of another size are forgotten.
    let binding = try self.binding()
    for (output, seed) in outputs {
      let shape = try executable.graph.variables[output].type.shape.extents(binding)
      if feeds[seed]?.shape != shape { feeds[seed] = nil }
    }
    if let lastStep, store.step == lastStep { store.step += 1 }
    lastStep = store.step
    try run(withZeros(feeds), 0..<forwardNodes)
    hasRunForward = true
    hasRunBackward = false
  }

  /// Computes every gradient from the values of the last forward pass. Where the gradient of an output
  /// was not set, it is zeros.
  /// - Throws: `GraphError` where none at all was set, or one of another shape than its output's,
  ///   `RuntimeError` if there was no forward pass, `OpenCLError`.
  public func backward() throws {
    guard hasRunForward else {
      throw RuntimeError(
        .noSuchResult, expected: "forward() before backward()", found: "no forward pass",
        advice: "call forward() first")
    }
    guard outputs.isEmpty || outputs.values.contains(where: { feeds[$0] != nil }) else {
      let names = outputs.keys.sorted().map { executable.graph.label($0) }.joined(separator: ", ")
      throw GraphError(
        .missingFeed, expected: "a gradient of at least one output",
        found: "none that was set since the outputs had these sizes",
        advice: "call setGradient(_:_:) for one of: \(names); the others count as zeros")
    }
    try run(withZeros(feeds), forwardNodes..<nodeCount)
    hasRunBackward = true
  }

  /// `feeds` with zeros for the output gradients that are not among them.
  private func withZeros(_ feeds: [Int: Tensor]) throws -> [Int: Tensor] {
    var all = feeds
    for (output, seed) in outputs where feeds[seed] == nil {
      let type = executable.graph.variables[output].type
      all[seed] = try Tensor.zeros(type.shape.extents(binding()), type.dtype)
    }
    return all
  }

  private func run(_ feeds: [Int: Tensor], _ part: Range<Int>) throws {
    _ = try executable.step(
      indexed: feeds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, part: part)
    try executable.synchronize()
  }

  private func binding() throws -> [String: Int] {
    let seeds = Set(outputs.values)
    let inputs = feeds.filter { !seeds.contains($0.key) }
    return try FeedBinding.solve(
      inputs.map { ($0.key, $0.value) }, graph: executable.graph, required: [])
  }

  /// The value of any variable: of the last forward pass, or of the store.
  /// - Throws: `RuntimeError` if it has not been computed, `OpenCLError`.
  public func value(of variable: Variable) throws -> Tensor {
    let index = try executable.graph.index(of: variable.id)
    switch executable.graph.variables[index].kind {
    case .parameter, .state: return try store.value(variable.id)
    case .input:
      if let tensor = feeds[index] { return tensor }
    case .hyperparameter: return Tensor(scalar: Float(try store.hyperparameter(variable.id)))
    case .computed, .step, .seed:
      if hasRunForward { return try computed(index) }
    }
    throw RuntimeError(
      .noSuchResult, expected: "a value of \(variable)", found: "none yet",
      advice: "set the inputs and call forward()")
  }

  /// The gradient of any floating-point variable, of the last backward pass.
  /// - Throws: `RuntimeError` if it has not been computed, `OpenCLError`.
  public func gradient(of variable: Variable) throws -> Tensor {
    let index = try executable.graph.index(of: variable.id)
    guard hasRunBackward, let gradient = gradients[index] else {
      throw RuntimeError(
        .noSuchResult, expected: "a gradient of \(variable)", found: "none",
        advice: "set the output gradients and call backward(); only floating-point variables "
          + "that were there when the session was made have gradients")
    }
    return try computed(gradient)
  }

  private func computed(_ index: Int) throws -> Tensor {
    let plan = try executable.plan
    guard let location = plan.variables[index] else {
      throw RuntimeError(
        .noSuchResult, expected: "a variable that is kept",
        found: executable.graph.variables[index].name ?? "%\(index)",
        advice: "please report this")
    }
    return try executable.value(at: location)
  }
}
