import Apus
import Testing

/// Rules, groups, gradient options and averages against PyTorch's and Optax', from
/// Tests/Fixtures/generate_optimizers.py.
@Suite struct OptimizerTraceTests {
  struct Fixture: Decodable {
    struct Parameter: Decodable {
      var shape: [Int]
      var start: [Double]
    }
    struct Trace: Decodable {
      var parameters: [String]
      var values: [[Double]]
      var averages: [[Double]]?
    }
    var parameters: [String: Parameter]
    var gradients: [[String: [Float]]]
    var traces: [String: Trace]
  }

  struct Case: Sendable {
    var name: String
    var optimizer: any Optimizer
    var groups: @Sendable ([String: Variable]) -> [ParameterGroup] = { _ in [] }
    var gradients = GradientOptions()
    var constraint: MaxNorm?
    var averaging: ParameterAveraging?
    /// Numbers to set before a step.
    var schedule: [Int: (String, Double)] = [:]
  }

  private static func group(
    _ name: String, _ numbers: [String: Double]
  ) -> @Sendable ([String: Variable]) -> [ParameterGroup] {
    { [ParameterGroup(name, [$0[name]].compactMap(\.self), overriding: numbers)] }
  }

  private static let momentum = SGD(learningRate: 0.1, momentum: 0.9)
  private static let plain = SGD(learningRate: 0.2, momentum: 0.5)

  static let rules: [Case] = [
    Case(name: "sgd", optimizer: SGD(learningRate: 0.1)),
    Case(name: "sgd decay", optimizer: SGD(learningRate: 0.1, weightDecay: 0.05)),
    Case(name: "sgd momentum", optimizer: momentum),
    Case(
      name: "sgd dampening", optimizer: SGD(learningRate: 0.1, momentum: 0.9, dampening: 0.3)),
    Case(
      name: "sgd nesterov",
      optimizer: SGD(learningRate: 0.05, momentum: 0.8, nesterov: true, weightDecay: 0.01)),
    Case(name: "adaGrad", optimizer: AdaGrad(learningRate: 0.1)),
    Case(
      name: "adaGrad all",
      optimizer: AdaGrad(
        learningRate: 0.1, learningRateDecay: 0.1, initialAccumulator: 0.2, epsilon: 1e-6,
        weightDecay: 0.05)),
    Case(name: "adaDelta", optimizer: AdaDelta()),
    Case(
      name: "adaDelta all",
      optimizer: AdaDelta(learningRate: 0.5, smoothing: 0.8, epsilon: 1e-3, weightDecay: 0.1)),
    Case(name: "rmsProp", optimizer: RMSProp()),
    Case(name: "rmsProp momentum", optimizer: RMSProp(smoothing: 0.9, momentum: 0.7)),
    Case(
      name: "rmsProp all",
      optimizer: RMSProp(
        smoothing: 0.95, epsilon: 1e-4, momentum: 0.5, centered: true, weightDecay: 0.02)),
    Case(name: "adam", optimizer: Adam()),
    Case(
      name: "adam all",
      optimizer: Adam(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1)),
    Case(
      name: "adam amsgrad",
      optimizer: Adam(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, amsgrad: true)),
    Case(
      name: "adam schedule", optimizer: Adam(learningRate: 0.05),
      schedule: [3: ("learningRate", 0.2), 7: ("learningRate", 0.01)]),
    Case(name: "adamW", optimizer: AdamW()),
    Case(
      name: "adamW all",
      optimizer: AdamW(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.3)),
    Case(
      name: "adamW amsgrad",
      optimizer: AdamW(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.3,
        amsgrad: true)),
    Case(name: "adamW without decay", optimizer: AdamW(learningRate: 0.02, weightDecay: 0)),
    Case(name: "adamax", optimizer: Adamax()),
    Case(
      name: "adamax all",
      optimizer: Adamax(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1)),
    Case(name: "nAdam", optimizer: NAdam()),
    Case(
      name: "nAdam all",
      optimizer: NAdam(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, momentumDecay: 0.1,
        weightDecay: 0.1)),
    Case(
      name: "nAdam decoupled",
      optimizer: NAdam(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1,
        decoupledDecay: true)),
    Case(name: "rAdam", optimizer: RAdam(learningRate: 0.05)),
    Case(
      name: "rAdam all",
      optimizer: RAdam(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1)),
    Case(
      name: "rAdam decoupled",
      optimizer: RAdam(
        learningRate: 0.05, beta2: 0.9999, weightDecay: 0.1, decoupledDecay: true)),
    Case(name: "rAdam short", optimizer: RAdam(learningRate: 0.05, beta2: 0.6)),
    Case(name: "adafactor", optimizer: Adafactor()),
    Case(
      name: "adafactor all",
      optimizer: Adafactor(
        learningRate: 0.3, beta2Decay: -0.5, epsilon1: 1e-2, epsilon2: 0.5, clipping: 1.1,
        weightDecay: 0.1)),
    Case(name: "lion", optimizer: Lion(learningRate: 0.01)),
    Case(
      name: "lion all",
      optimizer: Lion(learningRate: 0.02, beta1: 0.8, beta2: 0.95, weightDecay: 0.2)),
    Case(name: "lamb", optimizer: LAMB(learningRate: 0.01)),
    Case(
      name: "lamb all",
      optimizer: LAMB(
        learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.2)),
    Case(name: "lars", optimizer: LARS()),
    Case(
      name: "lars all",
      optimizer: LARS(
        learningRate: 0.5, momentum: 0.7, nesterov: true, trust: 0.05, epsilon: 0.01,
        weightDecay: 0.1)),
    Case(name: "muon", optimizer: Muon(learningRate: 0.02)),
    Case(name: "muon tall", optimizer: Muon(learningRate: 0.02)),
    Case(
      name: "muon all",
      optimizer: Muon(
        learningRate: 0.05, momentum: 0.8, nesterov: false, iterations: 3,
        scaling: .matchingAdam, weightDecay: 0.3)),
    Case(name: "lookahead", optimizer: Lookahead(momentum)),
    Case(
      name: "lookahead adam", optimizer: Lookahead(Adam(learningRate: 0.05), steps: 3, alpha: 0.8)),
  ]

