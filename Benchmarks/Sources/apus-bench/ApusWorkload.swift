import Apus

/// A perceptron trained by Apus through its public API, with its data resident on the device.
final class ApusWorkload: Workload {
  let name: String
  let sizes: LayerSizes
  let store: VariableStore
  let executable: Executable
  private let feeds: [[Variable: any Feed]]
  private let readsOutputs: Bool
  private let initial: [(name: String, value: Tensor)]
  private var next = 0

  private init(
    name: String, sizes: LayerSizes, store: VariableStore, executable: Executable,
    feeds: [[Variable: any Feed]], readsOutputs: Bool
  ) throws {
    self.name = name
    self.sizes = sizes
    self.store = store
    self.executable = executable
    self.feeds = feeds
    self.readsOutputs = readsOutputs
    initial = try store.names.map { (name: $0, value: try store.value(named: $0)) }
  }

  /// `mlp`: inputs → hidden ReLU → outputs, softmax cross-entropy, Adam.
  static func mlp(_ sizes: LayerSizes, on context: ComputeContext) throws -> ApusWorkload {
    let graph = GraphBuilder(seed: 1)
    let pixels = try graph.input("pixels", [.batch, Dim(sizes.inputs)])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: pixels) {
      Dense(sizes.hidden, weights: .heNormal())
      ReLU()
      Dense(sizes.outputs)
    }
    let loss = try softmaxCrossEntropy(logits: model(pixels), labels: labels)
    let training = try graph.minimize(loss, with: Adam(learningRate: 1e-3))

    let store = try VariableStore(graph.finish(), in: context)
    let executable = try Executable(
      graph.finish(), outputs: [loss.id], updates: training.updates, store: store)
    let data = SyntheticData(sizes)
    let classes = try data.classes.map { try DeviceTensor(Tensor($0), on: context) }
    let feeds = try zip(data.exampleTensors(on: context), classes).map {
      [pixels: $0 as any Feed, labels: $1 as any Feed]
    }
    return try ApusWorkload(
      name: "mlp", sizes: sizes, store: store, executable: executable, feeds: feeds,
      readsOutputs: false)
  }

  /// `seed-mlp`: the network of the original system: inputs → hidden ReLU → outputs ReLU, mean
  /// squared error, RMSProp; the outputs are read back in each step.
  static func seedMLP(_ sizes: LayerSizes, on context: ComputeContext) throws -> ApusWorkload {
    let graph = GraphBuilder(seed: 1)
    let pixels = try graph.input("pixels", [.batch, Dim(sizes.inputs)])
    let targets = try graph.input("targets", [.batch, Dim(sizes.outputs)])
    let model = try Sequential(in: graph, input: pixels) {
      Dense(sizes.hidden, weights: .heNormal(), name: "first")
      ReLU()
      Dense(sizes.outputs, weights: .heNormal(), name: "last")
      ReLU()
    }
    let outputs = try model(pixels)
    let loss = try meanSquaredError(outputs, targets)
    let rule = SeedRule()
    let training = try graph.minimize(
      loss,
      with: RMSProp(
        learningRate: rule.learningRate, smoothing: rule.smoothing, epsilon: rule.epsilon))

    let store = try VariableStore(graph.finish(), in: context)
    let executable = try Executable(
      graph.finish(), outputs: [loss.id, outputs.id], updates: training.updates, store: store)
    let data = SyntheticData(sizes)
    let feeds = try zip(data.exampleTensors(on: context), data.oneHots).map {
      let target = try DeviceTensor(
        Tensor($1, shape: [sizes.batch, sizes.outputs]), on: context)
      return [pixels: $0 as any Feed, targets: target as any Feed]
    }
    return try ApusWorkload(
      name: "seed-mlp", sizes: sizes, store: store, executable: executable, feeds: feeds,
      readsOutputs: true)
  }

  func step() throws {
    try executable.step(feeds[next])
    next = (next + 1) % feeds.count
    if readsOutputs { _ = try executable.outputs() }
  }

  func synchronize() throws { try executable.synchronize() }

  func reset() throws {
    for (name, value) in initial { try store.set(named: name, value) }
    next = 0
  }

  func loss() throws -> Double {
    guard let value = try executable.outputs().first?.doubles.first else {
      throw BenchmarkError("\(name): the step has no loss")
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

/// The numbers of the RMSProp rule that `seed-mlp` and its baseline share.
struct SeedRule {
  var learningRate = 1e-3
  var smoothing = 0.9
  var epsilon = 1e-6
}
