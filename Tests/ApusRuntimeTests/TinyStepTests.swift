import ApusCompiler
import ApusGraph
import ApusRuntime
import OpenCLKit
import Testing

/// Steps with no work for a second thread: one launch, on the queue that costs least.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind && TestMode.family != .gpu))
struct TinyStepTests {
  /// How host and device exchange what a step needs.
  struct Way: Sendable, CustomStringConvertible {
    var usesCompanion: Bool
    var sharesMemory: Bool

    static let all = [(true, true), (true, false), (false, true), (false, false)].map(Way.init)

    var description: String { "companion \(usesCompanion), shared memory \(sharesMemory)" }

    func context() throws -> ComputeContext {
      try ComputeContext(
        .default, family: .cpu, cache: nil, usesCompanion: usesCompanion,
        sharesMemory: sharesMemory)
    }
  }

  /// A tiny graph with a loss, updates, and feeds for each step.
  struct Network {
    var graph: Graph
    var loss: VariableID
    var updates: [StateUpdate]
    var feeds: (Int) throws -> [Variable: any Feed]

    /// 3 → 12 tanh → 2, mean squared error, momentum.
    static func regression() throws -> Network {
      let builder = GraphBuilder(seed: 4)
      let x = try builder.input("x", [.batch, 3])
      let y = try builder.input("y", [.batch, 2])
      let spread = InitialValue.uniform(low: -0.5, high: 0.5)
      let a = try builder.parameter("a", [3, 12], initial: spread)
      let b = try builder.parameter("b", [12, 2], initial: spread)
      let error = try matmul(ApusGraph.tanh(matmul(x, a)), b) - y
      let loss = try mean(error * error)
      let updates = try builder.momentumUpdates(of: loss, [a, b])
      return Network(graph: builder.finish(), loss: loss.id, updates: updates) { step in
        let points = (0..<15).map { Float(($0 * 7 + step) % 11) / 5 - 1 }
        let values = (0..<10).map { Float(($0 * 3 + step) % 7) / 7 }
        return [x: try Tensor(points, shape: [5, 3]), y: try Tensor(values, shape: [5, 2])]
      }
    }

    /// An embedding, a layer with dropout, softmax cross-entropy: indices that can fault, random
    /// numbers, and a hyper-parameter.
    static func classifier() throws -> Network {
      let network = try TestNetwork(drops: true, hidden: 5)
      return Network(
        graph: network.graph, loss: network.loss.id, updates: network.updates
      ) { try network.feeds(6, $0) }
    }
  }

  enum Name: String, CaseIterable, Sendable {
    case regression, classifier

    func build() throws -> Network {
      switch self {
      case .regression: try .regression()
      case .classifier: try .classifier()
      }
    }
  }

  private func train(
    _ network: Network, in context: ComputeContext, steps: Int = 12
  ) throws -> (losses: [Tensor], digest: String, statistics: Statistics) {
    let store = try VariableStore(network.graph, in: context)
    let executable = try Executable(
      network.graph, outputs: [network.loss], updates: network.updates, store: store)
    var losses: [Tensor] = []
    for number in 0..<steps {
      try executable.step(network.feeds(number))
      // Read two steps late, as a trainer does.
      if number >= 2 { losses += try executable.outputs(ofStep: number - 2) }
    }
    for late in [2, 1] { losses += try executable.outputs(ofStep: steps - late) }
    return (losses, try store.parameterDigest, executable.statistics)
  }

  @Test(arguments: Name.allCases)
  func everyWayGivesTheSameBits(name: Name) throws {
    let network = try name.build()
    var first: (losses: [Tensor], digest: String)?
    for way in Way.all {
      let context = try way.context()
      let found = try train(network, in: context)
      #expect(found.statistics.launchesPerStep == 1, "\(way)")
      #expect(found.statistics.blockingReads == 0, "\(way)")
      let hasCompanion = try way.usesCompanion && Device.default.companion != nil
      #expect(context.queueSwitches == (hasCompanion ? 1 : 0), "\(way)")
      #expect(Set(found.losses.map { $0.doubles[0] }).count == found.losses.count, "\(way)")
      #expect(found.losses == first?.losses ?? found.losses, "\(way)")
      #expect(found.digest == first?.digest ?? found.digest, "\(way)")
      first = (found.losses, found.digest)
    }
  }

