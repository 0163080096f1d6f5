import ApusGraph
import ApusTestKit
import Testing

@Suite struct GradientsTests {
  private let graph = GraphBuilder()

  /// The names of the nodes that `build` adds, sorted.
  private func added(_ build: () throws -> Void) rethrows -> [String] {
    let before = graph.finish().nodes.count
    try build()
    return graph.finish().nodes.dropFirst(before).map(\.op.name).sorted()
  }

  private func count(_ name: String, in names: [String]) -> Int {
    names.filter { $0 == name }.count
  }

  @Test func aSingleConsumerNeedsNoSum() throws {
    let x = try graph.input("x", [])
    let y = try exp(sin(x))
    let names = try added { _ = try graph.gradients(of: y, withRespectTo: [x]) }
    // d exp = g · y; d sin = g · cos x; and the one that everything starts from.
    #expect(names == ["cos", "multiply", "multiply", "scalar"])
  }

  @Test func manyConsumersMakeOneSum() throws {
    let x = try graph.input("x", [3])
    let parts = try [sin(x), cos(x), exp(x), x * 2, tanh(x)]
    let loss = try sum(parts.dropFirst().reduce(parts[0]) { try $0 + $1 })
    let names = try added { _ = try graph.gradients(of: loss, withRespectTo: [x]) }
    #expect(count("addMany", in: names) == 1)
    #expect(count("add", in: names) == 0)
    let sum = try #require(graph.finish().nodes.last { $0.op is AddMany })
    #expect(sum.inputs.count == 5)
  }

  /// What attains a maximum or minimum shares its gradient evenly, as in PyTorch; no class of torch.nn and
  /// no function of NumPy says so, and finite differences cannot.
  @Test func tiesShareTheGradient() throws {
    let (x, y) = (try graph.input("x", [4]), try graph.input("y", [4]))
    let losses = [
      try sum(max(x, axes: [0])), try sum(min(x, axes: [0])), try sum(maximum(x, y)),
      try sum(minimum(x, y)),
    ]
    let gradients = try losses.map { try graph.gradients(of: $0, withRespectTo: [x])[0] }
    let found = try Reference.evaluate(
      graph.finish(),
      feeds: [
        x.id: ReferenceArray([3, 1, 3, 1], shape: [4], dtype: .float32),
        y.id: ReferenceArray([3, 2, 0, 1], shape: [4], dtype: .float32),
      ], outputs: gradients.map(\.id))
    let expected: [[Double]] = [
      [0.5, 0, 0.5, 0], [0, 0.5, 0, 0.5], [0.5, 0, 1, 0.5], [0.5, 1, 0, 0.5],
    ]
    #expect(found.map(\.values) == expected)
  }

  @Test func aVariableUsedTwiceByOneNodeIsTwoConsumers() throws {
    let x = try graph.input("x", [])
    let y = try x * x
    let names = try added { _ = try graph.gradients(of: y, withRespectTo: [x]) }
    #expect(count("addMany", in: names) == 1)
  }

  @Test func whatIsNotRequestedIsNotComputed() throws {
    let x = try graph.input("x", [4, 3])
    let w = try graph.parameter("w", [3, 2], initial: .constant(1))
    let b = try graph.parameter("b", [2], initial: .constant(1))
    let loss = try sum(matmul(sin(x), w) + b)
    // Only dw: one product, nothing of x, no sum for the bias.
    let weight = try added { _ = try graph.gradients(of: loss, withRespectTo: [w]) }
    #expect(count("matmul", in: weight) == 1)
    #expect(count("cos", in: weight) == 0)
    #expect(count("sum", in: weight) == 0)
    let bias = try added { _ = try graph.gradients(of: loss, withRespectTo: [b]) }
    #expect(count("matmul", in: bias) == 0)
    let both = try added { _ = try graph.gradients(of: loss, withRespectTo: [w, x]) }
    #expect(count("matmul", in: both) == 2)
  }

  @Test func zerosWhereNoPathLeads() throws {
    let x = try graph.input("x", [2, 3])
    let y = try graph.input("y", [.batch])
    let i = try graph.input("i", [2], .int32)
    let loss = try sum(stopGradient(x) * 2) + sum(cast(x > 0, to: .float32))
    let gradients = try graph.gradients(of: loss, withRespectTo: [x, y, i])
    #expect(gradients.map(\.type) == [x.type, y.type, i.type])
    let values = try Reference.evaluate(
      graph.finish(), feeds: [:], outputs: gradients.map(\.id), binding: ["batch": 2])
    #expect(values.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
  }

