import Apus
import Testing

/// The launches that a rule adds to those of the gradients, for a network of eight parameters of six
/// sizes, with fixed traits and without a device.
@Suite struct UpdateLaunchTests {
  private func launches(
    _ optimizer: (any Optimizer)?, _ family: DeviceTraits.Family
  ) throws -> Int {
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
    if let optimizer {
      updates = try graph.minimize(loss, with: optimizer).updates
    } else {
      outputs += try graph.gradients(of: loss, withRespectTo: model.parameters).map(\.id)
    }
    let compilation = Compilation(graph.finish(), outputs: outputs, updates: updates)
    return try Compiler.compile(compilation, for: DeviceTraits(family: family))
      .plan(for: ["batch": 512]).launches.count
  }

  private func check(
    _ rules: [any Optimizer], add count: ClosedRange<Int>, _ families: [DeviceTraits.Family]
  ) throws {
    for family in families {
      let gradients = try launches(nil, family)
      for rule in rules {
        let added = try launches(rule, family) - gradients
        #expect(count.contains(added), "\(rule), \(family): \(added)")
      }
    }
  }

  @Test func anElementWiseRuleIsOneLaunch() throws {
    try check(
      [
        SGD(weightDecay: 0.1), SGD(momentum: 0.9), SGD(momentum: 0.9, nesterov: true), AdaGrad(),
        AdaDelta(), RMSProp(), RMSProp(momentum: 0.5, centered: true),
      ], add: 1...1, DeviceTraits.Family.allCases)
  }

  /// Counters that every element reads are written after them, in a second launch.
  @Test func countersAreASecondOne() throws {
    try check(
      [
        SGD(momentum: 0.9, dampening: 0.1), AdaGrad(learningRateDecay: 0.1), Adam(),
        Adam(amsgrad: true), AdamW(), Adamax(), Lookahead(Adam()),
        Lookahead(SGD(momentum: 0.9)),
      ], add: 2...2, DeviceTraits.Family.allCases)
  }

  /// Of Lion, NAdam and RAdam more is known to be left apart: numbers of many parts, and what becomes
  /// part of the product that makes a gradient.
  @Test func othersAreFew() throws {
    try check(
      [Lion(), NAdam(), RAdam(), Lookahead(SGD())], add: 1...5, DeviceTraits.Family.allCases)
  }
}
