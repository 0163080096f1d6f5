import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

@testable import OpenCLKit

/// Tests that plant failures, one after another.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
enum PlantedTests {}

extension PlantedTests {
  /// A device that gives up in the middle of a run: a typed error, and values that were read before
  /// are all that is needed to go on.
  @Suite struct DeviceFailureTests {
    private static let lost: Int32 = -5  // CL_OUT_OF_RESOURCES
    private static let aborted: Int32 = -14  // CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST
    private static let noMemory: Int32 = -4  // CL_MEM_OBJECT_ALLOCATION_FAILURE

    /// Wide enough to be several launches.
    private let network: TestNetwork
    private let device: Device

    init() throws {
      network = try TestNetwork(drops: true, hidden: 700)
      device = try PlantedFailures.device()
    }

    private func executable() throws -> Executable {
      try network.executable(
        in: ComputeContext(device, family: TestMode.family, cache: nil, usesCompanion: false))
    }

    private func values(_ store: VariableStore) throws -> [String: Tensor] {
      Dictionary(
        uniqueKeysWithValues: try store.names.map { ($0, try store.value(named: $0)) })
    }

    private func expectFailure(
      _ status: String, _ location: SourceLocation = #_sourceLocation, _ body: () throws -> Void
    ) {
      let error = failure(RuntimeError.self, location, body)
      #expect(error?.kind == .deviceFailed, sourceLocation: location)
      #expect(
        error?.found.contains(status) == true, "\(error?.found ?? "")", sourceLocation: location)
    }

    enum Moment: String, CaseIterable, Sendable {
      case firstLaunch, laterLaunch, wait
    }

    @Test(arguments: Moment.allCases)
    func whatWasReadGoesOnElsewhere(moment: Moment) throws {
      let undisturbed = try executable()
      for number in 0..<6 { try undisturbed.step(network.feeds(8, number)) }
      let expected = try undisturbed.store.parameterDigest

      let failing = try executable()
      for number in 0..<3 { try failing.step(network.feeds(8, number)) }
      let (kept, step) = (try values(failing.store), failing.store.step)
      PlantedFailures.plan.withLock {
        switch moment {
        case .firstLaunch: $0.launch = (Self.lost, 0)
        case .laterLaunch: $0.launch = (Self.lost, failing.statistics.launchesPerStep - 1)
        case .wait: $0.wait = (Self.aborted, 0)
        }
      }
      let name = moment == .wait ? "CL_EXEC_STATUS_ERROR" : "CL_OUT_OF_RESOURCES"
      expectFailure(name) {
        try failing.step(network.feeds(8, 3))
        try failing.synchronize()
      }
      PlantedFailures.plan.withLock { $0 = .init() }
      // Half a step is no step: nothing is given out as if it were sound.
      expectFailure(name) { _ = try failing.store.value(named: "w1") }
      expectFailure(name) { _ = try failing.store.parameterDigest }
      expectFailure(name) { try failing.step(network.feeds(8, 3)) }

      // Values read before go on in another context, and in this one.
      let fresh = try executable()
      for store in [fresh.store, failing.store] {
        for (name, value) in kept { try store.set(named: name, value) }
        store.step = step
      }
      for number in 3..<6 {
        try fresh.step(network.feeds(8, number))
        try failing.step(network.feeds(8, number))
      }
      #expect(try fresh.store.parameterDigest == expected)
      #expect(try failing.store.parameterDigest == expected)
    }

    /// A new size that finds no memory fails before anything is enqueued.
    @Test func outOfMemoryForANewSize() throws {
      let executable = try executable()
      for number in 0..<3 { try executable.step(network.feeds(8, number)) }
      let digest = try executable.store.parameterDigest
      PlantedFailures.plan.withLock { $0.buffer = Self.noMemory }
      let error = failure(OpenCLError.self) { try executable.step(network.feeds(2000)) }
      #expect(error?.status?.name == "CL_MEM_OBJECT_ALLOCATION_FAILURE")
      PlantedFailures.plan.withLock { $0.buffer = nil }
      #expect(try executable.store.parameterDigest == digest)
      try executable.step(network.feeds(8, 3))
      try executable.step(network.feeds(2000))
      #expect(try executable.store.parameterDigest != digest)
    }

    /// An evaluation that fails has changed nothing.
    @Test func aFailedEvaluationLeavesTheStoreSound() throws {
      let training = try executable()
      try training.step(network.feeds(8))
      let digest = try training.store.parameterDigest
      let evaluation = try network.executable(store: training.store, mode: .evaluation)
      try evaluation.step(network.feeds(8))
      try evaluation.synchronize()
      PlantedFailures.plan.withLock { $0.launch = (Self.lost, 0) }
      expectFailure("CL_OUT_OF_RESOURCES") { try evaluation.step(network.feeds(8)) }
      PlantedFailures.plan.withLock { $0 = .init() }
      #expect(try training.store.parameterDigest == digest)
      #expect(try evaluation.run(network.feeds(8)).count == 1)
    }
  }
}
