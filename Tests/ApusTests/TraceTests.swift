import Apus
import Testing

#if canImport(Glibc)
  import func Glibc.sin
#elseif canImport(Musl)
  import func Musl.sin
#elseif canImport(Darwin)
  import func Darwin.sin
#endif

/// Twenty training steps of small networks against PyTorch, from
/// Tests/Fixtures/generate_traces.py.
@Suite struct TraceTests {
  struct Fixture: Decodable {
    var traces: [String: Trace]
  }

  struct Trace: Decodable {
    var losses: [Double]
    var sums: [Double]
  }

  private func wave(_ count: Int, _ frequency: Double, _ size: Double) -> [Double] {
    (1...count).map { sin(frequency * Double($0)) * size }
  }

  private func parameters(
    _ graph: GraphBuilder, _ shapes: [(inputs: Int, outputs: Int)]
  ) throws -> [Variable] {
    try shapes.enumerated().flatMap { index, shape in
      let weight = wave(
        shape.inputs * shape.outputs, 0.7 + 0.3 * Double(index),
        1.2 / Double(shape.inputs).squareRoot())
      let bias = wave(shape.outputs, 1.1 + 0.2 * Double(index), 0.1)
      return [
        try graph.parameter(
          "w\(index)", [Dim(shape.inputs), Dim(shape.outputs)], initial: .array(weight)),
        try graph.parameter("b\(index)", [Dim(shape.outputs)], initial: .array(bias)),
      ]
    }
  }

  private func check(
    _ name: String, _ trainer: Trainer, _ parameters: [Variable], _ feeds: [Variable: any Feed]
  ) throws {
    let expected = try #require(fixture("traces.json", as: Fixture.self).traces[name])
    var losses: [Double] = []
    for _ in expected.losses { losses.append(try trainer.loss(ofStep: trainer.step(feeds))) }
    #expect(isClose(losses, expected.losses), "\(losses)")
    let sums = try parameters.map { parameter in
      try trainer.store.value(parameter.id).doubles.reduce(0) { $0 + abs($1) }
    }
    #expect(isClose(sums, expected.sums), "\(sums)")
  }

