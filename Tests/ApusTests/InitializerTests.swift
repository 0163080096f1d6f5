import Apus
import FoundationEssentials
import Testing

@Suite struct InitializerTests {
  private func draw(_ initializer: Initializer, _ fans: Fans, count: Int = 20000) throws
    -> [Double]
  {
    try initializer.initialValue(fans)
      .tensor(shape: [count], dtype: .float32, seed: 7, stream: 3).doubles
  }

  private func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count)).squareRoot()
  }

  @Test func fansDecideTheScale() throws {
    let fans = Fans(in: 50, out: 150)
    let expected: [(Initializer, Double)] = [
      (.glorotNormal(), (2.0 / 200).squareRoot()), (.glorotUniform(), (2.0 / 200).squareRoot()),
      (.glorotUniform(gain: 2), 2 * (2.0 / 200).squareRoot()),
      (.heNormal(), (2.0 / 50).squareRoot()), (.heUniform(), (2.0 / 50).squareRoot()),
      (.heNormal(mode: .fanOut), (2.0 / 150).squareRoot()),
      (.heUniform(mode: .fanAverage, gain: 1), 0.1),
      (.normal(mean: 3, standardDeviation: 0.5), 0.5),
      (.uniform(low: -1, high: 2), 3 / 12.0.squareRoot()),
    ]
    for (initializer, deviation) in expected {
      let found = try self.deviation(draw(initializer, fans))
      #expect(abs(found / deviation - 1) < 0.02, "\(initializer)")
    }
  }

  @Test func uniformsKeepTheirBounds() throws {
    let values = try draw(.glorotUniform(), Fans(in: 3, out: 3))
    #expect(values.allSatisfy { $0.magnitude <= 1 })
    #expect(try #require(values.max()) > 0.99)
    #expect(try #require(values.min()) < -0.99)
  }

  @Test func constantsFillEverything() throws {
    let fans = Fans(in: 1, out: 1)
    #expect(try draw(.zeros, fans, count: 3) == [0, 0, 0])
    #expect(try draw(.ones, fans, count: 3) == [1, 1, 1])
    #expect(try draw(.constant(-2.5), fans, count: 2) == [-2.5, -2.5])
  }

  @Test func drawsAreFixedBySeedAndName() throws {
    func weight(seed: UInt64, name: String) throws -> Tensor {
      let graph = GraphBuilder(seed: seed)
      let x = try graph.input("x", [.batch, 6])
      let layer = try Dense(5, name: name).build(in: graph, input: x.type)
      let store = try VariableStore(graph.finish(), on: TestDevice.device())
      return try store.value(layer.parameters[0].id)
    }
    #expect(try weight(seed: 1, name: "a") == weight(seed: 1, name: "a"))
    #expect(try weight(seed: 1, name: "a") != weight(seed: 2, name: "a"))
    #expect(try weight(seed: 1, name: "a") != weight(seed: 1, name: "b"))
  }

  @Test func numbersOutOfRangeAreTyped() {
    let wrong: [Initializer] = [
      .constant(.nan), .uniform(low: 1, high: 0), .uniform(low: -.infinity, high: 0),
      .normal(mean: 0, standardDeviation: -1), .glorotUniform(gain: -1), .heNormal(gain: .nan),
      .lecunNormal(gain: -1), .lecunUniform(gain: .infinity),
      .truncatedNormal(standardDeviation: -1), .truncatedNormal(mean: .nan, standardDeviation: 1),
      .truncatedNormal(standardDeviation: 1, low: 2, high: 2),
      .truncatedNormal(standardDeviation: 1, low: 36, high: 40),
      .truncatedNormal(standardDeviation: 1, low: -.infinity), .orthogonal(gain: -1),
      .orthogonal(gain: .nan), .identity(gain: .infinity), .dirac(groups: 0),
      .sparse(fraction: 1.1), .sparse(fraction: -0.1), .sparse(fraction: .nan),
      .sparse(fraction: 0.5, standardDeviation: -1), .array([.nan]),
    ]
    for initializer in wrong {
      let error = #expect(throws: GraphError.self) {
        try initializer.initialValue(Fans(in: 2, out: 2))
      }
      #expect(error?.kind == .invalidArgument)
    }
    #expect(throws: GraphError.self) {
      try Initializer.heNormal().initialValue(Fans(in: 0, out: 1))
    }
  }

  @Test func comesBackFromJSON() throws {
    let all: [Initializer] = [
      .zeros, .ones, .constant(0.25), .uniform(low: -1, high: 2),
      .normal(mean: 1, standardDeviation: 2), .glorotUniform(gain: 3), .glorotNormal(),
      .heUniform(mode: .fanOut), .heNormal(mode: .fanAverage, gain: 1), .lecunUniform(gain: 2),
      .lecunNormal(), .truncatedNormal(mean: 1, standardDeviation: 2, low: -1, high: 3),
      .orthogonal(gain: 2), .identity(gain: -1), .dirac(groups: 3),
      .sparse(fraction: 0.5, standardDeviation: 2), .array([1, 2.5]),
    ]
    let bytes = try JSONEncoder().encode(all)
    #expect(try JSONDecoder().decode([Initializer].self, from: bytes) == all)
    let names = Data(#"["zeros", "ones", "glorotUniform", "heNormal"]"#.utf8)
    #expect(
      try JSONDecoder().decode([Initializer].self, from: names)
        == [.zeros, .ones, .glorotUniform(), .heNormal()])
    let short = Data(
      #"""
      ["lecunUniform", "lecunNormal", "orthogonal", "identity", "dirac",
       {"type": "truncatedNormal", "standardDeviation": 0.5}, {"type": "sparse", "fraction": 0.1}]
      """#.utf8)
    #expect(
      try JSONDecoder().decode([Initializer].self, from: short)
        == [
          .lecunUniform(), .lecunNormal(), .orthogonal(), .identity(), .dirac(),
          .truncatedNormal(standardDeviation: 0.5), .sparse(fraction: 0.1),
        ])
    for bare in ["uniform", "truncatedNormal", "sparse", "array"] {
      #expect(throws: GraphError.self) {
        try JSONDecoder().decode([Initializer].self, from: Data("[\"\(bare)\"]".utf8))
      }
    }
    let error = #expect(throws: GraphError.self) {
      try JSONDecoder().decode([Initializer].self, from: Data(#"["orthogonl"]"#.utf8))
    }
    #expect(error?.advice == "did you mean 'orthogonal'?")
  }
}
