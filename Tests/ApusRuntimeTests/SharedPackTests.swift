import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import Testing

/// Operands that several products pack in the same way, as weights of an unrolled recurrent network
/// are: one packing launch for all of them, and the bits of one each.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind && TestMode.family != .gpu))
struct SharedPackTests {
  /// hₜ₊₁ = tanh(hₜ Wᵀ + xₜ), the sum of squares of the last, and its gradients.
  private struct Network {
    let graph: Graph
    let outputs: [VariableID]
    let feeds: [VariableID: Tensor]

    init(steps: Int, width: Int, rows: Int) throws {
      let builder = GraphBuilder()
      let weight = try builder.input("w", [Dim(width), Dim(width)])
      var hidden = try builder.input("h", [.batch, Dim(width)])
      var inputs = [weight, hidden]
      for step in 0..<steps {
        let x = try builder.input("x\(step)", [.batch, Dim(width)])
        inputs.append(x)
        hidden = try tanh(matmul(hidden, weight, transposeB: true) + x)
      }
      let loss = try sum(hidden * hidden)
      let gradients = try builder.gradients(of: loss, withRespectTo: [weight, inputs[1]])
      graph = builder.finish()
      outputs = ([loss] + gradients).map(\.id)
      feeds = Dictionary(
        uniqueKeysWithValues: try inputs.enumerated().map { number, input in
          let shape = input.id == weight.id ? [width, width] : [rows, width]
          let values = Generator.normal.array(
            shape: shape, dtype: .float32, seed: UInt32(number + 1)
          ).values
          // Small weights keep tanh away from its ends.
          return (
            input.id,
            try Tensor(values.map { $0 * 0.1 }, shape: shape).cast(to: .float32)
          )
        })
    }

    func packs(_ traits: DeviceTraits, rows: Int, _ options: Compilation.Options) throws -> Int {
      let program = try Compiler.compile(
        Compilation(graph, outputs: outputs, options: options), for: traits)
      let plan = try program.plan(for: ["batch": rows])
      return plan.launches.count { plan.kernelNames[$0.kernel].hasPrefix("pack") }
    }

    func run(_ context: ComputeContext, rows: Int, sharing: Bool) throws -> [Tensor] {
      var options = ExecutableOptions()
      options.compilation = .init(joinsLaunches: false, reusesMemory: sharing)
      options.fillsMemoryWithNaN = true
      let executable = try Executable(
        graph, outputs: outputs, mode: .training, store: VariableStore(graph, in: context),
        options: options)
      return try executable.run(feeding: feeds.mapValues { $0 as any Feed })
    }
  }

  @Test(arguments: [(6, 45, 24), (5, 100, 37), (9, 64, 128)])
  func whatManyProductsPackIsPackedOnce(_ steps: Int, _ width: Int, _ rows: Int) throws {
    let network = try Network(steps: steps, width: width, rows: rows)
    let context = try ComputeContext(
      .default, family: .cpu, cache: nil, usesCompanion: false)
    let own = try network.packs(
      context.traits, rows: rows, .init(joinsLaunches: false, reusesMemory: false))
    let shared = try network.packs(context.traits, rows: rows, .init(joinsLaunches: false))
    // Each step packs Wᵀ; all but the first of its products share what the first one packed.
    #expect(own >= steps)
    #expect(shared == own - (steps - 1))
    #expect(
      try network.run(context, rows: rows, sharing: true)
        == network.run(context, rows: rows, sharing: false))
  }

  /// Two of the products pack b in the same way, one packs a.
  @Test func eachOperandIsPackedOnce() throws {
    let builder = GraphBuilder()
    let a = try builder.input("a", [400, 200])
    let b = try builder.input("b", [400, 200])
    let outputs = [
      try matmul(a, b, transposeB: true), try matmul(b, a, transposeB: true),
      try matmul(b, b, transposeB: true),
    ]
    let graph = builder.finish()
    let context = try ComputeContext(.default, family: .cpu, cache: nil)
    func packs(_ outputs: [Variable]) throws -> Int {
      let program = try Compiler.compile(
        Compilation(graph, outputs: outputs.map(\.id), options: .init(joinsLaunches: false)),
        for: context.traits)
      let plan = try program.plan(for: [:])
      return plan.launches.count { plan.kernelNames[$0.kernel].hasPrefix("pack") }
    }
    #expect(try outputs.map { try packs([$0]) } == [1, 1, 1])
    #expect(try packs(outputs) == 2)
  }
}