  @Test(arguments: ["xor", "xor sgd"])
  func xor(_ name: String) throws {
    let graph = GraphBuilder()
    let p = try parameters(graph, [(2, 8), (8, 1)])
    let x = try graph.input("x", [.batch, 2])
    let y = try graph.input("y", [.batch, 1])
    let hidden = try tanh(matmul(x, p[0]) + p[1])
    let output = try sigmoid(matmul(hidden, p[2]) + p[3])
    let loss = try meanSquaredError(output, y)
    let trainer =
      name == "xor"
      ? try Trainer(minimizing: loss, with: Adam(learningRate: 0.05), on: TestDevice.device())
      : try Trainer(minimizing: loss, with: SGD(learningRate: 0.5), on: TestDevice.device())
    let points: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1], [0.2, 0.9], [0.8, 0.1]]
    try check(name, trainer, p, [x: points, y: [[0], [1], [1], [0], [1], [1]] as Tensor])
  }

  @Test func mlpWithNesterov() throws {
    let graph = GraphBuilder()
    let p = try parameters(graph, [(12, 16), (16, 16), (16, 5)])
    let x = try graph.input("x", [.batch, 12])
    let y = try graph.input("y", [.batch], .int32)
    let first = try relu(matmul(x, p[0]) + p[1])
    let second = try relu(matmul(first, p[2]) + p[3])
    let logits = try matmul(second, p[4]) + p[5]
    let trainer = try Trainer(
      minimizing: softmaxCrossEntropy(logits: logits, labels: y),
      with: SGD(learningRate: 0.05, momentum: 0.9, nesterov: true), on: TestDevice.device())
    let points = try Tensor(wave(7 * 12, 0.37, 1).map { Float($0) }, shape: [7, 12])
    try check("mlp", trainer, p, [x: points, y: Tensor([0, 1, 2, 3, 4, 0, 2] as [Int32])])
  }

  // MARK: Larger networks

  /// Numbers in −size..<size, the same as `noise` of the script.
  private func noise(_ count: Int, _ seed: Int, _ size: Double) -> [Double] {
    (0..<count).map { position in
      var word = UInt32(truncatingIfNeeded: position + 1 + seed * 7919) &* 2_654_435_761
      word = (word ^ word >> 15) &* 2_246_822_519
      return (Double(word ^ word >> 13) / 0x1p31 - 1) * size
    }
  }

  /// 784 → 300 ReLU → 10, as the digits are learned.
  @Test func digitsWithAdam() throws {
    let graph = GraphBuilder()
    let shapes: [[Int]] = [[784, 300], [300], [300, 10], [10]]
    let p = try shapes.enumerated().map { number, shape in
      let size = shape.count == 2 ? 2 / Double(shape[0]).squareRoot() : 0.05
      return try graph.parameter(
        "p\(number)", Shape(shape), initial: .array(noise(shape.reduce(1, *), number, size)))
    }
    let x = try graph.input("x", [.batch, 784])
    let y = try graph.input("y", [.batch], .int32)
    let logits = try matmul(relu(matmul(x, p[0]) + p[1]), p[2]) + p[3]
    let trainer = try Trainer(
      minimizing: softmaxCrossEntropy(logits: logits, labels: y), with: Adam(learningRate: 2e-4),
      on: TestDevice.device())
    let pixels = try Tensor(noise(9 * 784, 10, 0.5).map { Float($0) + 0.5 }, shape: [9, 784])
    try check(
      "digits", trainer, p, [x: pixels, y: Tensor((0..<9).map { Int32($0 * 7 % 10) })])
  }

  /// A character GPT: 2 layers, 2 heads, width 16, context 8, vocabulary 11.
  @Test func gptWithAdamW() throws {
    let graph = GraphBuilder()
    let tokens = try graph.input("tokens", [.batch, 8], .int32)
    let next = try graph.input("next", [.batch, 8], .int32)
    let embedded = try Embedding(11, 16)(tokens)
    let positions = try graph.parameter("positions", [8, 16], initial: .constant(0))
    var h = try embedded + positions
    for _ in 0..<2 {
      h = try h + SelfAttention(heads: 2)(LayerNorm()(h))
      h = try h + Dense(16)(GELU()(Dense(64)(LayerNorm()(h))))
    }
    let logits = try Dense(11)(LayerNorm()(h))
    let loss = try softmaxCrossEntropy(logits: logits, labels: next)
    let p = graph.variables(.parameter)
    let trainer = try Trainer(
      minimizing: loss, with: AdamW(learningRate: 0.01, epsilon: 1e-5), on: TestDevice.device())
    for (number, parameter) in p.enumerated() {
      let shape = try #require(parameter.shape.fixed)
      let name = try #require(parameter.name)
      let center: Float = name.hasPrefix("layerNorm") && name.hasSuffix(".weight") ? 1 : 0
      let values = noise(shape.reduce(1, *), 20 + number, shape.count == 2 ? 0.3 : 0.1)
      try trainer.store.set(
        parameter.id, Tensor(values.map { Float($0) + center }, shape: shape))
    }
    let text = (0..<5 * 9).map { Int32($0 * $0 / 3 % 11) }
    func column(_ shift: Int) throws -> Tensor {
      try Tensor((0..<40).map { text[$0 / 8 * 9 + $0 % 8 + shift] }, shape: [5, 8])
    }
    try check("gpt", trainer, p, [tokens: column(0), next: column(1)])
  }

  @Test func everyTraceIsUsed() throws {
    let traces = try fixture("traces.json", as: Fixture.self).traces
    #expect(Set(traces.keys) == ["xor", "xor sgd", "mlp", "digits", "gpt"])
  }
}
