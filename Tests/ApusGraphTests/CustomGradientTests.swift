import ApusGraph
import ApusTestKit
import FoundationEssentials
import Testing

@Suite struct CustomGradientTests {
  private let graph = GraphBuilder(seed: 1)

  private func straightThrough(_ x: Variable) throws -> Variable {
    try customGradient(of: [x]) { x throws(GraphError) in
      [try cast(cast(x[0], to: .int32), to: .float32)]
    } gradient: { context throws(GraphError) in
      context.outputGradients
    }[0]
  }

  /// The cast to int32 has no gradient; the rule says 1.
  @Test func theRuleStandsForTheGradient() throws {
    let x = try graph.input("x", [3])
    let loss = try sum(straightThrough(x) * 2)
    let gradient = try graph.gradients(of: loss, withRespectTo: [x])[0]
    let text = graph.finish().description
    #expect(gradient.shape == [3] && text.contains("customGradient"))
    let zeros = try graph.gradients(
      of: sum(cast(cast(x, to: .int32), to: .float32)), withRespectTo: [x])
    #expect(zeros[0] != gradient)
  }

  @Test func rulesAreSavedWithTheGraph() throws {
    let x = try graph.input("x", [3])
    _ = try straightThrough(x)
    let saved = graph.finish()
    let loaded = try JSONDecoder().decode(Graph.self, from: JSONEncoder().encode(saved))
    #expect(loaded == saved)
    let editor = GraphBuilder(editing: loaded)
    let last = VariableID(graph: loaded.id, index: loaded.variables.count - 1)
    let y = try editor.variable(last)
    let g = try editor.gradients(of: sum(y), withRespectTo: [editor.variable(named: "x")])
    #expect(g[0].shape == [3])
  }

  @Test func rulesThatDoNotFit() throws {
    let x = try graph.input("x", [3, 2])
    func fails(
      _ part: String, _ rule: (CustomGradientContext) throws(GraphError) -> [Variable?]
    ) throws {
      let error = try #require(throws: GraphError.self) {
        try customGradient(
          of: [x], forward: { x throws(GraphError) in [try exp(x[0])] }, gradient: rule)
      }
      #expect(error.operation == "customGradient" && error.description.contains(part), "\(error)")
      #expect(error.site?.file == #fileID)
    }
    try fails("one for each input") { _ in [] }
    try fails("a gradient of type float32[3, 2]") { context throws(GraphError) in
      [try transpose(context.outputGradients[0])]
    }
    try fails("found float32[]") { context throws(GraphError) in
      [try sum(context.outputGradients[0])]
    }
    try fails("found float16[3, 2]") { context throws(GraphError) in
      [try cast(context.outputGradients[0], to: .float16)]
    }
    try fails("a rule is a graph of its own") { _ in [x] }
    try fails("pass them as inputs") { context throws(GraphError) in
      let builder = context.inputs[0].builder
      let p = try builder.parameter("p", [2], initial: .constant(1))
      return [try context.outputGradients[0] * p]
    }
    #expect(throws: GraphError.self) {
      try customGradient(of: [], forward: { $0 }, gradient: { _ in [] })
    }
  }

  /// Draws of two rules, and of the graph, are not the same numbers.
  @Test func drawsOfRulesAreTheirOwn() throws {
    let x = try graph.input("x", [4])
    func noisy(_ x: Variable) throws -> Variable {
      try customGradient(of: [x]) { x throws(GraphError) in
        [try x[0] * 1]
      } gradient: { context throws(GraphError) in
        [try context.inputs[0].builder.random(.uniform, [4])]
      }[0]
    }
    let outer = try graph.random(.uniform, [4])
    let gradients = try [noisy(x), noisy(x)].map {
      try graph.gradients(of: sum($0), withRespectTo: [x])[0]
    }
    let found = try Reference.evaluate(
      graph.finish(), feeds: [x.id: ReferenceArray([1, 2, 3, 4], shape: [4], dtype: .float32)],
      outputs: ([outer] + gradients).map(\.id)
    ).map(\.values)
    #expect(Set(found.map { $0[0] }).count == 3, "\(found)")
  }

  /// A rule with a checkpoint, differentiated again: x³ by its rule 3x², whose gradient is 6x.
  @Test func rulesMayHaveCheckpoints() throws {
    let x = try graph.input("x", [2])
    // What stands before the rule moves the positions of its nodes.
    let before = try exp(tanh(x)) * 0
    let y = try customGradient(of: [x]) { x throws(GraphError) in
      [try x[0] * x[0] * x[0]]
    } gradient: { context throws(GraphError) in
      let (x, g) = (context.inputs[0], context.outputGradients[0])
      return [
        try x.builder.checkpoint { () throws(GraphError) in try x * x * 3 * g }
      ]
    }[0]
    let first = try graph.gradients(of: sum(y + before), withRespectTo: [x])[0]
    let second = try graph.gradients(of: sum(first), withRespectTo: [x])[0]
    let found = try Reference.evaluate(
      graph.finish(), feeds: [x.id: ReferenceArray([2, -1], shape: [2], dtype: .float32)],
      outputs: [first.id, second.id]
    ).map(\.values)
    #expect(found == [[12, 3], [12, -6]])
  }
}
