import Apus
import Testing

/// Summaries of models as they are built: among others in a graph, in scopes, of half types, frozen.
@Suite struct ModelSummaryTests {
  let graph = GraphBuilder(seed: 3)

  @Test func namesAreThoseOfTheGraph() throws {
    let x = try graph.input("x", [.batch, 4])
    let list = LayerList([Dense(3), ReLU(), SequentialSpec(name: "end") { Dense(2) }])
    _ = try Sequential(list, in: graph, input: x)
    let second = try Sequential(in: graph, input: x) {
      Dense(3)
      Residual {
        Dense(3)
      }
      Dense(2)
    }
    #expect(
      try second.summary().rows.map(\.path)
        == ["dense2", "residual1", "residual1.dense1", "dense3"])
    let inner = try graph.scope("outer") { try Sequential(list, in: graph, input: x) }
    #expect(
      try inner.summary().rows.map(\.path)
        == ["outer.dense1", "(relu)", "outer.end", "outer.end.dense1"])
    // A part of a model has a summary of its own.
    let part = try #require(inner[2] as? Sequential)
    #expect(try part.summary().rows.map(\.path) == ["outer.end.dense1"])
    #expect(try part.summary().rows.map(\.depth) == [0])
    // Nothing is added to the graph.
    let before = graph.finish()
    _ = try inner.summary()
    #expect(graph.finish() == before)
  }

  @Test func bytesAreThoseOfWhatIsKept() throws {
    let x = try graph.input("x", [.batch, 4], .bfloat16)
    graph.parameterDType = .float32
    let mixed = try Sequential(in: graph, input: x) { Dense(3) }
    #expect(try mixed.summary().stateBytes == 4 * 15)
    graph.parameterDType = nil
    let half = try Sequential(in: graph, input: x) { Dense(3) }
    #expect(try half.summary().stateBytes == 2 * 15)
    let normal = try Sequential(in: graph, input: cast(x, to: .float32)) { BatchNorm() }
    #expect(try normal.summary().stateBytes == 4 * 16)
  }

  @Test func whatIsFrozenLaterIsShown() throws {
    let x = try graph.input("x", [.batch, 4])
    let model = try Sequential(in: graph, input: x) {
      SequentialSpec(name: "encoder") {
        Dense(3)
        Dense(3)
      }
      Dense(2)
    }
    #expect(try model.summary().frozenParameters == 0)
    try graph.freeze("encoder")
    let summary = try model.summary()
    #expect(summary.frozenParameters == 15 + 12)
    #expect(summary.rows.map(\.frozenParameters) == [27, 15, 12, 0])
    #expect(summary.description.contains("27 of them frozen"))
    #expect(summary.trainingBytes != nil)
    try graph.freeze("dense1")
    #expect(try model.summary().trainingBytes == nil)
  }
}