  /// Large steps run on all threads, tiny ones where they cost least, over the same memory.
  @Test(arguments: Way.all)
  func tinyAndLargeStepsTakeTurns(way: Way) throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch])
    let total = try builder.state("total", [])
    let next = try total + sum(x)
    let graph = builder.finish()
    let context = try way.context()
    let executable = try Executable(
      graph, outputs: [next.id], updates: [StateUpdate(total.id, next.id)],
      store: VariableStore(graph, in: context))
    let tiny = try DeviceTensor([1, 2, 3], on: context)
    let large = try DeviceTensor(Tensor([Float](repeating: 1, count: 1 << 21)), on: context)
    var expected = 0.0
    for number in 0..<6 {
      try executable.step([x: number % 2 == 0 ? tiny : large])
      expected += number % 2 == 0 ? 6 : Double(1 << 21)
    }
    #expect(try executable.outputs()[0].doubles == [expected])
    #expect(try executable.store.value(total.id).doubles == [expected])
    #expect(executable.statistics.plans == 2)
    let hasCompanion = try way.usesCompanion && Device.default.companion != nil
    #expect(context.queueSwitches == (hasCompanion ? 6 : 0))
  }

  /// At sizes that are not tiny, products are tiles; tiny sizes stay one launch.
  @Test func aLargeBatchOutgrowsPlainSums() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 12])
    let a = try builder.parameter("a", [12, 16], initial: .uniform(low: -0.5, high: 0.5))
    let b = try builder.parameter("b", [16, 4], initial: .uniform(low: -0.5, high: 0.5))
    let y = try matmul(ApusGraph.tanh(matmul(x, a)), b)
    let graph = builder.finish()
    let context = try ComputeContext(.default, family: .cpu, cache: nil)
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: context))
    func run(_ rows: Int) throws -> (values: [Double], products: Int, launches: Int) {
      let numbers = (0..<rows * 12).map { Float(($0 * 7) % 31) / 15 - 1 }
      let values = try executable.run([x: Tensor(numbers, shape: [rows, 12])])[0].doubles
      let plan = try executable.plan
      let products = plan.launches.count { plan.kernelNames[$0.kernel].hasPrefix("gemm") }
      return (values, products, plan.launches.count)
    }
    let tiny = try run(8)
    #expect(tiny.products == 0 && tiny.launches == 1)
    let large = try run(16384)
    #expect(large.products == 2)
    let built = executable.statistics.programsBuilt
    // Rows that both have: sums in another order, so not the same bits.
    for (one, other) in zip(tiny.values, large.values) { #expect(abs(one - other) < 1e-5) }
    #expect(try run(8).values == tiny.values)
    #expect(try run(16384).values == large.values)
    #expect(executable.statistics.programsBuilt == built)
  }

  /// The report of each step is its own: a state before and after, three steps back.
  @Test(arguments: Way.all)
  func eachStepKeepsItsReport(way: Way) throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [2])
    let count = try builder.state("count", [])
    let next = try count + 1
    let outputs = [try x * next, next, count, x]
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: outputs.map(\.id), updates: [StateUpdate(count.id, next.id)],
      store: VariableStore(graph, in: way.context()))
    for number in 0..<7 {
      let value = Float(number)
      try executable.step([x: try Tensor([value, -value], shape: [2])])
      for step in max(0, number - 2)...number {
        let found = try executable.outputs(ofStep: step).map(\.doubles)
        let (value, after) = (Double(step), Double(step + 1))
        #expect(found[0] == [value * after, -value * after])
        #expect(found[1] == [after])
        #expect(found[3] == [value, -value])
      }
    }
  }

  /// A device tensor that is no longer bound lives as long as a step that reads it is in flight.
  @Test(arguments: Way.all)
  func feedsMayChangeWithEachStep(way: Way) throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch])
    let y = try sum(x * 2)
    let graph = builder.finish()
    let context = try way.context()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: context))
    for number in 0..<20 {
      let tensor = try Tensor([Float(number), 1, 2], shape: [3])
      let feed: any Feed = number % 3 == 2 ? tensor : try DeviceTensor(tensor, on: context)
      try executable.step([x: feed])
      if number >= 2 {
        let late = try executable.outputs(ofStep: number - 2)[0].doubles
        #expect(late == [Double(number - 2) * 2 + 6])
      }
    }
  }

  /// Contexts of several threads share the companion, whose commands run in the calling thread.
  @Test func threadsDoNotDisturbEachOther() async throws {
    let alone = try train(.regression(), in: Way.all[0].context(), steps: 300).digest
    let digests = await withTaskGroup(of: String.self) { group in
      for _ in 0..<6 {
        group.addTask {
          let digest = try? TinyStepTests().train(
            .regression(), in: Way.all[0].context(), steps: 300
          ).digest
          return digest ?? "failed"
        }
      }
      return await group.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(digests == Array(repeating: alone, count: 6))
  }
}
