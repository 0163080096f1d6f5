import ApusGraph
import Testing

@Suite struct GraphBuilderTests {
  @Test func namesCarryTheirScopes() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 2])
    let (w, path) = try graph.scope("encoder") {
      try graph.scope("dense1") {
        (try graph.parameter("weight", [2, 3], initial: .constant(0)), graph.scopePath)
      }
    }
    #expect(x.name == "x")
    #expect(w.name == "encoder.dense1.weight")
    #expect(path == "encoder.dense1")
    #expect(graph.scopePath.isEmpty)
    #expect(try graph.variable(named: "encoder.dense1.weight") == w)
    #expect(try graph.finish().variable(named: "x") == x.id)
    #expect(graph.variables(.parameter) == [w])
  }

  @Test func aScopeEndsWhereItsBodyThrows() throws {
    struct Stop: Error {}
    let graph = GraphBuilder()
    #expect(throws: Stop.self) { try graph.scope("a") { throw Stop() } }
    #expect(graph.scopePath.isEmpty)
  }

  @Test func uniqueNamesCountWithinTheirScope() throws {
    let graph = GraphBuilder()
    #expect([graph.uniqueName("dense"), graph.uniqueName("dense")] == ["dense1", "dense2"])
    graph.scope("inner") { #expect(graph.uniqueName("dense") == "dense1") }
  }

  @Test func namesAreTakenOnce() throws {
    let graph = GraphBuilder()
    _ = try graph.input("x", [2])
    let error = #expect(throws: GraphError.self) {
      try graph.parameter("x", [2], initial: .constant(0))
    }
    #expect(error?.kind == .duplicateName)
    #expect(throws: GraphError.self) { try graph.input("", [2]) }
    _ = try graph.scope("other") { try graph.input("x", [2]) }
    #expect(throws: GraphError.self) { try graph.variable(named: "missing") }
  }

  @Test func onlyInputsMayBeSymbolic() throws {
    let graph = GraphBuilder()
    _ = try graph.input("x", [.batch, 3])
    for wrong: Shape in [[.batch], [-1], [1_099_511_627_776, 1_099_511_627_776]] {
      let error = #expect(throws: GraphError.self) {
        try graph.parameter("w", wrong, initial: .constant(0))
      }
      #expect(error?.kind == .invalidShape)
    }
    #expect(try graph.state("w", [0, 3]).shape == [0, 3])
  }

  @Test func handlesOfOtherGraphsAreRefused() throws {
    let (one, other) = (GraphBuilder(), GraphBuilder())
    let (a, b) = (try one.input("a", [2]), try other.input("b", [2]))
    for build in [{ try a + b }, { try one.variable(b.id) }, { try one.add(Exp(), [b])[0] }] {
      let error = #expect(throws: GraphError.self) { try build() }
      #expect(error?.kind == .foreignVariable)
    }
    let (graph, id) = (one.finish(), b.id)
    #expect(throws: GraphError.self) { try graph.information(id) }
  }

  @Test func anEditKeepsHandlesAndOnlyAppends() throws {
    let first = GraphBuilder(seed: 7)
    let x = try first.input("x", [2])
    let y = try exp(x)
    let before = first.finish()
    let late = try sin(x)
    let second = GraphBuilder(editing: before)
    let z = try second.variable(y.id) * 2
    let after = second.finish()
    #expect(after.seed == 7)
    #expect(try after.index(of: x.id) == x.id.index)
    #expect(Array(after.nodes.prefix(before.nodes.count)) == before.nodes)
    #expect(after.nodes.count == before.nodes.count + 2)
    #expect(try after.information(z.id).type == TensorType([2]))
    // What the first builder appended after the edit began is not part of it.
    #expect(throws: GraphError.self) { try second.variable(late.id) }
    #expect(throws: GraphError.self) { try after.index(of: late.id) }
    // And an edit of the edit knows the handles of both.
    let third = GraphBuilder(editing: after)
    #expect(try third.variable(x.id).name == "x")
    #expect(try third.variable(z.id).shape == [2])
  }

  @Test func anEditGivesOutNoNameOrStreamTwice() throws {
    let first = GraphBuilder()
    _ = try first.scope(first.uniqueName("dense")) {
      try first.parameter("weight", [2], initial: .constant(0))
    }
    _ = try first.random(.uniform, [3])
    let second = GraphBuilder(editing: first.finish())
    #expect(second.uniqueName("dense") == "dense2")
    _ = try second.random(.uniform, [3])
    #expect(Set(streams(second.finish())).count == 2)
  }

  @Test func randomStreamsComeFromPaths() throws {
    let graph = GraphBuilder()
    _ = try graph.random(.uniform, [2], name: "mask")
    _ = try graph.scope("inner") { try graph.random(.uniform, [2], name: "mask") }
    #expect(streams(graph.finish()) == [streamNumber("mask"), streamNumber("inner.mask")])
    let error = #expect(throws: GraphError.self) {
      try graph.random(.normal, [2], name: "mask")
    }
    #expect(error?.kind == .duplicateName)
  }

  @Test func stepAndSeedExistOnce() throws {
    let graph = GraphBuilder()
    #expect(try graph.step() == graph.scope("inner") { try graph.step() })
    _ = try graph.random(.uniform, [2])
    _ = try graph.random(.uniform, [2])
    #expect(graph.finish().variables(.seed).count == 1)
    #expect(graph.finish().variables(.step).count == 1)
  }

  @Test func graphsCompareByStructure() throws {
    func build(_ factor: Double) throws -> Graph {
      let graph = GraphBuilder(seed: 1)
      _ = try graph.input("x", [.batch, 2]) * factor
      return graph.finish()
    }
    #expect(try build(2) == build(2))
    #expect(try build(2).hashValue == build(2).hashValue)
    #expect(try build(2) != build(3))
    #expect(try build(2).id != build(2).id)
  }

  @Test func aGraphIsPrinted() throws {
    let graph = GraphBuilder(seed: 3)
    let x = try graph.input("x", [.batch, 2])
    _ = try graph.scope("head") { try sum(tanh(x), axes: [1]) }
    #expect(
      graph.finish().description == """
        graph of 3 variables, 2 nodes, seed 3
          input x: float32[batch, 2]
          %1: float32[batch, 2] = tanh(x)  // head
          %2: float32[batch] = sum over [1](%1)  // head
        """)
  }

  private func streams(_ graph: Graph) -> [UInt32] {
    graph.nodes.compactMap { ($0.op as? Random)?.stream }
  }
}
