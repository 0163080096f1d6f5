import ApusCompiler
import ApusGraph
import Testing

/// Passes are iterative and near-linear: sizes that a recursive or quadratic pass would not stand.
@Suite struct ScalingTests {
  private let traits = DeviceTraits(family: .cpu)

  @Test func aChainOfAHundredThousandNodesCompiles() throws {
    let builder = GraphBuilder()
    var x = try builder.input("x", [8])
    for _ in 0..<100_000 { x = try tanh(x) }
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [x.id]), for: traits)
    // Chains are cut where a kernel would become too long, into few distinct kernels.
    #expect(program.kernelNames.count <= 4)
    #expect(program.source.utf8.count < 100_000)
    let plan = try program.plan(for: [:])
    #expect(plan.launches.count < 1_000)
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func unrolledStepsShareTheirKernels(family: DeviceTraits.Family) throws {
    func kernels(steps: Int) throws -> Int {
      let builder = GraphBuilder()
      let w = try builder.parameter("w", [16, 16], initial: .constant(0.1))
      var h = try builder.input("h", [.batch, 16])
      for step in 0..<steps {
        let x = try builder.input("x\(step)", [.batch, 16])
        h = try tanh(matmul(h, w) + x)
      }
      let loss = try mean(h * h)
      let gradient = try builder.gradients(of: loss, withRespectTo: [w])[0]
      return try Compiler.compile(
        Compilation(builder.finish(), outputs: [loss.id, gradient.id]),
        for: DeviceTraits(family: family)
      ).kernelNames.count
    }
    // The sum of the gradients of w knows the number of steps: others, but as many.
    #expect(try kernels(steps: 50) <= kernels(steps: 25))
  }

  @Test func tenThousandIndependentMapsShareLaunches() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [80_000])
    let outputs = try (0..<10_000).map {
      try tanh(slice(x, axis: 0, start: Dim($0 * 8), count: 8)).id
    }
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: outputs), for: traits)
    // 64 to a launch.
    #expect(try program.plan(for: [:]).launches.count == 157)
  }

  @Test func tenThousandNodesArePlanned() throws {
    let builder = GraphBuilder()
    let w = try builder.parameter("w", [16, 16], initial: .constant(0.1))
    var h = try builder.input("h", [.batch, 16])
    for _ in 0..<2_500 { h = try tanh(matmul(h, w)) }
    let loss = try mean(h)
    let gradient = try builder.gradients(of: loss, withRespectTo: [w])[0]
    let graph = builder.finish()
    #expect(graph.nodes.count > 10_000)
    let program = try Compiler.compile(
      Compilation(graph, outputs: [loss.id, gradient.id]), for: traits)
    // How long this takes: docs/performance.md.
    let plan = try program.plan(for: ["batch": 4])
    #expect(plan.launches.count >= 5_000)
  }
}
