import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import FoundationEssentials
import Testing

/// Checkpoints change what memory holds, and nothing else.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct CheckpointTests {
  /// A tower of layers, its loss and its gradients.
  private struct Tower {
    var compilation: Compilation
    var input: VariableID

    /// - Parameter beginsInside: whether a product before each segment leaves its activation to it.
    init(checkpoints: Bool, isSaved: Bool = false, beginsInside: Bool = false) throws {
      let graph = GraphBuilder(seed: 5)
      let x = try graph.input("x", [.batch, 32])
      var (h, parameters) = (x, [Variable]())
      for layer in 0..<8 {
        func block() throws(GraphError) -> Variable {
          let w = try graph.parameter(
            "w\(layer)", [32, 32], initial: .normal(mean: 0, standardDeviation: 0.2))
          parameters.append(w)
          var y = beginsInside ? try layerNorm(tanh(h)) : h
          for _ in 0..<4 { y = try tanh(matmul(y, w)) }
          let isKept = try graph.random(.uniform, [.batch, 32], name: "draw\(layer)") < 0.9
          return try select(isKept, y, 0) + h
        }
        if beginsInside {
          let w = try graph.parameter(
            "first\(layer)", [32, 32], initial: .normal(mean: 0, standardDeviation: 0.2))
          parameters.append(w)
          h = try matmul(h, w)
        }
        h =
          checkpoints ? try graph.checkpoint { () throws(GraphError) in try block() } : try block()
      }
      let loss = try mean(h * h)
      if isSaved {
        // Differentiated after a round trip through a file.
        let saved = try JSONEncoder().encode(graph.finish())
        let whole = try JSONDecoder().decode(Graph.self, from: saved)
        let loaded = GraphBuilder(editing: whole)
        let own = loaded.variables(.parameter)
        let id = VariableID(graph: whole.id, index: loss.id.index)
        let gradients = try loaded.gradients(of: loaded.variable(id), withRespectTo: own)
        compilation = Compilation(loaded.finish(), outputs: [id] + gradients.map(\.id))
        input = try loaded.variable(named: "x").id
      } else {
        let gradients = try graph.gradients(of: loss, withRespectTo: parameters)
        compilation = Compilation(graph.finish(), outputs: [loss.id] + gradients.map(\.id))
        input = x.id
      }
    }

    func run() throws -> [Tensor] {
      let store = try VariableStore(compilation.graph, in: quickContext())
      let executable = try Executable(
        compilation.graph, outputs: compilation.outputs, store: store)
      return try executable.run(feeding: [
        input: Tensor((0..<640).map { Float($0 % 17) / 17 - 0.5 }, shape: [20, 32])
      ])
    }
  }

  @Test func bitsAreTheSame() throws {
    let kept = try Tower(checkpoints: false).run()
    #expect(try Tower(checkpoints: true).run() == kept)
    #expect(try Tower(checkpoints: true, isSaved: true).run() == kept)
  }

  /// What a segment computes again is not computed where its operands are made, in the forward pass.
  @Test func segmentsStayApart() throws {
    let traits = DeviceTraits(family: .cpu, vectorWidth: 16)
    let tower = try Tower(checkpoints: true, beginsInside: true)
    let program = try Compiler.compile(tower.compilation, for: traits)
    var again = 0
    for step in program.steps {
      let segments = step.nodes.filter { $0 >= 0 }.map { program.graph.nodes[$0].segment }
      #expect(segments.allSatisfy { $0 <= step.segment }, "\(segments) in \(step.segment)")
      if step.segment > 0 { again += 1 }
    }
    #expect(again > 8 * 4)
  }

  @Test func memoryIsLess() throws {
    let traits = DeviceTraits(family: .cpu, vectorWidth: 16)
    let plans = try [false, true].map { checkpoints in
      try Compiler.compile(Tower(checkpoints: checkpoints).compilation, for: traits)
        .plan(for: ["batch": 4096])
    }
    // Without checkpoints the activations of all layers, with them those of one and the results.
    #expect(plans[1].arenaBytes * 2 < plans[0].arenaBytes, "\(plans.map(\.arenaBytes))")
    #expect(plans[1].launches.count > plans[0].launches.count)
  }
}
