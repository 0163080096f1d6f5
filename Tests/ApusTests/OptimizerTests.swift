import Apus
import Testing

@Suite struct OptimizerTests {
  let graph = GraphBuilder()

  private func loss() throws -> (p: Variable, x: Variable, loss: Variable) {
    let p = try graph.parameter("p", [2], initial: .constant(1))
    let x = try graph.input("x", [2])
    return (p, x, try sum(x * p))
  }

  @Test func statesAreNamedAfterTheParameter() throws {
    let (_, _, loss) = try loss()
    let minimization = try graph.minimize(loss, with: Adam())
    #expect(
      graph.variables(.state).compactMap(\.name)
        == ["p.adam.m", "p.adam.v", "adam.weight1", "adam.weight2"])
    #expect(
      graph.variables(.hyperparameter).compactMap(\.name)
        == ["adam.learningRate", "adam.beta1", "adam.beta2"])
    #expect(minimization.updates.count == 5)
    #expect(Set(minimization.updates.map(\.state)).count == 5)
  }

  /// The hyper-parameters are float32; the parameter keeps its type, half ones have float32 states.
  @Test(
    arguments: [DType.float16, .bfloat16, .float64],
    [SGD(learningRate: 0.25), SGD(learningRate: 0.25, momentum: 0.5), Adam(learningRate: 0.25)]
      as [any Optimizer])
  func trainsEveryFloatingPointType(_ dtype: DType, _ optimizer: any Optimizer) throws {
    let device = try TestDevice.device()
    if dtype == .float64, !device.capabilities.hasFloat64 { return }
    let p = try graph.parameter("p", [2], dtype, initial: .array([1, -2]))
    let x = try graph.input("x", [2], dtype)
    let error = try p - x
    let trainer = try Trainer(minimizing: sum(error * error), with: optimizer, on: device)
    let target = try Tensor([0.5, 3] as [Float]).cast(to: dtype)
    for _ in 0..<100 { try trainer.step([x: target]) }
    let found = try trainer.store.value(p.id)
    #expect(found.dtype == dtype)
    #expect(zip(found.doubles, [0.5, 3]).allSatisfy { abs($0 - $1) < 0.1 }, "\(found)")
    for state in graph.variables(.state) where state.shape == p.shape {
      #expect(state.dtype == (dtype == .float64 ? .float64 : .float32))
    }
  }

  @Test func sharedStatesAreSharedByAllParameters() throws {
    let x = try graph.input("x", [.batch, 3])
    let model = try Sequential(in: graph, input: x) {
      Dense(4)
      Dense(1)
    }
    let minimization = try graph.minimize(mean(model(x)), with: Adam())
    // Four parameters with two moments each, and two shared weights.
    #expect(minimization.updates.count == 4 * 3 + 2)
  }

  /// The decay is a number like the rate: changed without a new trainer.
  @Test func decayOfAdamWPullsWithoutAGradient() throws {
    let (p, x, loss) = try loss()
    let trainer = try Trainer(
      minimizing: loss, with: AdamW(learningRate: 0.5, weightDecay: 0.5), on: TestDevice.device())
    let none: Tensor = [0, 0]
    try trainer.step([x: none])
    #expect(try trainer.store.value(p.id) == [0.75, 0.75])
    try trainer.setHyperparameter("weightDecay", 0)
    try trainer.step([x: none])
    #expect(try trainer.store.value(p.id) == [0.75, 0.75])
  }

  @Test func plainFormsHaveNoStates() throws {
    let (_, _, loss) = try loss()
    let minimization = try graph.minimize(loss, with: SGD())
    #expect(graph.variables(.state).isEmpty)
    #expect(minimization.hyperparameters.keys.sorted() == ["learningRate"])
  }

  @Test func schedulesNeedNoNewTrainer() throws {
    let (p, x, loss) = try loss()
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.5), on: TestDevice.device())
    let slope: Tensor = [1, -2]
    try trainer.step([x: slope])
    #expect(try trainer.store.value(p.id) == [0.5, 2])
    try trainer.setHyperparameter("learningRate", 0.25)
    #expect(try trainer.hyperparameter("learningRate") == 0.25)
    try trainer.step([x: slope])
    #expect(try trainer.store.value(p.id) == [0.25, 2.5])
    let error = #expect(throws: GraphError.self) {
      try trainer.setHyperparameter("momentum", 0.9)
    }
    #expect(error?.kind == .unknownName)
  }

  @Test func twoOptimizersNeedTwoNames() throws {
    let (_, _, loss) = try loss()
    _ = try graph.minimize(loss, with: SGD())
    let error = #expect(throws: GraphError.self) { try graph.minimize(loss, with: SGD()) }
    #expect(error?.kind == .duplicateName)
    _ = try graph.minimize(loss, with: SGD(), name: "second")
  }

  @Test func numbersOutOfRangeAreTyped() throws {
    let (_, _, loss) = try loss()
    let wrong: [any Optimizer] = [
      SGD(learningRate: -1), SGD(learningRate: .nan), SGD(momentum: 1), SGD(nesterov: true),
      SGD(weightDecay: -1), AdaGrad(learningRateDecay: -1), AdaGrad(epsilon: 0),
      AdaGrad(initialAccumulator: -1), RMSProp(smoothing: 1), RMSProp(epsilon: 1e-50),
      RMSProp(momentum: -0.5), Adam(beta1: 1), Adam(beta2: 1.5), Adam(epsilon: .infinity),
      Adam(learningRate: .infinity), AdamW(beta1: 1), AdamW(beta2: -0.1), AdamW(epsilon: 0),
      AdamW(learningRate: -1), AdamW(weightDecay: .nan),
    ]
    for optimizer in wrong {
      let error = #expect(throws: GraphError.self, "\(optimizer)") {
        try graph.minimize(loss, with: optimizer)
      }
      #expect(error?.kind == .invalidArgument)
    }
  }

  @Test func refusesWhatCannotBeLearned() throws {
    let (p, x, loss) = try loss()
    let other = try graph.parameter("other", [2], initial: .zero)
    for wrong in [[x], [p, other], []] {
      #expect(throws: GraphError.self) {
        try graph.minimize(loss, with: SGD(), parameters: wrong)
      }
    }
    #expect(throws: GraphError.self) { try graph.minimize(x, with: SGD()) }
    #expect(throws: GraphError.self) { try graph.minimize(sum(x), with: SGD()) }
    #expect(try graph.minimize(loss, with: SGD()).parameters == [p])
  }
}

extension InitialValue {
  fileprivate static var zero: InitialValue { .constant(0) }
}