  static let around: [Case] = [
    Case(
      name: "groups", optimizer: AdamW(learningRate: 0.05, weightDecay: 0.3),
      groups: group(
        "vector", ["weightDecay": 0, "learningRate": 0.1, "beta1": 0.7, "beta2": 0.99])),
    Case(
      name: "decayed group", optimizer: SGD(learningRate: 0.1),
      groups: group("matrix", ["weightDecay": 0.2, "momentum": 0.6])),
    Case(
      name: "two rules", optimizer: Adam(learningRate: 0.05),
      groups: {
        let other = SGD(learningRate: 0.2, momentum: 0.9)
        return [ParameterGroup("others", Array($0.values).vectors, with: other)]
      }),
    Case(
      name: "clip value", optimizer: momentum, gradients: GradientOptions(clipping: .value(0.3))),
    Case(
      name: "clip norm", optimizer: Adam(learningRate: 0.05, weightDecay: 0.1),
      gradients: GradientOptions(clipping: .norm(0.5))),
    Case(
      name: "clip global norm", optimizer: momentum,
      gradients: GradientOptions(clipping: .globalNorm(1)),
      schedule: [4: ("clipGlobalNorm", 0.25)]),
    Case(
      name: "penalties", optimizer: SGD(learningRate: 0.1),
      groups: { [ParameterGroup("vectors", Array($0.values).vectors, l1: 0.2)] },
      gradients: GradientOptions(l1: 0.05, l2: 0.1)),
    Case(
      name: "max norm", optimizer: SGD(learningRate: 0.3),
      groups: {
        [ParameterGroup("matrices", Array($0.values).matrices, constraint: MaxNorm(1.5))]
      }),
    Case(
      name: "max norm of rows", optimizer: SGD(learningRate: 0.3),
      groups: {
        [ParameterGroup("m", Array($0.values).matrices, constraint: MaxNorm(2, axes: [-1]))]
      }),
    Case(
      name: "accumulated adamW", optimizer: AdamW(learningRate: 0.05, weightDecay: 0.3),
      gradients: GradientOptions(clipping: .globalNorm(0.4), accumulating: 3)),
    Case(
      name: "accumulated adaGrad", optimizer: AdaGrad(learningRate: 0.1, learningRateDecay: 0.5),
      gradients: GradientOptions(accumulating: 2)),
    Case(name: "ema", optimizer: plain, averaging: .exponential(decay: 0.8)),
    Case(
      name: "ema corrected", optimizer: plain,
      averaging: .exponential(decay: 0.8, start: .corrected)),
    Case(
      name: "ema warm-up", optimizer: plain, averaging: .exponential(decay: 0.9, start: .warmUp)),
    Case(name: "polyak", optimizer: plain, averaging: .polyak),
    Case(name: "swa", optimizer: plain, averaging: .stochastic(from: 3, every: 2)),
  ]

