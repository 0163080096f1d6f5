import Apus
import Testing

/// Parameters that an optimizer first learns in an edited graph, against an optimizer that is new.
@Suite struct EditedOptimizerTests {
  private func quickStore(_ graph: GraphBuilder) throws -> VariableStore {
    try VariableStore(graph.finish(), in: quickContext())
  }

  /// The slopes of step `index`.
  private func slope(_ index: Int) -> Tensor {
    let t = Float(index)
    return Tensor([1 + 0.5 * t, -2 + 0.3 * t, 0.1 - t] as [Float])
  }

  /// The values of a variable of a graph with one parameter after each of some steps.
  private func alone(
    _ rule: some Optimizer, _ averaging: ParameterAveraging?, _ state: String, steps: Range<Int>
  ) throws -> [[Double]] {
    let graph = GraphBuilder()
    let x = try graph.input("x", [3])
    let p = try graph.parameter("p", [3], initial: .constant(0.5))
    let trainer = try Trainer(
      minimizing: sum(x * p), with: rule, averaging: averaging, on: TestDevice.device(),
      continuing: quickStore(graph))
    return try steps.map { index in
      try trainer.step([x: slope(index)])
      return try trainer.store.value(named: "p\(state)").doubles
    }
  }

  /// Trains `body` alone, then with `head`, then with `late` too, which was there and not learned.
  private func check(
    _ rule: some Optimizer, averaging: ParameterAveraging? = nil, average: String = ".ema"
  ) throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [3])
    let body = try graph.parameter("body", [3], initial: .constant(0.5))
    let late = try graph.parameter("late", [3], initial: .constant(0.5))
    let first = try sum(x * body)
    let whole = try first + sum(x * late)
    let device = try TestDevice.device()
    let trainer = try Trainer(
      minimizing: first, with: rule, averaging: averaging, on: device,
      continuing: quickStore(graph))
    for index in 0..<7 { try trainer.step([x: slope(index)]) }

    let editor = GraphBuilder(editing: trainer.graph)
    let head = try editor.parameter("head", [3], initial: .constant(0.5))
    let second = try Trainer(
      minimizing: editor.variable(first.id) + sum(editor.variable(x.id) * head), with: rule,
      averaging: averaging, on: device, continuing: trainer.store)
    let editor2 = GraphBuilder(editing: second.graph)
    let loss =
      try editor2.variable(whole.id) + sum(editor2.variable(x.id) * editor2.variable(head.id))
    let store = trainer.store
    var found: [String: [[Double]]] = [:]
    func train(_ trainer: Trainer, _ steps: Range<Int>, _ names: [String]) throws {
      for index in steps {
        try trainer.step([x: slope(index)])
        for name in names { found[name, default: []].append(try store.value(named: name).doubles) }
      }
    }
    let body1 = averaging == nil ? "body" : "body\(average)"
    let head1 = averaging == nil ? "head" : "head\(average).edit1"
    let late2 = averaging == nil ? "late" : "late\(average).edit2"
    try train(second, 7..<11, [body1, head1])
    let third = try Trainer(
      minimizing: loss, with: rule, averaging: averaging, on: device, continuing: store)
    try train(third, 11..<14, [body1, head1, late2])
    let state = averaging == nil ? "" : average
    for (name, start) in [(body1, 0), (head1, 7), (late2, 11)] {
      let values = try #require(found[name])
      let expected = try alone(rule, averaging, state, steps: start..<14).suffix(values.count)
      for (value, wanted) in zip(values, expected) {
        #expect(
          isClose(value, wanted, tolerance: 1e-5),
          "\(type(of: rule).name) \(name) \(value) \(wanted)")
      }
    }
  }

  @Test func rulesStartAnewWithNewParameters() throws {
    try check(Adam(learningRate: 0.1))
    try check(NAdam(learningRate: 0.1))
    try check(RAdam(learningRate: 0.1))
    try check(SGD(learningRate: 0.1, momentum: 0.9, dampening: 0.5))
    try check(Lookahead(SGD(learningRate: 0.1), steps: 3))
  }

  @Test func averagesStartAnewWithNewParameters() throws {
    try check(SGD(learningRate: 0.1), averaging: .exponential(decay: 0.9))
    try check(Adam(learningRate: 0.1), averaging: .exponential(decay: 0.9, start: .corrected))
    try check(SGD(learningRate: 0.1), averaging: .polyak, average: ".swa")
  }

  /// Averages that are first asked for in an edited graph, of a rule whose counter has run.
  @Test func averagesMayBeAddedLater() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [3])
    let p = try graph.parameter("p", [3], initial: .constant(0.5))
    let loss = try sum(x * p)
    let rule = Lookahead(SGD(learningRate: 0.1))
    let trainer = try Trainer(
      minimizing: loss, with: rule, on: TestDevice.device(),
      continuing: quickStore(graph))
    for index in 0..<2 { try trainer.step([x: slope(index)]) }
    let editor = GraphBuilder(editing: trainer.graph)
    let second = try Trainer(
      minimizing: editor.variable(loss.id), with: rule, averaging: .exponential(),
      on: TestDevice.device(), continuing: trainer.store)
    #expect(throws: GraphError.self) { try second.useAverages() }
    try second.step([x: slope(2)])
    let value = try second.store.value(p.id)
    try second.useAverages()
    #expect(try second.store.value(p.id) == value)
  }

  @Test func countersAreNamedAfterTheEdit() throws {
    let graph = GraphBuilder()
    let p = try graph.parameter("p", [3], initial: .constant(0.5))
    let loss = try sum(p)
    #expect(try graph.minimize(loss, with: Adam()).updates.count == 5)
    let again = GraphBuilder(editing: graph.finish())
    _ = try again.minimize(again.variable(loss.id), with: Adam())
    #expect(
      again.variables(.state).compactMap(\.name) == graph.variables(.state).compactMap(\.name))
    let editor = GraphBuilder(editing: graph.finish())
    let head = try editor.parameter("head", [3], initial: .constant(0.5))
    _ = try editor.minimize(editor.variable(loss.id) + sum(head), with: Adam())
    let new = Set(editor.variables(.state).compactMap(\.name))
      .subtracting(graph.variables(.state).compactMap(\.name))
    #expect(
      new == [
        "adam.edit1.weight1", "adam.edit1.weight2", "head.adam.edit1.m", "head.adam.edit1.v",
      ])
  }
}
