import Apus
import Foundation
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

  /// One of each rule that is made for learning a small thing in some steps.
  static let learners: [any Optimizer] = [
    SGD(learningRate: 0.25), SGD(learningRate: 0.25, momentum: 0.5),
    SGD(learningRate: 0.25, momentum: 0.5, dampening: 0.2), AdaGrad(learningRate: 1),
    AdaDelta(learningRate: 5), RMSProp(learningRate: 0.1, smoothing: 0.8),
    Adam(learningRate: 0.25), Adam(learningRate: 0.25, amsgrad: true),
    AdamW(learningRate: 0.25, weightDecay: 0), Adamax(learningRate: 0.25),
    NAdam(learningRate: 0.25), RAdam(learningRate: 0.25, beta2: 0.9), Lion(learningRate: 0.05),
    Adafactor(learningRate: 0.25), LAMB(learningRate: 0.02),
    LARS(learningRate: 0.2, momentum: 0.5, trust: 0.1),
    Muon(learningRate: 0.05, momentum: 0.5, weightDecay: 0),
    Lookahead(Adam(learningRate: 0.25)),
  ]

  /// The hyper-parameters are float32; the parameter keeps its type, half ones have float32 states,
  /// sums of gradients and averages.
  @Test(arguments: [DType.float16, .bfloat16, .float64])
  func trainsEveryFloatingPointType(_ dtype: DType) throws {
    let device = try TestDevice.device()
    if dtype == .float64, !device.capabilities.hasFloat64 { return }
    let x = try graph.input("x", [2, 1], dtype)
    var updates: [StateUpdate] = []
    var parameters: [Variable] = []
    for (index, optimizer) in Self.learners.enumerated() {
      let p = try graph.parameter("p\(index)", [2, 1], dtype, initial: .array([1, -2]))
      let error = try p - x
      parameters.append(p)
      updates += try graph.minimize(
        sum(error * error), with: optimizer,
        gradients: GradientOptions(
          clipping: .globalNorm(1000), accumulating: index % 2 == 0 ? 1 : 2),
        averaging: .exponential(decay: 0.5), name: "rule\(index)"
      ).updates
    }
    let finished = graph.finish()
    let store = try VariableStore(finished, in: quickContext())
    let executable = try Executable(finished, outputs: [], updates: updates, store: store)
    let target = try Tensor([0.5, 3] as [Float], shape: [2, 1]).cast(to: dtype)
    for _ in 0..<400 { try executable.step([x: target]) }
    for (p, rule) in zip(parameters, Self.learners) {
      let found = try store.value(p.id)
      #expect(found.dtype == dtype)
      #expect(
        zip(found.doubles, [0.5, 3]).allSatisfy { abs($0 - $1) < 0.15 }, "\(rule): \(found)")
    }
    for state in graph.variables(.state) where state.shape == [2, 1] {
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
      AdamW(learningRate: -1), AdamW(weightDecay: .nan), SGD(momentum: 0.5, dampening: 1.5),
      SGD(momentum: 0.5, dampening: .nan), SGD(momentum: 0.5, dampening: 0.1, nesterov: true),
      AdaDelta(smoothing: 1), AdaDelta(epsilon: 0), AdaDelta(learningRate: .nan), Adamax(beta1: 1),
      Adamax(epsilon: -1), Adamax(beta2: .nan), NAdam(beta1: 1), NAdam(momentumDecay: -1),
      NAdam(epsilon: .nan), RAdam(beta2: 1), RAdam(learningRate: -1), RAdam(epsilon: 0),
      Lion(beta1: -0.1), Lion(beta2: 1), Lion(weightDecay: -1), Adafactor(beta2Decay: 0.1),
      Adafactor(epsilon1: 0), Adafactor(epsilon2: -1), Adafactor(clipping: 0),
      Adafactor(learningRate: .nan), LAMB(beta1: 1), LAMB(epsilon: 0), LAMB(weightDecay: .nan),
      LARS(momentum: 1), LARS(trust: -1), LARS(epsilon: -1), LARS(learningRate: .nan),
      Muon(momentum: 1), Muon(iterations: 0), Muon(iterations: 100), Muon(epsilon: 0),
      Muon(learningRate: .nan), Lookahead(SGD(), steps: 0), Lookahead(SGD(), alpha: 1.5),
      Lookahead(SGD(), alpha: .nan), Lookahead(SGD(learningRate: -1)),
    ]
    for optimizer in wrong {
      let error = #expect(throws: GraphError.self, "\(optimizer)") {
        try graph.minimize(loss, with: optimizer)
      }
      #expect(error?.kind == .invalidArgument)
      #expect(error?.operation == type(of: optimizer).name || optimizer is Lookahead<SGD>)
    }
  }

  @Test func muonIsForMatrices() throws {
    let (_, _, loss) = try loss()
    let error = #expect(throws: GraphError.self) { try graph.minimize(loss, with: Muon()) }
    #expect(error?.kind == .invalidShape)
    #expect(error?.advice.contains("ParameterGroup") == true)
  }

  @Test func everyRuleIsCodable() throws {
    func copy<Rule: Optimizer>(_ rule: Rule) throws -> any Optimizer {
      try JSONDecoder().decode(Rule.self, from: JSONEncoder().encode(rule))
    }
    for rule in Self.learners {
      #expect(try AnyHashable(copy(rule)) == AnyHashable(rule))
    }
  }

  /// Of one gradient in all steps, every mean divided by its weight is that gradient: whatever a
  /// schedule does to the shares, a step of Adam is one learning rate long.
  @Test func correctionsFollowASchedule() throws {
    let x = try graph.input("x", [2])
    let rules: [any Optimizer] = [
      Adam(learningRate: 0.5), AdamW(learningRate: 0.5, weightDecay: 0), Adamax(learningRate: 0.5),
      RAdam(learningRate: 0.5, beta2: 0.5), Lookahead(Adam(learningRate: 0.5), steps: 100),
    ]
    var built: [(parameter: Variable, rule: Minimization)] = []
    for (index, rule) in rules.enumerated() {
      let p = try graph.parameter("p\(index)", [2], initial: .constant(0))
      built.append((p, try graph.minimize(sum(x * p), with: rule, name: "rule\(index)")))
    }
    let finished = graph.finish()
    let store = try VariableStore(finished, in: quickContext())
    let executable = try Executable(
      finished, outputs: [], updates: built.flatMap(\.rule.updates), store: store)
    let schedule: [Int: (beta1: Double, beta2: Double)] = [
      2: (0.5, 0.9), 4: (0.95, 0.5), 6: (0, 0.3), 7: (0.99, 0.4),
    ]
    for step in 0..<10 {
      if let shares = schedule[step] {
        for (_, rule) in built {
          for (name, value) in [("beta1", shares.beta1), ("beta2", shares.beta2)] {
            try rule.validate(name, value)
            try store.setHyperparameter(#require(rule.hyperparameters[name]).id, value)
          }
        }
      }
      try executable.step([x: Tensor([2, -3] as [Float])])
      for (p, rule) in built {
        let length = 0.5 * Double(step + 1)
        let found = try store.value(p.id).doubles
        // RAdam does not divide by the root of squares while these are few.
        let expected =
          rule.optimizer is RAdam ? [-2 * length, 3 * length] : [-length, length]
        #expect(isClose(found, expected), "\(rule.optimizer), step \(step): \(found)")
      }
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
