import Apus
import ApusCompiler
import Testing

/// Kernels and plans of the workloads of the benchmarks, for a fixed device: what changes here is a
/// change of the engine. Look at the difference, and record it with RECORD_SNAPSHOTS=1.
///
/// For each workload and family there is a file with the digest of the whole program, the names of
/// its kernels (a name holds the digest of the kernel's text) and its plan; for each family one with
/// the text of the kernels that the three plans launch, each once, and of the functions they call.
@Suite struct WorkloadSnapshotTests {
  @Test(arguments: DeviceTraits.Family.allCases)
  func kernelsAndPlansAreAsCommitted(family: DeviceTraits.Family) throws {
    let traits = DeviceTraits(family: family)
    let steps = [
      (name: "xor", step: try xor(), batch: 4), (name: "mlp", step: try perceptron(), batch: 128),
      (name: "gpt", step: try characterGPT(), batch: 12),
    ]
    let programs = try steps.map { try Compiler.compile($0.step, for: traits) }
    let plans = try zip(steps, programs).map { try $1.plan(for: ["batch": $0.batch]) }
    for ((step, program), plan) in zip(zip(steps, programs), plans) {
      try expectSnapshot(
        """
        source \(fingerprint(program.source)), options \(program.buildOptions)
        \(program)

        \(plan)
        """, "workload-\(step.name)-\(family).txt")
    }
    // What runs at these sizes; kernels for other sizes are there by their digests.
    var known: Set<String> = []
    var kernels: [KernelSource] = []
    for (program, plan) in zip(programs, plans) {
      for launch in plan.launches where known.insert(plan.kernelNames[launch.kernel]).inserted {
        kernels.append(program.kernels[launch.kernel])
      }
    }
    let joined = programs.flatMap(\.joinedKernels).filter { known.contains($0.source.name) }
    let text = programs.last?.text(with: kernels, joined)
    try expectSnapshot(text ?? "", "workload-kernels-\(family).cl")
  }

  /// 2 → 8 tanh → 1 sigmoid, mean squared error, SGD.
  private func xor() throws -> Compilation {
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("pairs", [.batch, 2])
    let targets = try graph.input("targets", [.batch, 1])
    let model = try Sequential(in: graph, input: x) {
      Dense(8)
      Tanh()
      Dense(1)
      Sigmoid()
    }
    return try step(graph, meanSquaredError(model(x), targets), SGD(learningRate: 0.5))
  }

  /// 784 → 300 ReLU → 10, softmax cross-entropy, Adam.
  private func perceptron() throws -> Compilation {
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("pixels", [.batch, 784])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: x) {
      Dense(300, weights: .heNormal())
      ReLU()
      Dense(10)
    }
    return try step(
      graph, softmaxCrossEntropy(logits: model(x), labels: labels), Adam(learningRate: 1e-3))
  }

  /// Four blocks of four heads, width 128, context 64, 65 characters, softmax cross-entropy, AdamW.
  private func characterGPT() throws -> Compilation {
    let graph = GraphBuilder(seed: 1)
    let characters = try graph.input("characters", [.batch, 64], .int32)
    let following = try graph.input("following", [.batch, 64], .int32)
    let spread = Initializer.normal(mean: 0, standardDeviation: 0.02)
    let positions = try graph.parameter(
      "positions", [64, 128], initial: .normal(mean: 0, standardDeviation: 0.02))
    var x = try Embedding(65, 128, weights: spread)(characters) + positions
    for block in 1...4 {
      x = try graph.scope("block\(block)") {
        let attended = try x + SelfAttention(heads: 4, weights: spread)(LayerNorm()(x))
        let hidden = try gelu(Dense(512, weights: spread)(LayerNorm()(attended)))
        return try attended + Dense(128, weights: spread)(hidden)
      }
    }
    let logits = try Dense(65, weights: spread)(LayerNorm()(x))
    return try step(
      graph, softmaxCrossEntropy(logits: logits, labels: following), AdamW(learningRate: 1e-3))
  }

  private func step(
    _ graph: GraphBuilder, _ loss: Variable, _ rule: any Optimizer
  ) throws -> Compilation {
    let training = try graph.minimize(loss, with: rule)
    return Compilation(graph.finish(), outputs: [loss.id], updates: training.updates)
  }
}
