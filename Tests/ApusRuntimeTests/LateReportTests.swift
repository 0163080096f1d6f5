import ApusCompiler
import ApusGraph
import ApusRuntime
import OpenCLKit
import Testing

/// What is promised for steps that are past, or still in flight, when something else changes.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct LateReportTests {
  @Test(arguments: [true, false])
  func resultsOutliveLargerSteps(sharesMemory: Bool) throws {
    let context = try ComputeContext(
      .default, family: TestMode.family, cache: nil, sharesMemory: sharesMemory)
    let network = try TestNetwork(hidden: 700)
    let executable = try network.executable(in: context)
    try executable.step(network.feeds(8))
    let first = try executable.outputs(ofStep: 0)
    // Sends more than there was room for.
    try executable.step(network.feeds(4000))
    try executable.step(network.feeds(9))
    #expect(try executable.outputs(ofStep: 0) == first)
    #expect(try executable.outputs(ofStep: 1) != first)
  }

  @Test func executablesMayGoWithStepsInFlight() throws {
    let context = try ComputeContext(.default, family: TestMode.family, cache: nil)
    for _ in 0..<20 {
      for hidden in [16, 700] {
        let network = try TestNetwork(hidden: hidden)
        let executable = try network.executable(in: context)
        for number in 0..<3 { try executable.step(network.feeds(64, number)) }
      }
    }
    let network = try TestNetwork()
    let executable = try network.executable(in: context)
    let last = try executable.run(network.feeds(8))[0].values(Float.self)[0]
    #expect(last.isFinite)
  }

  /// A tiny step leaves work on the companion's queue.
  @Test func peaksAreThoseOfTheDevice() throws {
    let context = try ComputeContext(.default, family: TestMode.family, cache: nil)
    let network = try TestNetwork()
    _ = try network.executable(in: context).run(network.feeds(4))
    #expect(try context.measureLaunchCost() > 0)
    #expect(context.queue.device == context.device)
  }
}