  static let cases = rules + around
  private static let recorded = Result {
    try fixture("optimizers.json", as: Fixture.self)
  }

  /// A case in a graph with others, under names of its own.
  private struct Built {
    let this: Case
    let expected: Fixture.Trace
    let parameters: [Variable]
    let minimization: Minimization

    init(
      _ this: Case, _ fixture: Fixture, in graph: GraphBuilder, _ slopes: [String: Variable]
    ) throws {
      self.this = this
      let expected = try #require(fixture.traces[this.name])
      self.expected = expected
      let name = this.name.replacing(" ", with: "_")
      var terms: [Variable] = []
      var named: [String: Variable] = [:]
      for key in expected.parameters {
        let parameter = try #require(fixture.parameters[key])
        let p = try graph.parameter(
          "\(name).\(key)", Shape(parameter.shape), initial: .array(parameter.start))
        // The gradient of Σ slopes · p is what is fed.
        terms.append(try sum(#require(slopes[key]) * p))
        named[key] = p
      }
      parameters = expected.parameters.compactMap { named[$0] }
      var loss = terms[0]
      for term in terms.dropFirst() { loss = try loss + term }
      minimization = try graph.minimize(
        loss, with: this.optimizer, groups: this.groups(named), gradients: this.gradients,
        constraint: this.constraint, averaging: this.averaging, name: name)
    }

    func check(_ step: Int, _ store: VariableStore) throws {
      let found = try parameters.flatMap { try store.value($0.id).doubles }
      #expect(isClose(found, expected.values[step]), "\(this.name), step \(step): \(found)")
      guard let averages = expected.averages?[step] else { return }
      let average = try parameters.flatMap {
        try store.value(#require(minimization.averages[$0]).id).doubles
      }
      #expect(isClose(average, averages), "\(this.name), step \(step): \(average)")
    }
  }

  private static let perGraph = 12

  /// Some cases in one graph: most of the time goes into compiling.
  @Test(arguments: Array(stride(from: 0, to: cases.count, by: perGraph)))
  func followsTheReference(_ first: Int) throws {
    let fixture = try Self.recorded.get()
    let graph = GraphBuilder()
    var slopes: [String: Variable] = [:]
    for (key, parameter) in fixture.parameters {
      slopes[key] = try graph.input("slopes.\(key)", Shape(parameter.shape))
    }
    let built = try Self.cases[first..<min(first + Self.perGraph, Self.cases.count)].map {
      try Built($0, fixture, in: graph, slopes)
    }
    let used = Set(built.flatMap(\.expected.parameters))
    let finished = graph.finish()
    let store = try VariableStore(finished, in: quickContext())
    let executable = try Executable(
      finished, outputs: [], updates: built.flatMap(\.minimization.updates), store: store)
    for (step, gradients) in fixture.gradients.enumerated() {
      for (name, value, rule) in built.compactMap({ rule in
        rule.this.schedule[step].map { ($0.0, $0.1, rule.minimization) }
      }) {
        try rule.validate(name, value)
        try store.setHyperparameter(#require(rule.hyperparameters[name]).id, value)
      }
      var feeds: [Variable: any Feed] = [:]
      for (key, slope) in slopes where used.contains(key) {
        feeds[slope] = try Tensor(
          #require(gradients[key]), shape: #require(fixture.parameters[key]?.shape))
      }
      try executable.step(feeds)
      for rule in built { try rule.check(step, store) }
    }
  }

  @Test func everyTraceIsUsed() throws {
    #expect(try Set(Self.recorded.get().traces.keys) == Set(Self.cases.map(\.name)))
  }
}
