import ApusGraph
import ApusRuntime
import Testing

/// One seed, one result: bit for bit.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct DeterminismTests {
  private func train(_ seed: UInt64, drops: Bool, steps: Int = 40) throws -> [String] {
    let network = try TestNetwork(seed: seed, drops: drops, hidden: 33)
    let executable = try network.executable(in: testContext())
    var digests: [String] = []
    for number in 0..<steps {
      // The last batch of each round is smaller.
      try executable.step(network.feeds(number % 4 == 3 ? 5 : 24, number))
      if number % 10 == 9 { digests.append(try executable.store.parameterDigest) }
    }
    try executable.synchronize()
    let finite = try executable.store.names.allSatisfy {
      try executable.store.value(named: $0).doubles.allSatisfy(\.isFinite)
    }
    #expect(finite)
    return digests
  }

  @Test(arguments: [false, true])
  func twoTrainingsOfOneSeedAreEqual(drops: Bool) throws {
    let first = try train(42, drops: drops)
    #expect(try train(42, drops: drops) == first)
    #expect(Set(first).count == first.count, "each step changes the parameters")
    #expect(try train(43, drops: drops) != first)
  }

  @Test func randomnessFollowsSeedAndStep() throws {
    func draws(_ seed: UInt64) throws -> [Tensor] {
      let builder = GraphBuilder(seed: seed)
      let draw = try builder.random(.uniform, [100])
      let normal = try builder.random(.normal, [101])
      let graph = builder.finish()
      let executable = try Executable(
        graph, outputs: [draw.id, normal.id],
        store: VariableStore(graph, in: testContext()))
      return try executable.run()
    }
    #expect(try draws(5) == draws(5))
    #expect(try draws(5) != draws(6))
  }

  /// Each training step draws anew; evaluation does not move the streams.
  @Test func eachStepDrawsAnew() throws {
    let builder = GraphBuilder(seed: 5)
    let kept = try builder.state("kept", [50])
    let draw = try builder.random(.uniform, [50])
    let graph = builder.finish()
    let store = try VariableStore(graph, in: testContext())
    let training = try Executable(
      graph, outputs: [draw.id], updates: [.init(kept.id, draw.id)], store: store)
    let evaluation = try Executable(graph, outputs: [draw.id], mode: .evaluation, store: store)
    let zero = try evaluation.run()[0]
    #expect(try evaluation.run()[0] == zero)
    #expect(try training.run()[0] == zero)
    #expect(try store.value(kept.id) == zero)
    let one = try training.run()[0]
    #expect(one != zero)
    #expect(one.doubles.allSatisfy { $0 >= 0 && $0 < 1 })
  }
}
