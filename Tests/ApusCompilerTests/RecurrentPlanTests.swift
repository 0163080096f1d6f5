import ApusCompiler
import ApusGraph
import Testing

/// What recurrent networks launch: the inputs of all steps are one product, and so are all steps'
/// gradients of weights; a step has its own product and one kernel for the rest of the cell, forward
/// and backward, and all steps are one launch where the batch is dealt out.
@Suite struct RecurrentPlanTests {
  private struct Counts: Hashable {
    var products = 0
    var others = 0
  }

  /// A long short-term memory of one layer.
  private func program(
    batch: Dim, withGradients: Bool, joinsLaunches: Bool, _ family: DeviceTraits.Family
  ) throws -> CompiledProgram {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.symbol("steps"), batch, 32])
    let (w, u) = (try builder.input("w", [32, 192]), try builder.input("u", [48, 192]))
    let (b, c) = (try builder.input("b", [192]), try builder.input("c", [192]))
    let weights = RecurrentWeights(input: w, hidden: u, inputBias: b, hiddenBias: c)
    var outputs = [try lstm(x, layers: [RecurrentLayer(forward: weights)]).outputs]
    if withGradients {
      let upstream = try builder.input("upstream", outputs[0].shape)
      outputs += try builder.gradients(
        of: outputs[0], withRespectTo: [x, w, u, b, c], seed: upstream)
    }
    return try Compiler.compile(
      Compilation(
        builder.finish(), outputs: outputs.map(\.id), options: .init(joinsLaunches: joinsLaunches)),
      for: DeviceTraits(family: family, vectorWidth: 16, computeUnits: 2))
  }

  /// The launches of such a network.
  private func counts(
    steps: [Int], withGradients: Bool, _ family: DeviceTraits.Family
  ) throws -> [Counts] {
    let program = try program(
      batch: 8, withGradients: withGradients, joinsLaunches: false, family)
    return try steps.map { steps in
      var counts = Counts()
      for launch in try program.plan(for: ["steps": steps]).launches {
        if launch.contraction == nil { counts.others += 1 } else { counts.products += 1 }
      }
      return counts
    }
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func forward(family: DeviceTraits.Family) throws {
    let found = try counts(steps: [7, 20], withGradients: false, family)
    #expect(found.map(\.products) == [7 + 1, 20 + 1], "one product for the inputs of all steps")
    #expect(found[1].others - found[0].others == 13, "one kernel for the gates of a step")
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func backward(family: DeviceTraits.Family) throws {
    let found = try counts(steps: [7, 20], withGradients: true, family)
    // Forward and backward one with the hidden state; those of all steps at once do not grow.
    #expect(found[1].products - found[0].products == 13 * 2)
    // The gradients of the gates are stored side by side at once, as the product reads them.
    #expect(found[1].others - found[0].others == 13 * 2, "one kernel each way")
  }

  /// The work-items of the loops' launches, and how many launches each does the work of.
  private func lanes(_ program: CompiledProgram, steps: Int, batch: Int) throws -> [[Int]] {
    try program.plan(for: ["steps": steps, "batch": batch]).launches.compactMap { launch in
      guard let parts = launch.joined?.parts, parts[0].laneAxis != nil else { return nil }
      return [launch.global[0], parts.count]
    }
  }

  @Test func sequencesAreDealtOut() throws {
    let program = try program(
      batch: .symbol("batch"), withGradients: true, joinsLaunches: true, .cpu)
    #expect(try lanes(program, steps: 7, batch: 32) == [[2, 14], [2, 14]])
    #expect(try lanes(program, steps: 20, batch: 32) == [[2, 40], [2, 40]])
    #expect(try lanes(program, steps: 600, batch: 32).count == 4, "tables of a bounded length")
    #expect(
      try lanes(program, steps: 7, batch: 512) == [[4, 14], [4, 14]], "rows stay in a cache")
    // No whole panels of rows, or a thread that would have none.
    #expect(try lanes(program, steps: 7, batch: 30) == [])
    #expect(try lanes(program, steps: 7, batch: 8) == [])
    let gpu = try self.program(batch: 32, withGradients: true, joinsLaunches: true, .gpu)
    #expect(try lanes(gpu, steps: 7, batch: 32) == [])
  }

  /// What mixes the samples of a batch has to wait for all of them.
  @Test(arguments: [false, true]) func stepsThatMixTheirRowsAreNot(mixes: Bool) throws {
    let builder = GraphBuilder()
    let (x, h) = (try builder.input("x", [9, 32, 64]), try builder.input("h", [32, 64]))
    let w = try builder.input("w", [64, 64])
    let last = try scan(over: [x], carrying: [h], using: [w]) { step throws(GraphError) in
      let own = step.carries[0]
      let seen = mixes ? try flip(own, axes: [0]) : own
      return (
        carries: [try tanh(matmul(own, step.constants[0]) + seen * step.inputs[0])], outputs: []
      )
    }.carries[0]
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [last.id]),
      for: DeviceTraits(family: .cpu, vectorWidth: 16, computeUnits: 2))
    #expect(try lanes(program, steps: 9, batch: 32).isEmpty == mixes)
  }
}
