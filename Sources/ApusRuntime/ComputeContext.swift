import ApusCompiler
import OpenCLKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A device made ready: its OpenCL context, an in-order queue, and the programs built on it.
/// Stores, executables and device tensors that work together share one.
public final class ComputeContext {
  /// The device it was made for.
  public let device: Device
  /// What the compiler knows of the device.
  public private(set) var traits: DeviceTraits
  /// Plans that `apus tune` measured on this device, for what is compiled from now on; empty where
  /// it never ran, or where `APUS_TUNING` is `off`. They change no result.
  public var tuning = TuningTable()
  package let context: Context
  /// What everything is enqueued on now: one of the two below.
  package private(set) var queue: Queue
  /// The device's own queue.
  private let ownQueue: Queue
  /// The queue of the device's companion, whose commands are done when the call that enqueues them
  /// returns.
  private let companionQueue: Queue?
  /// Times that work moved from one queue to the other.
  package private(set) var queueSwitches = 0
  /// Times that the host waited for bytes of device memory, whoever asked.
  package var blockingReads: Int { context.blockingReads }
  /// Whether the host may touch the memory of kernels without commands in between.
  let sharesMemory: Bool
  /// For memory that is made while steps are in flight.
  private let setupQueue: Queue
  /// Stands in for tensors without elements.
  package let nothing: Buffer
  private let cache: BinaryCache?
  /// Whether the driver's compiler optimises kernels.
  let optimizesKernels: Bool
  private var programs: [ProgramKey: Program] = [:]
  /// Programs compiled from source, and kernels in them, since this context was made.
  package private(set) var programsBuilt = 0
  package private(set) var programsLoaded = 0
  /// The kernels that the driver's compiler refused, each once, in the order in which that was
  /// found out. What they compute is done by other kernels.
  public private(set) var refusedKernels: [RefusedKernel] = []
  /// Is told of each refused kernel, once; by default it is written to standard error.
  public var onRefusal: (RefusedKernel) -> Void = { writeToStandardError("apus: \($0)\n") }
  /// The compiled graphs of eager functions, one for each function and its shapes.
  var eagerPlans = RecentlyUsed<EagerKey, Executable>(limit: 64)

  /// - Parameters:
  ///   - device: the device; `Device.default` picks the best one.
  ///   - family: forces a family of kernels; by default `APUS_KERNEL_FAMILY`, then the device's
  ///     kind decides.
  ///   - cachesPrograms: whether compiled programs are kept on disk for the next process. By
  ///     default they are, except on PoCL: it keeps its own cache, and asking it for a binary
  ///     compiles every kernel once more (measured: 205 s instead of 104 s for 246 kernels).
  /// - Throws: `OpenCLError` if the device cannot be opened, `RuntimeError` for a setting in the
  ///   environment that makes no sense.
  public convenience init(
    _ device: Device, family: DeviceTraits.Family? = nil, cachesPrograms: Bool? = nil,
    profiling: Bool = false
  ) throws {
    let isPoCL = device.platform.name == "Portable Computing Language"
    let cache = cachesPrograms ?? !isPoCL ? BinaryCache() : nil
    try self.init(device, family: family, cache: cache, profiling: profiling)
  }

  private struct ProgramKey: Hashable {
    var source: String
    var device: Device
  }

  /// - Parameters:
  ///   - cache: where compiled programs are kept; nil for nowhere.
  ///   - usesCompanion: false has everything run on the device itself.
  ///   - sharesMemory: false has all that host and device exchange go by commands.
  ///   - optimizesKernels: false has kernels built in a third of the time (on PoCL), for tests of what
  ///     they compute.
  package init(
    _ device: Device, family: DeviceTraits.Family? = nil, cache: BinaryCache?,
    profiling: Bool = false, usesCompanion: Bool = true, sharesMemory: Bool = true,
    optimizesKernels: Bool = true
  ) throws {
    self.device = device
    self.cache = cache
    self.sharesMemory = sharesMemory
    self.optimizesKernels = optimizesKernels
    let companion = usesCompanion ? device.companion : nil
    let context = try Context(device, companion: companion)
    self.context = context
    ownQueue = try Queue(context: context, profiling: profiling)
    companionQueue = try companion.map {
      try Queue(context: context, on: $0, profiling: profiling)
    }
    queue = ownQueue
    setupQueue = try Queue(context: context)
    nothing = try Buffer(context: context, byteCount: 128)
    traits = try DeviceTraits(device, family: family)
    if try TuningFile.isUsed { tuning = TuningFile(device, traits).table() }
  }

