import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import OpenCLKit
import Testing

/// Runs operation cases on the machine's device.
///
/// In the Oclgrind job every tensor is a buffer of exactly its size; elsewhere intermediate memory
/// is filled with NaN before each step.
final class DeviceRunner: CaseRunner {
  let context: ComputeContext
  private(set) var kernels = 0
  private(set) var launches = 0
  private let joinsLaunches: Bool

  /// - Parameters:
  ///   - joinsLaunches: for programs of one case. Where many share one, all their small kernels would
  ///     be one, slow to compile.
  ///   - optimizes: whether the driver's compiler optimises kernels, as it does for users; else only
  ///     where `TestMode.optimizesAll` says so.
  init(
    _ family: DeviceTraits.Family?, joinsLaunches: Bool = false, optimizes: Bool = false
  ) throws {
    self.joinsLaunches = joinsLaunches
    context = try ComputeContext(
      .default, family: family, cache: nil, usesCompanion: false,
      optimizesKernels: optimizes || TestMode.optimizesAll)
  }

  func run(
    graph: Graph, outputs: [VariableID], feeds: [VariableID: Tensor], binding: [String: Int],
    mode: Reference.Mode
  ) throws -> [Tensor] {
    let store = try VariableStore(graph, in: context, separatesBuffers: TestMode.isOclgrind)
    var options = ExecutableOptions()
    options.compilation.separateBuffers = TestMode.isOclgrind
    options.compilation.joinsLaunches = joinsLaunches
    options.fillsMemoryWithNaN = !TestMode.isOclgrind
    let executable = try Executable(
      graph, outputs: outputs, mode: mode == .training ? .training : .evaluation, store: store,
      options: options)
    defer {
      kernels += executable.statistics.kernels
      launches += executable.statistics.launchesPerStep
    }
    let before = context.blockingReads
    let step = try executable.step(feeding: feeds.mapValues { $0 as any Feed })
    // No operation reads back or waits for the device: what is read is read below.
    #expect(context.blockingReads == before)
    return try executable.outputs(ofStep: step)
  }
}
