import ApusCompiler
import ApusGraph
import ApusRuntime
import OpenCLKit
import Testing

/// Steps of several launches that one thread does before others would be awake.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind && TestMode.family != .gpu))
struct ShortStepTests {
  /// 40 → 64 ReLU → 16, mean squared error, momentum: too much to be one launch.
  private struct Network {
    let graph: Graph
    let x: Variable
    let y: Variable
    let loss: VariableID
    let updates: [StateUpdate]

    init() throws {
      let builder = GraphBuilder(seed: 7)
      x = try builder.input("x", [.batch, 40])
      y = try builder.input("y", [.batch, 16])
      let spread = InitialValue.uniform(low: -0.3, high: 0.3)
      let a = try builder.parameter("a", [40, 64], initial: spread)
      let b = try builder.parameter("b", [64, 16], initial: spread)
      let error = try matmul(relu(matmul(x, a)), b) - y
      let loss = try mean(error * error)
      let updates = try builder.momentumUpdates(of: loss, [a, b])
      (graph, self.loss, self.updates) = (builder.finish(), loss.id, updates)
    }

    func feeds(_ rows: Int, _ step: Int) throws -> [Variable: any Feed] {
      func values(_ columns: Int, _ factor: Int) throws -> Tensor {
        try Tensor(
          (0..<rows * columns).map { Float(($0 * factor + step) % 23) / 11 - 1 },
          shape: [rows, columns])
      }
      return [x: try values(40, 7), y: try values(16, 5)]
    }

    func executable(in context: ComputeContext) throws -> Executable {
      try Executable(
        graph, outputs: [loss], updates: updates, store: VariableStore(graph, in: context))
    }
  }

  private static func hasCompanion(_ way: TinyStepTests.Way) throws -> Bool {
    try way.usesCompanion && Device.default.companion != nil
  }

  @Test func plansAreShortBySize() throws {
    let network = try Network()
    let context = try ComputeContext(.default, family: .cpu, cache: nil)
    let program = try Compiler.compile(
      Compilation(network.graph, outputs: [network.loss], updates: network.updates),
      for: context.traits)
    #expect(!program.isTiny)
    #expect(try program.plan(for: ["batch": 8]).isShort)
    #expect(try program.plan(for: ["batch": 64]).isShort)
    #expect(try !program.plan(for: ["batch": 4096]).isShort)
    #expect(try !program.plan(for: ["batch": 1 << 17]).isShort)
  }

  @Test func everyWayGivesTheSameBits() throws {
    let network = try Network()
    var first: (losses: [Tensor], digest: String)?
    for way in TinyStepTests.Way.all {
      let context = try way.context()
      let executable = try network.executable(in: context)
      var losses: [Tensor] = []
      for step in 0..<10 {
        try executable.step(network.feeds(24, step))
        losses += try executable.outputs()
      }
      #expect(executable.statistics.launchesPerStep > 1, "\(way)")
      #expect(executable.statistics.programsBuilt == 1, "\(way)")
      #expect(context.queueSwitches == (try Self.hasCompanion(way) ? 1 : 0), "\(way)")
      let digest = try executable.store.parameterDigest
      #expect(losses == first?.losses ?? losses, "\(way)")
      #expect(digest == first?.digest ?? digest, "\(way)")
      first = (losses, digest)
    }
  }

  /// Sizes at which the device is better have the program built for it once; sizes at which only its
  /// companion would be are no reason for a second build.
  @Test func aShortPlanAloneIsNoReasonToBuild() throws {
    let network = try Network()
    let hasCompanion = try Device.default.companion != nil
    func run(_ sizes: [Int]) throws -> (digest: String, built: Int, switches: Int) {
      let context = try ComputeContext(.default, family: .cpu, cache: nil)
      let executable = try network.executable(in: context)
      for (step, rows) in sizes.enumerated() { try executable.step(network.feeds(rows, step)) }
      return (
        try executable.store.parameterDigest, executable.statistics.programsBuilt,
        context.queueSwitches
      )
    }
    let largeFirst = try run([4096, 8, 4096, 8])
    #expect(largeFirst.built == 1 && largeFirst.switches == 0)
    let shortFirst = try run([8, 4096, 8, 4096, 8])
    #expect(shortFirst.built == (hasCompanion ? 2 : 1))
    #expect(shortFirst.switches == (hasCompanion ? 5 : 0))
    #expect(try run([8, 4096, 8, 4096, 8]).digest == shortFirst.digest)
  }
}
