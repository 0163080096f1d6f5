import Apus
import ApusData
import ApusTestKit
import Testing

/// Twenty training steps of whole networks against PyTorch, from
/// Tests/Fixtures/generate_network_traces.py.
@Suite struct NetworkTraceTests {
  struct Fixture: Decodable {
    var traces: [String: Traces]
  }

  struct Traces: Decodable {
    var float32: Trace
    var float64: Trace
    /// By PyTorch's other ways to compute in float32.
    var others: [Trace]?
  }

  struct Trace: Decodable {
    var losses: [Double]
    /// The sum of the magnitudes of all running statistics.
    var statistics: Double
  }

  private func traces(_ name: String) throws -> Traces {
    try #require(fixture("network_traces.json", as: Fixture.self).traces[name])
  }

  /// Sets every parameter as the script does.
  private func begin(_ trainer: Trainer) throws {
    for (number, name) in trainer.store.parameterNames.enumerated() {
      let shape = try trainer.store.value(named: name).shape
      let size: Double
      var center: Float = 0
      switch (shape.count, name) {
      case (1, _) where name.hasSuffix(".weight"): (size, center) = (0.1, 1)
      case (1, _): size = 0.05
      case (_, _) where name.contains("embedding"): size = 0.5
      case (2, _): size = (3 / Double(shape[0])).squareRoot()
      default: size = (6 / Double(shape.dropFirst().reduce(1, *))).squareRoot()
      }
      let values = traceNoise(shape.reduce(1, *), seed: 100 + number, size: size)
      try trainer.store.set(
        named: name, Tensor(center == 0 ? values : values.map { $0 + center }, shape: shape))
    }
  }

  private func losses(
    _ trainer: Trainer, _ feeds: [Variable: any Feed], count: Int = 20
  ) throws -> [Double] {
    try begin(trainer)
    return try (0..<count).map { _ in try trainer.loss(ofStep: trainer.step(feeds)) }
  }

  @Test func cnnWithAdam() throws {
    let graph = GraphBuilder()
    let pixels = try graph.input("pixels", [.batch, 1, 28, 28])
    let classes = try graph.input("classes", [.batch], .int32)
    let model = try cnn(graph, pixels)
    let trainer = try Trainer(
      minimizing: softmaxCrossEntropy(logits: model(pixels), labels: classes),
      with: Adam(learningRate: 3e-4), on: TestDevice.device())
    let (images, labels) = try digits(32)
    let found = try losses(trainer, [pixels: images, classes: labels])
    let expected = try traces("cnn").float32.losses
    #expect(isClose(found, expected, tolerance: 1e-4, floor: 0), "\(found)")
  }

  @Test func characterLSTMWithRMSProp() throws {
    let graph = GraphBuilder()
    let characters = try graph.input("characters", [.batch, .time], .int32)
    let following = try graph.input("following", [.batch, .time], .int32)
    let model = try Sequential(in: graph, input: characters) {
      Embedding(65, 256, weights: .zeros)
      LSTM(256, layers: 2, inputWeights: .zeros, hiddenWeights: .zeros)
      Dense(65, weights: .zeros)
    }
    let trainer = try Trainer(
      minimizing: softmaxCrossEntropy(logits: model(characters), labels: following),
      with: RMSProp(learningRate: 2e-4, smoothing: 0.99), on: TestDevice.device())
    let text = (0..<4 * 33).map { Int32($0 * $0 / 3 % 65) }
    func column(_ shift: Int) throws -> Tensor {
      try Tensor((0..<4 * 32).map { text[$0 / 32 * 33 + $0 % 32 + shift] }, shape: [4, 32])
    }
    let found = try losses(trainer, [characters: column(0), following: column(1)])
    let expected = try traces("char-lstm").float32.losses
    #expect(isClose(found, expected, tolerance: 1e-4, floor: 0), "\(found)")
  }

