import Apus
import Testing

@Suite struct ParameterGroupTests {
  let graph = GraphBuilder()

  private func loss() throws -> (w: Variable, b: Variable, loss: Variable) {
    let w = try graph.parameter("w", [2, 2], initial: .constant(1))
    let b = try graph.parameter("b", [2], initial: .constant(1))
    return (w, b, try sum(w) + sum(b))
  }

  @Test func oneScheduleDrivesAllGroups() throws {
    let (w, b, loss) = try loss()
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.5),
      groups: [ParameterGroup("plain", [w, b].vectors, overriding: ["weightDecay": 1])],
      on: TestDevice.device())
    #expect(
      trainer.minimization.hyperparameters.keys.sorted() == ["learningRate", "plain.weightDecay"])
    try trainer.step([:])
    #expect(try trainer.store.value(w.id).doubles == [0.5, 0.5, 0.5, 0.5])
    #expect(try trainer.store.value(b.id).doubles == [0, 0])
    try trainer.setHyperparameter("learningRate", 0.25)
    try trainer.setHyperparameter("plain.weightDecay", 4)
    #expect(try trainer.hyperparameter("plain.weightDecay") == 4)
    try trainer.step([:])
    #expect(try trainer.store.value(w.id).doubles == [0.25, 0.25, 0.25, 0.25])
    #expect(try trainer.store.value(b.id).doubles == [-0.25, -0.25])
    #expect(throws: GraphError.self) { try trainer.setHyperparameter("plain.weightDecay", -1) }
    #expect(throws: GraphError.self) { try trainer.setHyperparameter("plain.learningRate", 1) }
  }

  @Test func namesOfStatesAndNumbers() throws {
    let (w, b, loss) = try loss()
    let c = try graph.parameter("c", [2], initial: .constant(1))
    _ = try graph.minimize(
      loss + sum(c), with: Adam(),
      groups: [
        ParameterGroup("slow", [w], overriding: ["learningRate": 1e-5]),
        ParameterGroup("other", [b], with: SGD(momentum: 0.5)),
      ])
    #expect(
      graph.variables(.state).compactMap(\.name) == [
        "w.adam.m", "w.adam.v", "adam.slow.weight1", "adam.slow.weight2",
        "b.adam.other.velocity", "c.adam.m", "c.adam.v", "adam.weight1", "adam.weight2",
      ])
    #expect(
      graph.variables(.hyperparameter).compactMap(\.name) == [
        "adam.slow.learningRate", "adam.beta1", "adam.beta2", "adam.other.learningRate",
        "adam.other.momentum", "adam.learningRate",
      ])
  }

  /// The numbers of the rule within are its own, too.
  @Test func overridesWhatARuleWraps() throws {
    let rule = try Lookahead(Adam(), steps: 7).overriding(["weightDecay": 0.1, "alpha": 0.25])
    #expect(rule == Lookahead(Adam(weightDecay: 0.1), steps: 7, alpha: 0.25))
    #expect(try Muon().overriding(["iterations": 3]) == Muon(iterations: 3))
    #expect(try SGD(momentum: 0.1).overriding([:]) == SGD(momentum: 0.1))
    // Numbers go by way of text without losing a digit.
    #expect(try Adam().overriding(["learningRate": 0.1 + 0.2]).learningRate == 0.1 + 0.2)
  }

  @Test func refusesNumbersThatARuleHasNot() throws {
    let (w, _, loss) = try loss()
    let wrong: [(String, Double, GraphError.Kind)] = [
      ("momentom", 0.5, .unknownName), ("nesterov", 1, .unknownName),
      ("momentum", 1, .invalidArgument),
      ("weightDecay", -1, .invalidArgument), ("weightDecay", .nan, .invalidArgument),
    ]
    for (name, value, kind) in wrong {
      let error = #expect(throws: GraphError.self) {
        try graph.minimize(
          loss, with: SGD(), groups: [ParameterGroup("g", [w], overriding: [name: value])])
      }
      #expect(error?.kind == kind, "\(name)")
      if kind == .unknownName {
        #expect(error?.expected.contains("dampening, learningRate, momentum, weightDecay") == true)
      }
    }
    let error = #expect(throws: GraphError.self) {
      try graph.minimize(
        loss, with: Muon(), groups: [ParameterGroup("g", [w], overriding: ["iterations": 2.5])])
    }
    #expect(error?.kind == .invalidArgument)
    #expect(throws: GraphError.self) {
      try graph.minimize(
        loss, with: SGD(), groups: [ParameterGroup("g", [w], with: SGD(learningRate: -1))])
    }
  }

  @Test func refusesGroupsThatDoNotFit() throws {
    let (w, b, loss) = try loss()
    let stranger = try graph.parameter("stranger", [2], initial: .constant(0))
    let wrong: [([ParameterGroup], [Variable]?, String)] = [
      ([ParameterGroup("a", [w]), ParameterGroup("b", [w])], nil, "w in 'a' and 'b'"),
      ([ParameterGroup("a", [w, w])], nil, "w in 'a' and 'a'"),
      ([ParameterGroup("a", [stranger])], nil, "stranger"),
      ([ParameterGroup("a", [b])], [w], "b"),
      ([ParameterGroup("a", [w]), ParameterGroup("a", [b])], nil, "'a'"),
      ([ParameterGroup("", [w])], nil, "''"),
      ([ParameterGroup("a", [loss])], nil, "sum"),
    ]
    for (groups, parameters, found) in wrong {
      let error = #expect(throws: GraphError.self) {
        try graph.minimize(loss, with: SGD(), parameters: parameters, groups: groups)
      }
      #expect(
        error?.found.contains(found) == true || found == "sum", "\(String(describing: error))")
    }
  }

  @Test func everyParameterMayBeInAGroup() throws {
    let (w, b, loss) = try loss()
    let minimization = try graph.minimize(
      loss, with: Muon(),
      groups: [
        ParameterGroup("vectors", [w, b].vectors, with: Adam()),
        ParameterGroup("matrices", [w, b].matrices, with: SGD()),
      ])
    #expect(
      minimization.hyperparameters.keys.sorted() == [
        "matrices.learningRate", "vectors.beta1", "vectors.beta2", "vectors.learningRate",
      ])
  }
}
