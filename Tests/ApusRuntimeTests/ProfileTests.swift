import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// What a profile says of launches; times only that they are there.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct ProfileTests {
  private func product(
    _ family: DeviceTraits.Family, joins: Bool
  ) throws -> (executable: Executable, feeds: [Variable: any Feed]) {
    let builder = GraphBuilder()
    let a = try builder.input("a", [.batch, 64])
    let b = try builder.input("b", [64, 96])
    let y = try matmul(a, b)
    let graph = builder.finish()
    var options = ExecutableOptions()
    options.compilation.joinsLaunches = joins
    let context = try ComputeContext(testContext().device, family: family)
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: context), options: options)
    let ones = try Tensor(repeating: Float(1), shape: [80, 64])
    return (executable, [a: ones, b: try Tensor(repeating: Float(2), shape: [64, 96])])
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func aProductIsTwiceItsMultiplications(family: DeviceTraits.Family) throws {
    let (executable, feeds) = try product(family, joins: true)
    let profile = try executable.profile(feeds, steps: 3)
    let launch = try #require(profile.launches.first { $0.operations.contains("matmul") })
    #expect(profile.launches.reduce(0) { $0 + $1.arithmetic } >= 2 * 80 * 96 * 64)
    #expect(launch.arithmetic == 2 * 80 * 96 * 64, "\(profile)")
    #expect(launch.bytes >= 4 * (80 * 64 + 64 * 96 + 80 * 96))
    #expect(try executable.outputs()[0].doubles.allSatisfy { $0 == 128 })
  }

  @Test(arguments: [5, 700])
  func launchesAreThoseOfThePlan(hidden: Int) throws {
    let network = try TestNetwork(hidden: hidden)
    let executable = try network.executable(in: testContext())
    let profile = try executable.profile(network.feeds(8), steps: 4)
    let plan = try executable.plan
    #expect(profile.launches.map(\.kernel) == plan.launches.map { plan.kernelNames[$0.kernel] })
    #expect(profile.launches.map(\.arithmetic) == plan.launches.map(\.operations))
    #expect(profile.launches.map(\.bytes) == plan.launches.map(\.bytes))
    #expect(profile.launches.map(\.workItems) == plan.launches.map { $0.global.reduce(1, *) })
    #expect(profile.launches.count == executable.statistics.launchesPerStep)
    for (launch, planned) in zip(profile.launches, plan.launches) {
      #expect(launch.seconds > 0 && launch.bytes > 0, "\(launch)")
      let parts = planned.joined?.parts.map(\.launch) ?? [planned]
      // Packing only moves.
      let computes = parts.contains { !plan.kernelNames[$0.kernel].hasPrefix("pack") }
      #expect((launch.arithmetic > 0) == computes, "\(launch)")
    }
    #expect(profile.seconds > 0 && profile.busySeconds > 0)
    #expect(profile.launches.first?.start == 0)
    // One after another, in the order of the plan.
    #expect(profile.launches.map(\.start) == profile.launches.map(\.start).sorted())
    for (launch, next) in zip(profile.launches, profile.launches.dropFirst()) {
      #expect(launch.start + launch.lastSeconds <= next.start + 1e-12)
    }
    let operations = Set(profile.launches.flatMap(\.operations))
    #expect(operations.isSuperset(of: ["matmul", "softmaxCrossEntropy"]), "\(operations)")
  }

  /// A profile of some steps leaves what one step more would: the first one is not measured.
  @Test func statesChangeAsInSteps() throws {
    let network = try TestNetwork(drops: true)
    let feeds = try network.feeds(8)
    let measured = try network.executable(in: testContext())
    _ = try measured.profile(feeds, steps: 3)
    let stepped = try network.executable(in: testContext())
    for _ in 0..<4 { try stepped.step(feeds) }
    #expect(try measured.store.parameterDigest == stepped.store.parameterDigest)
    #expect(try measured.outputs() == stepped.outputs())
    let (next, other) = (try measured.run(feeds), try stepped.run(feeds))
    #expect(next == other)
    #expect(try measured.store.parameterDigest == stepped.store.parameterDigest)
  }

  @Test func aDeviceFaultOfAProfiledStepIsReported() throws {
    let builder = GraphBuilder()
    let table = try builder.parameter("table", [5], initial: .constant(1))
    let indices = try builder.input("indices", [2], .int32)
    let y = try sum(gather(table, indices))
    let doubled = try table * 2
    let whole = builder.finish()
    let executable = try Executable(
      whole, outputs: [y.id], updates: [StateUpdate(table.id, doubled.id)],
      store: VariableStore(whole, in: testContext()))
    let error = failure(RuntimeError.self) {
      _ = try executable.profile([indices: int32([1, 5])], steps: 1)
    }
    #expect(error?.kind == .indexOutOfRange)
    #expect(try executable.store.value(table.id).doubles == [1, 1, 1, 1, 1])
  }
}
