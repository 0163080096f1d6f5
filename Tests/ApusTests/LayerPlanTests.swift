import Apus
import Testing

/// Layers add nothing: a model from layers has the plan, kernel for kernel, of the same graph written by
/// hand.
@Suite struct LayerPlanTests {
  private struct Step {
    var plan: Plan

    init(
      _ graph: GraphBuilder, _ loss: Variable, _ family: DeviceTraits.Family,
      updates: [StateUpdate] = []
    ) throws {
      let training = try graph.minimize(loss, with: Adam())
      let compilation = Compilation(
        graph.finish(), outputs: [loss.id], updates: training.updates + updates)
      plan = try Compiler.compile(compilation, for: DeviceTraits(family: family))
        .plan(for: ["batch": 6])
    }

    /// Each launch with its kernel, its size, and the work that it does.
    var launches: [String] {
      plan.launches.map {
        "\(plan.kernelNames[$0.kernel]) \($0.global) \($0.operations) \($0.bytes)"
      }
    }
  }

  private func check(_ layers: Step, _ byHand: Step) {
    #expect(layers.launches == byHand.launches)
    #expect(layers.plan.arenaBytes == byHand.plan.arenaBytes)
    #expect(!layers.launches.isEmpty)
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func convolutionsAndNorms(_ family: DeviceTraits.Family) throws {
    func begin() throws -> (GraphBuilder, Variable, Variable) {
      let graph = GraphBuilder(seed: 1)
      return (
        graph, try graph.input("x", [.batch, 3, 16, 16]), try graph.input("y", [.batch], .int32)
      )
    }
    let (graph, x, y) = try begin()
    let model = try Sequential(in: graph, input: x) {
      Conv2d(16, kernel: 3, padding: 1, bias: false)
      BatchNorm()
      ReLU()
      MaxPool2d(kernel: 2)
      Flatten()
      Dense(10)
    }
    let layers = try Step(graph, softmaxCrossEntropy(logits: model(x), labels: y), family)

    let (own, u, v) = try begin()
    let spread = InitialValue.normal(mean: 0, standardDeviation: 0.1)
    let kernel = try own.parameter("kernel", [16, 3, 3, 3], initial: spread)
    let scale = try own.parameter("scale", [16], initial: .constant(1))
    let offset = try own.parameter("offset", [16], initial: .constant(0))
    let mean = try own.state("mean", [16])
    let variance = try own.state("variance", [16], initial: .constant(1))
    let made = try conv2d(u, kernel, padding: 1)
    let normal = try batchNorm(made, scale: scale, offset: offset)
    let running = try batchNorm(
      made, mean: mean, variance: variance, scale: scale, offset: offset)
    let pooled = try maxPool2d(
      relu(modeSelect(training: normal.y, evaluation: running)), kernel: 2)
    let w = try own.parameter("w", [1024, 10], initial: spread)
    let b = try own.parameter("b", [10], initial: .constant(0))
    let logits = try matmul(flatten(pooled), w) + b
    // 256 elements of each example make a channel.
    let count = try own.append(ExtentValue(extent: 256 * .batch, dtype: .float32), [])[0]
    let next = try [
      StateUpdate(mean.id, (mean + 0.1 * (normal.mean - mean)).id),
      StateUpdate(
        variance.id,
        (variance + 0.1 * (normal.variance * (count / maximum(count - 1, 1)) - variance)).id),
    ]
    let byHand = try Step(
      own, softmaxCrossEntropy(logits: logits, labels: v), family, updates: next)
    check(layers, byHand)
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func denseLayers(_ family: DeviceTraits.Family) throws {
    func begin() throws -> (GraphBuilder, Variable, Variable) {
      let graph = GraphBuilder(seed: 1)
      return (graph, try graph.input("x", [.batch, 64]), try graph.input("y", [.batch], .int32))
    }
    let (graph, x, y) = try begin()
    let model = try Sequential(in: graph, input: x) {
      Dense(300)
      ReLU()
      Dropout(0.25)
      Residual(name: "block") {
        LayerNorm()
        Dense(300)
        GELU()
      }
      Dense(10)
    }
    let layers = try Step(graph, softmaxCrossEntropy(logits: model(x), labels: y), family)

    let (own, u, v) = try begin()
    func dense(_ x: Variable, _ inputs: Int, _ units: Int, _ name: String) throws -> Variable {
      let w = try own.parameter(
        "\(name).w", [Dim(inputs), Dim(units)], initial: .normal(mean: 0, standardDeviation: 0.1))
      let b = try own.parameter("\(name).b", [Dim(units)], initial: .constant(0))
      return try matmul(x, w) + b
    }
    let rectified = try relu(dense(u, 64, 300, "first"))
    // The place in the graph decides the draws, and is a number in the kernel's text.
    let hidden = try own.scope("dropout1") { try dropout(rectified, 0.25) }
    let scale = try own.parameter("scale", [300], initial: .constant(1))
    let offset = try own.parameter("offset", [300], initial: .constant(0))
    let mixed = try gelu(dense(layerNormalize(hidden) * scale + offset, 300, 300, "second"))
    let logits = try dense(mixed + hidden, 300, 10, "last")
    check(layers, try Step(own, softmaxCrossEntropy(logits: logits, labels: v), family))
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func recurrentLayers(_ family: DeviceTraits.Family) throws {
    func begin() throws -> (GraphBuilder, Variable, Variable) {
      let graph = GraphBuilder(seed: 1)
      return (
        graph, try graph.input("x", [.batch, 12], .int32),
        try graph.input("y", [.batch, 12], .int32)
      )
    }
    let (graph, x, y) = try begin()
    let model = try Sequential(in: graph, input: x) {
      Embedding(65, 32)
      LSTM(48, hiddenWeights: .zeros)
      Dense(65)
    }
    let layers = try Step(graph, softmaxCrossEntropy(logits: model(x), labels: y), family)

    let (own, u, v) = try begin()
    let zero = InitialValue.constant(0)
    let table = try own.parameter("table", [65, 32], initial: zero)
    let cell = RecurrentWeights(
      input: try own.parameter("input", [32, 192], initial: zero),
      hidden: try own.parameter("hidden", [48, 192], initial: zero),
      inputBias: try own.parameter("inputBias", [192], initial: zero),
      hiddenBias: try own.parameter("hiddenBias", [192], initial: zero))
    let sequence = try lstm(
      gather(table, u), layers: [RecurrentLayer(forward: cell)], batchFirst: true)
    let w = try own.parameter("w", [48, 65], initial: zero)
    let b = try own.parameter("b", [65], initial: zero)
    let logits = try matmul(sequence.outputs, w) + b
    check(layers, try Step(own, softmaxCrossEntropy(logits: logits, labels: v), family))
  }
}
