import Apus
import Testing

@Suite struct AveragingTests {
  let graph = GraphBuilder()

  private func trainer(
    _ averaging: ParameterAveraging?, _ dtype: DType = .float32
  ) throws -> (p: Variable, x: Variable, trainer: Trainer) {
    let p = try graph.parameter("p", [2], dtype, initial: .constant(1))
    let x = try graph.input("x", [2], dtype)
    let trainer = try Trainer(
      minimizing: sum(x * p), with: SGD(learningRate: 1), averaging: averaging,
      on: TestDevice.device())
    return (p, x, trainer)
  }

  @Test func evaluatesWithAverages() throws {
    let (p, x, trainer) = try trainer(.polyak)
    let slope: Tensor = [1, -2]
    for _ in 0..<3 { try trainer.step([x: slope]) }
    // p was (0, 3), (−1, 5), (−2, 7).
    let loss = try trainer.withAverages { try trainer.evaluate([x: slope])["loss"] }
    #expect(loss == -11.0)
    #expect(try trainer.store.value(p.id).doubles == [-2, 7])
    #expect(try trainer.store.value(named: "p.swa").doubles == [-1, 5])
    struct Stopped: Error {}
    #expect(throws: Stopped.self) { try trainer.withAverages { throw Stopped() } }
    #expect(try trainer.store.value(p.id).doubles == [-2, 7])
    try trainer.useAverages()
    #expect(try trainer.store.value(p.id).doubles == [-1, 5])
  }

  /// Before the first update the averages are zeros, which would wipe the model.
  @Test func thereIsNoAverageBeforeTheFirstUpdate() throws {
    let p = try graph.parameter("p", [2], initial: .constant(1))
    let x = try graph.input("x", [2])
    let trainer = try Trainer(
      minimizing: sum(x * p), with: SGD(learningRate: 1),
      gradients: GradientOptions(accumulating: 2), averaging: .exponential(),
      on: TestDevice.device())
    for _ in 0..<2 {
      let error = #expect(throws: GraphError.self) { try trainer.useAverages() }
      #expect(error?.advice.contains("accumulating") == true)
      #expect(throws: GraphError.self) { try trainer.withAverages { Issue.record("no average") } }
      #expect(try trainer.store.value(p.id).doubles == [1, 1])
      try trainer.step([x: [1, 1] as Tensor])
    }
    try trainer.useAverages()
    #expect(try trainer.store.value(p.id).doubles == [0, 0])
  }

  /// The average of halves has more digits than they have, and comes back to theirs.
  @Test func averagesOfHalvesAreFloat32() throws {
    let (p, x, trainer) = try trainer(.exponential(decay: 0.75), .bfloat16)
    let slope = try Tensor([1, -2] as [Float]).cast(to: .bfloat16)
    for _ in 0..<2 { try trainer.step([x: slope]) }
    #expect(try trainer.store.value(named: "p.ema") == Tensor([-0.25, 3.5] as [Float]))
    try trainer.useAverages()
    #expect(try trainer.store.value(p.id).dtype == .bfloat16)
    #expect(try trainer.store.value(p.id).doubles == [-0.25, 3.5])
  }

  @Test func decayIsAHyperparameter() throws {
    let (_, x, trainer) = try trainer(.exponential(decay: 0.5))
    try trainer.step([x: [1, 1] as Tensor])
    try trainer.setHyperparameter("emaDecay", 0)
    try trainer.step([x: [1, 1] as Tensor])
    #expect(try trainer.store.value(named: "p.ema").doubles == [-1, -1])
    #expect(throws: GraphError.self) { try trainer.setHyperparameter("emaDecay", 1) }
  }

  @Test func whatIsNotKeptIsTyped() throws {
    let (_, _, trainer) = try trainer(nil)
    let error = #expect(throws: GraphError.self) { try trainer.useAverages() }
    #expect(error?.kind == .invalidArgument)
    #expect(throws: GraphError.self) { try trainer.withAverages {} }
    let wrong: [ParameterAveraging] = [
      .exponential(decay: 1), .exponential(decay: -0.1), .exponential(decay: .nan),
      .stochastic(from: -1), .stochastic(every: 0),
    ]
    let loss = try sum(graph.parameter("q", [2], initial: .constant(1)))
    for (index, averaging) in wrong.enumerated() {
      #expect(throws: GraphError.self) {
        try graph.minimize(loss, with: SGD(), averaging: averaging, name: "average\(index)")
      }
    }
  }
}
