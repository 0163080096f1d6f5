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
  package let queue: Queue
  private let setupQueue: Queue
  /// Stands in for tensors without elements.
  package let nothing: Buffer
  private let cache: BinaryCache?
  private var programs: [String: Program] = [:]
  /// Programs compiled from source, and kernels in them, since this context was made.
  package private(set) var programsBuilt = 0
  package private(set) var programsLoaded = 0
  /// The compiled graphs of eager functions, one for each function and its shapes.
  var eagerPlans = RecentlyUsed<EagerKey, Executable>(limit: 64)

  /// - Parameters:
  ///   - device: the device; `Device.default` picks the best one.
  ///   - family: forces a family of kernels; by default `APUS_KERNEL_FAMILY`, then the device's
  ///     kind decides.
  ///   - cachesPrograms: whether compiled programs are kept on disk for the next process. By
  ///     default they are, except on PoCL: it keeps its own cache, and asking it for a binary
  ///     compiles every kernel once more (measured: 205 s instead of 104 s for 246 kernels).
  /// - Throws: `OpenCLError` if the device cannot be opened.
  public convenience init(
    _ device: Device, family: DeviceTraits.Family? = nil, cachesPrograms: Bool? = nil,
    profiling: Bool = false
  ) throws {
    let isPoCL = device.platform.name == "Portable Computing Language"
    let cache = cachesPrograms ?? !isPoCL ? BinaryCache() : nil
    try self.init(device, family: family, cache: cache, profiling: profiling)
  }

  /// - Parameter cache: where compiled programs are kept; nil for nowhere.
  package init(
    _ device: Device, family: DeviceTraits.Family? = nil, cache: BinaryCache?,
    profiling: Bool = false
  ) throws {
    self.device = device
    self.cache = cache
    context = try Context(device)
    queue = try Queue(context: context, profiling: profiling)
    setupQueue = try Queue(context: context)
    nothing = try Buffer(context: context, byteCount: 128)
    traits = try DeviceTraits(device, family: family)
    if TuningFile.isUsed { tuning = TuningFile(device, traits).table() }
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

  /// The program of a source text: built once for each context, and kept on disk.
  package func program(_ source: String, options: String) throws -> Program {
    if let known = programs[source] { return known }
    let program: Program
    if let cache {
      let (found, outcome) = try cache.program(source: source, options: options, context: context)
      program = found
      if outcome == .built { programsBuilt += 1 } else { programsLoaded += 1 }
    } else {
      program = try Program(context: context, source: source, options: options)
      programsBuilt += 1
    }
    programs[source] = program
    return program
  }
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
      maximumWorkGroup: capabilities.maxWorkGroupSize, cacheBytes: capabilities.cacheBytes)
  }
}
