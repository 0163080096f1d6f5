import Apus

/// A compiled graph of Apus that runs step after step through the public API, with its data
/// resident on the device.
final class ApusWorkload: Workload {
  let name: String
  let extents: Extents
  let work: Work
  let store: VariableStore
  let executable: Executable
  /// Whether the first output is a loss that steps make smaller.
  let trains: Bool
  /// Whether it is a kernel rather than a training step.
  private let isKernel: Bool
  private let feeds: [[Variable: any Feed]]
  private let readsOutputs: Bool
  private let initial: [(name: String, value: Tensor)]
  private var next = 0

  /// - Parameters:
  ///   - graph: what to compile.
  ///   - outputs: what a step computes.
  ///   - minimization: the updates of a training step, of which the first output is the loss.
  ///   - feeds: the inputs of the steps, taken in turn.
  ///   - readsOutputs: whether each step reads its outputs back.
  init(
    _ name: String, _ extents: Extents, _ work: Work, graph: GraphBuilder, outputs: [Variable],
    minimization: Minimization? = nil, feeds: [[Variable: any Feed]], readsOutputs: Bool = false,
    on context: ComputeContext
  ) throws {
    self.name = name
    self.extents = extents
    self.work = work
    self.feeds = feeds
    self.readsOutputs = readsOutputs
    trains = minimization != nil && !outputs.isEmpty
    isKernel = !trains
    store = try VariableStore(graph.finish(), in: context)
    executable = try Executable(
      graph.finish(), outputs: outputs.map(\.id), updates: minimization?.updates ?? [],
      mode: minimization == nil ? .evaluation : .training, store: store)
    initial = try store.names.map { [store] in (name: $0, value: try store.value(named: $0)) }
  }

  func step() throws {
    try executable.step(feeds[next])
    next = (next + 1) % feeds.count
    if readsOutputs { _ = try executable.outputs() }
  }

  /// A hundred calls of a kernel, as the peers make.
  var stepsPerSynchronization: Int? { isKernel ? 100 : nil }

  func synchronize() throws { try executable.synchronize() }

  func reset() throws {
    for (name, value) in initial { try store.set(named: name, value) }
    next = 0
  }

  /// The first output of the last step; waits for it.
  func firstOutput() throws -> Tensor {
    guard let output = try executable.outputs().first else {
      throw BenchmarkError("\(name): the step has no output")
    }
    return output
  }

  /// The inputs of the first step by name, read from the device.
  func firstInputs() throws -> [String: [Double]] {
    var inputs: [String: [Double]] = [:]
    for (variable, feed) in feeds.first ?? [:] {
      guard let name = variable.name, let tensor = feed as? DeviceTensor else { continue }
      inputs[name] = try tensor.read().doubles
    }
    return inputs
  }

  /// The loss of the last step; waits for it.
  func loss() throws -> Double {
    guard let value = try firstOutput().doubles.first else {
      throw BenchmarkError("\(name): the loss has no element")
    }
    return value
  }

  var counts: WorkloadCounts {
    WorkloadCounts(
      kernels: executable.statistics.launchesPerStep,
      plannedBytes: executable.statistics.arenaBytes,
      residentBytes: initial.reduce(0) { $0 + $1.value.bytes.count })
  }
}