  /// Batch norms, and units next to 0, make float32's own error grow: within 1e-4 for 5 steps, and then,
  /// measured by float64, never more than four times as far off as PyTorch's float32 has been by any of
  /// its ways to compute.
  @Test func resNet18WithMomentum() throws {
    let graph = GraphBuilder()
    let pixels = try graph.input("pixels", [.batch, 3, 32, 32])
    let classes = try graph.input("classes", [.batch], .int32)
    let model = try resnet(graph, pixels)
    let trainer = try Trainer(
      minimizing: softmaxCrossEntropy(logits: model(pixels), labels: classes),
      with: SGD(learningRate: 1e-3, momentum: 0.9), on: TestDevice.device())
    let images = try Tensor(traceNoise(16 * 3072, seed: 1, size: 1), shape: [16, 3, 32, 32])
    let labels = Tensor((0..<16).map { Int32($0 * 7 % 10) })
    let found = try losses(trainer, [pixels: images, classes: labels])
    let expected = try traces("resnet18")
    #expect(
      isClose(
        Array(found.prefix(5)), Array(expected.float32.losses.prefix(5)), tolerance: 1e-4, floor: 0),
      "\(found)")
    var allowed = 0.0
    for step in 0..<20 {
      let exact = expected.float64.losses[step]
      for trace in [expected.float32] + (expected.others ?? []) {
        allowed = max(allowed, abs(trace.losses[step] - exact) / exact)
      }
      let deviation = abs(found[step] - exact) / exact
      #expect(deviation <= 4 * allowed, "step \(step): \(deviation), PyTorch's \(allowed)")
    }
    let statistics = try trainer.store.names.filter { $0.contains(".running") }
      .reduce(0) { sum, name in
        try trainer.store.value(named: name).doubles.reduce(sum) { $0 + abs($1) }
      }
    #expect(isClose([statistics], [expected.float64.statistics], tolerance: 1e-4))
  }

  private func cnn(_ graph: GraphBuilder, _ pixels: Variable) throws -> Sequential {
    try Sequential(in: graph, input: pixels) {
      for channels in [32, 64] {
        Conv2d(channels, kernel: 5, padding: .same, weights: .zeros)
        ReLU()
        MaxPool2d(kernel: 2)
      }
      Flatten()
      Dense(512, weights: .zeros)
      ReLU()
      Dense(10, weights: .zeros)
    }
  }

  private func resnet(_ graph: GraphBuilder, _ pixels: Variable) throws -> Sequential {
    try Sequential(in: graph, input: pixels) {
      convolution(64)
      BatchNorm()
      ReLU()
      for number in 0..<8 {
        let channels = 64 << (number / 2)
        let stride = number > 0 && number.isMultiple(of: 2) ? 2 : 1
        Residual(
          body: LayerList([
            convolution(channels, stride: stride), BatchNorm(), ReLU(), convolution(channels),
            BatchNorm(),
          ]),
          shortcut: LayerList(
            stride == 1
              ? []
              : [
                Conv2d(channels, kernel: 1, stride: 2, bias: false, weights: .zeros), BatchNorm(),
              ]))
        ReLU()
      }
      GlobalAveragePool()
      Dense(10, weights: .zeros)
    }
  }

  private func convolution(_ channels: Int, stride: Int = 1) -> any LayerSpec {
    Conv2d(channels, kernel: 3, stride: PerAxis(stride), padding: 1, bias: false, weights: .zeros)
  }

  /// The first digits of the package, each pixel 3×3 times, with a margin of 2.
  private func digits(_ count: Int) throws -> (images: Tensor, labels: Tensor) {
    let all = try Digits.load()
    let small = all.images.floats
    var images = [Float](repeating: 0, count: count * 784)
    for image in 0..<count {
      for row in 0..<24 {
        for column in 0..<24 {
          images[image * 784 + (row + 2) * 28 + column + 2] =
            small[image * 64 + row / 3 * 8 + column / 3]
        }
      }
    }
    let labels = try all.labels.rows(0..<count)
    return (try Tensor(images, shape: [count, 1, 28, 28]), labels)
  }

  @Test func everyTraceIsUsed() throws {
    let traces = try fixture("network_traces.json", as: Fixture.self).traces
    #expect(Set(traces.keys) == ["cnn", "char-lstm", "resnet18"])
  }
}