  @Test func theGradientOfTheLossItselfIsOne() throws {
    let x = try graph.input("x", [])
    let g = try graph.gradients(of: x, withRespectTo: [x])[0]
    #expect(try evaluate(g, [:]) == [1])
  }

  @Test func gradientsOfGradients() throws {
    let x = try graph.input("x", [])
    var y = try power(x, 4)
    var found: [Double] = []
    for _ in 0..<4 {
      y = try graph.gradients(of: y, withRespectTo: [x])[0]
      found += try evaluate(y, [x.id: ReferenceArray([2], shape: [])])
    }
    #expect(found == [32, 48, 48, 24])
  }

  @Test func aSeedIsTheArrivingGradient() throws {
    let x = try graph.input("x", [3])
    let seed = try graph.input("seed", [3])
    let g = try graph.gradients(of: x * x, withRespectTo: [x], seed: seed)[0]
    let found = try evaluate(
      g,
      [
        x.id: ReferenceArray([1, 2, 3], shape: [3]),
        seed.id: ReferenceArray([1, 0, -1], shape: [3]),
      ])
    #expect(found == [2, 0, -6])
  }

  @Test func wrongLossesAndSeedsAreErrors() throws {
    let x = try graph.input("x", [3])
    let i = try cast(sum(x), to: .int32)
    let foreign = try GraphBuilder().input("x", [])
    for (build, kind) in [
      ({ try graph.gradients(of: x, withRespectTo: [x]) }, .shapeMismatch),
      ({ try graph.gradients(of: i, withRespectTo: [x]) }, .notDifferentiable),
      ({ try graph.gradients(of: x, withRespectTo: [x], seed: i) }, .shapeMismatch),
      ({ try graph.gradients(of: foreign, withRespectTo: [x]) }, .foreignVariable),
      ({ try graph.gradients(of: sum(x), withRespectTo: [foreign]) }, .foreignVariable),
    ] as [(() throws -> [Variable], GraphError.Kind)] {
      let error = try #require(throws: GraphError.self) { try build() }
      #expect(error.kind == kind)
      #expect(error.operation == "gradients")
      #expect(error.site?.file == #fileID)
    }
  }

  @Test func aRuleThatFailsIsNamed() throws {
    let x = try graph.input("x", [])
    let y = try graph.scope("head") { try graph.add(NoGradient(), [x])[0] }
    let error = try #require(throws: GraphError.self) {
      try graph.gradients(of: y, withRespectTo: [x])
    }
    #expect(error.operation == "gradient of test.noGradient")
    #expect(error.operands == ["x: float32[]"])
    #expect(error.scope == "head")
    #expect(error.site?.file == #fileID)
  }

  @Test func broadcastingIsUndoneByTheDriver() throws {
    let a = try graph.input("a", [4, 1])
    let b = try graph.input("b", [3])
    let names = try added {
      let gradients = try graph.gradients(of: sum(a * b), withRespectTo: [a, b])
      #expect(gradients.map(\.shape) == [[4, 1], [3]])
    }
    #expect(count("sum", in: names) == 3)
  }

  @Test func aLongChainDoesNotOverflow() throws {
    let x = try graph.input("x", [])
    var y = x
    for _ in 0..<20_000 { y = try sin(y) }
    let g = try graph.gradients(of: y, withRespectTo: [x])[0]
    #expect(try evaluate(g, [x.id: ReferenceArray([0], shape: [])]) == [1])
  }

  private func evaluate(
    _ variable: Variable, _ feeds: [VariableID: ReferenceArray]
  ) throws -> [Double] {
    try Reference.evaluate(graph.finish(), feeds: feeds, outputs: [variable.id])[0].values
  }
}

private struct NoGradient: Op {
  static let name = "test.noGradient"
  func outputs(for inputs: [TensorType]) throws -> [TensorType] { inputs }
  func gradient(_ context: GradientContext) throws -> [Variable?] { [] }
  func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { inputs }

  /// A variable of a checkpoint's body would get no gradient, though a path leads to it.
  @Test func variablesWithinCheckpoints() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [3])
    var inner: [Variable] = []
    let y = try graph.checkpoint { () throws(GraphError) in
      inner.append(try tanh(x))
      return try inner[0] * inner[0]
    }
    let error = try #require(throws: GraphError.self) {
      try graph.gradients(of: sum(y), withRespectTo: [x, inner[0]])
    }
    #expect(error.kind == .notDifferentiable && error.site?.file == #fileID)
    #expect(error.description.contains("made within"), "\(error)")
    #expect(try graph.gradients(of: sum(y), withRespectTo: [x, y])[1].shape == [3])
    #expect(try graph.gradients(of: sum(inner[0]), withRespectTo: [inner[0]])[0].shape == [3])
  }
}
