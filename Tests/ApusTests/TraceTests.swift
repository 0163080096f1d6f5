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
    let expected = try #require(fixture("traces.json", as: [String: Trace].self)[name])
    var losses: [Double] = []
    for _ in expected.losses { losses.append(try trainer.loss(ofStep: trainer.step(feeds))) }
    #expect(isClose(losses, expected.losses), "\(losses)")
    let sums = try parameters.map { parameter in
      try trainer.store.value(parameter.id).doubles.reduce(0) { $0 + abs($1) }
    }
    #expect(isClose(sums, expected.sums), "\(sums)")
  }

  @Test func xorWithAdam() throws {
    let graph = GraphBuilder()
    let p = try parameters(graph, [(2, 8), (8, 1)])
    let x = try graph.input("x", [.batch, 2])
    let y = try graph.input("y", [.batch, 1])
    let hidden = try tanh(matmul(x, p[0]) + p[1])
    let output = try sigmoid(matmul(hidden, p[2]) + p[3])
    let trainer = try Trainer(
      minimizing: meanSquaredError(output, y), with: Adam(learningRate: 0.05),
      on: TestDevice.device())
    let points: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1], [0.2, 0.9], [0.8, 0.1]]
    try check("xor", trainer, p, [x: points, y: [[0], [1], [1], [0], [1], [1]] as Tensor])
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
}