  /// A context with other traits than the device's own, such as a smaller memory.
  package convenience init(_ device: Device, traits: DeviceTraits) throws {
    try self.init(device, family: traits.family)
    self.traits = traits
    tuning = TuningTable()
  }

  /// Device memory for tensors, whose contents are not defined.
  func memory(_ byteCount: Int) throws -> Buffer {
    let buffer = try Buffer(context: context, byteCount: byteCount)
    // On a queue of its own: steps in flight are not waited for.
    try setupQueue.preferLargePages(buffer)
    return buffer
  }

  /// Keeps what a compiler refused, and says so once.
  func note(_ refused: RefusedKernel) {
    guard !refusedKernels.contains(where: { $0.name == refused.name }) else { return }
    refusedKernels.append(refused)
    onRefusal(refused)
  }

  /// The queue on which a plan costs least: the companion's, if there is one, for a tiny program at
  /// sizes that leave nothing to do for a second thread, and for a plan that is done before one
  /// would be awake.
  ///
  /// - Parameter built: the devices for which the program is built already. No second build is made
  ///   for a plan that is merely short.
  func cheapestQueue(
    for plan: Plan, of program: CompiledProgram, built: some Collection<Device>
  ) -> Queue {
    guard let companionQueue, traits.family == .cpu else { return ownQueue }
    let isThere = built.isEmpty || built.contains(companionQueue.device)
    return (program.isTiny && plan.isSerial) || (plan.isShort && isThere)
      ? companionQueue : ownQueue
  }

  /// Has everything from now on enqueued on `next`, behind what was enqueued before. That waits for
  /// the device, if it is still at work: PoCL's `basic` device does not know how to wait for events
  /// of another one. What was enqueued on the companion is done already.
  func use(_ next: Queue) throws {
    guard next !== queue else { return }
    try queue.finish()
    queue = next
    queueSwitches += 1
  }

  /// As `use(_:)`, the device's own queue.
  func useOwnQueue() throws { try use(ownQueue) }

  /// The program of a source text for one of the devices: built once for each context, and kept on
  /// disk.
  package func program(
    _ source: String, options: String, on target: Device? = nil
  ) throws -> Program {
    let target = target ?? device
    let key = ProgramKey(source: source, device: target)
    if let known = programs[key] { return known }
    let program: Program
    if let cache {
      let (found, outcome) = try cache.program(
        source: source, options: options, context: context, on: target)
      program = found
      if outcome == .built { programsBuilt += 1 } else { programsLoaded += 1 }
    } else {
      program = try Program(context: context, source: source, options: options, on: target)
      programsBuilt += 1
    }
    programs[key] = program
    return program
  }
}

/// Writes a line without the buffers of another layer.
private func writeToStandardError(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(2, bytes, bytes.count)
}

extension DeviceTraits {
  /// The traits of a device.
  /// - Throws: `RuntimeError` for an `APUS_KERNEL_FAMILY` other than `cpu` or `gpu`.
  public init(_ device: Device, family: Family? = nil) throws {
    let capabilities = device.capabilities
    var chosen = family ?? (device.types.contains(.gpu) ? .gpu : .cpu)
    if family == nil, let forced = getenv("APUS_KERNEL_FAMILY").map({ String(cString: $0) }) {
      guard let named = Family(rawValue: forced) else {
        throw RuntimeError(
          .invalidSetting, expected: "cpu or gpu in APUS_KERNEL_FAMILY", found: "'\(forced)'",
          advice: "unset the variable to let the device decide")
      }
      chosen = named
    }
    let width = capabilities.nativeFloatWidth >= 16 ? 16 : 8
    self.init(
      family: chosen, vectorWidth: width, computeUnits: max(1, capabilities.computeUnits),
      maximumAllocation: capabilities.maxAllocationBytes,
      memory: capabilities.globalMemoryBytes,
      alignment: max(128, capabilities.memoryAlignment),
      maximumWorkGroup: capabilities.maxWorkGroupSize,
      localMemory: capabilities.localMemoryBytes, cacheBytes: capabilities.cacheBytes,
      hasFloat64: capabilities.hasFloat64)
  }
}
