import Apus
import Testing

/// The launches that a rule adds to those of the gradients, for a network of eight parameters of six
/// sizes, with fixed traits and without a device.
@Suite(.serialized) struct UpdateLaunchTests {
  /// What is learned, and how.
  private struct Learning {
    var rule: any Optimizer
    var own: [String: Double]?
    var options = GradientOptions()
    var averaging: ParameterAveraging?
  }

  private func plan(_ learning: Learning?, _ family: DeviceTraits.Family) throws -> Plan {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 256])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: x) {
      Dense(300)
      Tanh()
      LayerNorm()
      Dense(200)
      Tanh()
      Dense(10)
    }
    let loss = try softmaxCrossEntropy(logits: model(x), labels: labels)
    var outputs = [loss.id]
    var updates: [StateUpdate] = []
    if let learning {
      let groups = learning.own.map {
        [ParameterGroup("vectors", model.parameters.vectors, overriding: $0)]
      }
      updates = try graph.minimize(
        loss, with: learning.rule, groups: groups ?? [], gradients: learning.options,
        averaging: learning.averaging
      ).updates
    } else {
      outputs += try graph.gradients(of: loss, withRespectTo: model.parameters).map(\.id)
    }
    let compilation = Compilation(graph.finish(), outputs: outputs, updates: updates)
    return try Compiler.compile(compilation, for: DeviceTraits(family: family))
      .plan(for: ["batch": 512])
  }

  private func expectOneLaunch(_ rules: [Learning]) throws {
    for family in DeviceTraits.Family.allCases {
      let gradients = try plan(nil, family).launches.count
      for rule in rules {
        let added = try plan(rule, family).launches.count - gradients
        #expect(added == 1, "\(rule), \(family)")
      }
    }
  }

  @Test func anElementWiseRuleIsOneLaunch() throws {
    let rules: [any Optimizer] = [
      SGD(weightDecay: 0.1), SGD(momentum: 0.9), SGD(momentum: 0.9, nesterov: true),
      SGD(momentum: 0.9, dampening: 0.1, weightDecay: 0.1), AdaGrad(), AdaGrad(weightDecay: 0.1),
      AdaGrad(learningRateDecay: 0.1), AdaDelta(), AdaDelta(weightDecay: 0.1), RMSProp(),
      RMSProp(weightDecay: 0.1), RMSProp(momentum: 0.5, centered: true), Adam(),
      Adam(amsgrad: true), Adam(weightDecay: 0.1), Adam(weightDecay: 0.1, amsgrad: true), AdamW(),
      AdamW(amsgrad: true), Adamax(), Adamax(weightDecay: 0.1), NAdam(), NAdam(weightDecay: 0.1),
      NAdam(weightDecay: 0.1, decoupledDecay: true), RAdam(), RAdam(weightDecay: 0.1),
      RAdam(weightDecay: 0.1, decoupledDecay: true), Lion(), Lion(weightDecay: 0.1),
      Lookahead(SGD()), Lookahead(SGD(momentum: 0.9)), Lookahead(Adam()),
    ]
    try expectOneLaunch(rules.map { Learning(rule: $0) })
  }

  @Test func whatIsDoneToGradientsAndAveragesIsPartOfIt() throws {
    let rules: [any Optimizer] = [SGD(momentum: 0.9), Adam(), AdamW(), NAdam(), Lion()]
    try expectOneLaunch(
      rules.map {
        Learning(rule: $0, options: GradientOptions(clipping: .value(1), l1: 0.1, l2: 0.1))
      })
    try expectOneLaunch(
      rules.map { Learning(rule: $0, options: GradientOptions(accumulating: 4)) })
    try expectOneLaunch(rules.map { Learning(rule: $0, averaging: .exponential(decay: 0.99)) })
  }

  /// A group's own numbers lead to other kernels, which share the launch.
  @Test func groupsShareIt() throws {
    try expectOneLaunch([
      Learning(rule: SGD(momentum: 0.9, weightDecay: 0.1), own: ["weightDecay": 0]),
      Learning(rule: AdamW(), own: ["weightDecay": 0]),
      Learning(rule: Adam(), own: ["learningRate": 0.1]),
      Learning(rule: Adam(), own: ["beta1": 0.8, "beta2": 0.9]),
      Learning(rule: RAdam(), own: ["beta2": 0.9]),
      Learning(rule: Lion(), own: ["weightDecay": 0.5]),
    ])
  }
}
