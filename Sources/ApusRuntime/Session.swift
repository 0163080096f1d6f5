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
  private var hasRunBackward = false

  /// - Parameters:
  ///   - graph: inputs may have symbolic extents; the gradients are appended to it.
  ///   - outputs: the floating-point variables whose gradients will be seeded.
  /// - Throws: `GraphError` for outputs of another graph or type, `OpenCLError`.
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
    builder = graph
    let before = graph.finish()
    forwardNodes = before.nodes.count
    let known = try before.variables.indices
      .filter { before.variables[$0].type.dtype.isFloatingPoint }
      .map { try graph.variable(VariableID(graph: before.id, index: $0)) }
    var seeds: [Int: Int] = [:]
    let results = try graph.at(file, line) { () throws(GraphError) -> [Variable] in
      var weighted: [Variable] = []
      for output in outputs {
        let name = graph.uniqueName("apus.gradient")
        let seed = try graph.input(name, output.shape, output.dtype)
        seeds[try before.index(of: output.id)] = seed.id.index
        weighted.append(try sum(output * seed))
      }
      guard var total = weighted.first else {
        throw GraphError(
          .invalidArgument, expected: "at least one output", found: "none",
          advice: "name the variables whose gradients you will set")
      }
      for part in weighted.dropFirst() { total = try total + part }
      return try graph.gradients(of: total, withRespectTo: known)
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

  /// Sets the gradient that arrives at an output.
  /// - Throws: `GraphError` for a variable that is not an output or a tensor of another shape.
  public func setGradient(_ output: Variable, _ gradient: Tensor) throws {
    let index = try executable.graph.index(of: output.id)
    guard let seed = outputs[index] else {
      throw GraphError(
        .unknownName, expected: "an output of this session", found: "\(output)",
        advice: "name it in outputs: when the session is made")
    }
    feeds[seed] = gradient
  }

  /// Computes every variable from inputs and parameters.
  /// - Throws: `GraphError` for an input that was not set, `OpenCLError`.
  public func forward() throws {
    // The seeds of the backward pass play no part yet, but have memory in the plan. Those of a
    // batch of another size are forgotten.
    let binding = try self.binding()
    var all = feeds
    for (output, seed) in outputs {
      let type = executable.graph.variables[output].type
      let shape = try type.shape.extents(binding)
      if feeds[seed]?.shape == shape { continue }
      feeds[seed] = nil
      all[seed] = try Tensor.zeros(shape, type.dtype)
    }
    try run(all, 0..<forwardNodes)
    hasRunForward = true
    hasRunBackward = false
  }

  /// Computes every gradient from the values of the last forward pass.
  /// - Throws: `GraphError` for an output gradient that was not set, `RuntimeError` if there was no
  ///   forward pass, `OpenCLError`.
  public func backward() throws {
    guard hasRunForward else {
      throw RuntimeError(
        .noSuchResult, expected: "forward() before backward()", found: "no forward pass",
        advice: "call forward() first")
    }
    try run(feeds, forwardNodes..<nodeCount)
    hasRunBackward = true
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
