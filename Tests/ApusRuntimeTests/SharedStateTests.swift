import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// One store behind several executables: training, evaluation, an edited graph.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct SharedStateTests {
  @Test func hyperparametersChangeWithoutPlans() throws {
    let network = try TestNetwork()
    let executable = try network.executable(in: testContext())
    let feeds = try network.feeds(8)
    for _ in 0..<3 { try executable.step(feeds) }
    let (before, store) = (executable.statistics, executable.store)
    let digest = try store.parameterDigest
    try store.setHyperparameter(network.rate.id, 0)
    for _ in 0..<3 { try executable.step(feeds) }
    #expect(try store.parameterDigest == digest, "a rate of 0 changes nothing")
    try store.setHyperparameter(network.rate.id, 0.5)
    try executable.step(feeds)
    #expect(try store.parameterDigest != digest)
    #expect(try store.hyperparameter(network.rate.id) == 0.5)
    #expect(executable.statistics.plans == before.plans)
    #expect(executable.statistics.objectsCreated == before.objectsCreated)
    let error = failure(GraphError.self) { try store.setHyperparameter(network.loss.id, 1) }
    _ = error
  }

  @Test func trainingAndEvaluationShareTheStore() throws {
    let network = try TestNetwork()
    let training = try network.executable(in: testContext())
    let evaluation = try network.executable(store: training.store, mode: .evaluation)
    let feeds = try network.feeds(8)
    let digest = try training.store.parameterDigest
    let start = try evaluation.run(feeds)[0]
    #expect(try training.store.parameterDigest == digest, "evaluation changes nothing")
    #expect(training.store.step == 0)
    #expect(try training.run(feeds)[0].doubles[0] == start.doubles[0])
    #expect(training.store.step == 1)
    for _ in 0..<30 { try training.step(feeds) }
    let end = try evaluation.run(feeds)[0]
    #expect(end.doubles[0] < start.doubles[0])
    #expect(try training.run(feeds)[0].doubles[0] == end.doubles[0])
  }

  @Test func editedGraphKeepsTheParameters() throws {
    let network = try TestNetwork()
    let training = try network.executable(in: testContext())
    for _ in 0..<5 { try training.step(network.feeds(8)) }
    let store = training.store
    let digest = try store.parameterDigest
    let builder = GraphBuilder(editing: network.graph)
    let loss = try builder.variable(network.loss.id)
    let offset = try builder.parameter("offset", [], initial: .constant(2))
    let sum = try loss + offset
    let edited = builder.finish()
    let more = try Executable(
      edited, outputs: [network.loss.id, sum.id], mode: .evaluation, store: store)
    #expect(try store.value(named: "offset").doubles == [2])
    let found = try more.run(network.feeds(8)).map { $0.doubles[0] }
    #expect(abs(found[1] - found[0] - 2) < 1e-6)
    #expect(try training.run(network.feeds(8))[0].doubles[0] == found[0])
    #expect(try store.parameterDigest != digest)
    // Another type under a known name is refused, and the store stays as it was.
    let other = GraphBuilder()
    _ = try other.parameter("w1", [2], initial: .constant(0))
    let names = store.names
    let error = failure(RuntimeError.self) {
      _ = try Executable(other.finish(), outputs: [], store: store)
    }
    #expect(error?.kind == .mismatch)
    #expect(store.names == names)
    _ = try training.run(network.feeds(8))
  }

  @Test func seedsDecideTheStart() throws {
    let context = try testContext()
    func digest(_ seed: UInt64) throws -> String {
      try VariableStore(TestNetwork(seed: seed).graph, in: context).parameterDigest
    }
    #expect(try digest(1) == digest(1))
    #expect(try digest(1) != digest(2))
    #expect(try digest(1 << 40) != digest(0), "all 64 bits count")
  }

  @Test func setReplacesAValue() throws {
    let network = try TestNetwork()
    let store = try VariableStore(network.graph, in: testContext())
    try store.set(named: "b1", try Tensor(repeating: Float(3), shape: [16]))
    #expect(try store.value(named: "b1").doubles.allSatisfy { $0 == 3 })
    let shape = failure(GraphError.self) { try store.set(named: "b1", [1, 2]) }
    #expect(shape?.kind == .shapeMismatch)
    let name = failure(GraphError.self) { try store.set(named: "nobody", [1, 2]) }
    #expect(name?.kind == .unknownName)
    #expect(name?.advice.contains("b1") == true)
    #expect(store.parameterNames == ["b1", "w1", "w2"])
    #expect(store.names.count == 9)
  }
}
