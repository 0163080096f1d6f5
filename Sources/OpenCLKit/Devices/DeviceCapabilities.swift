/// What a device can do: queried from the driver, never assumed from a vendor's name.
public struct DeviceCapabilities: Sendable, Hashable {
  /// Parallel compute units: CPU threads, or multiprocessors.
  public let computeUnits: Int

  /// The most work-items in one work-group; a given kernel may allow fewer.
  public let maxWorkGroupSize: Int

  /// The most work-items along each dimension of a work-group (3 entries, or more).
  public let maxWorkItemSizes: [Int]

  /// Local memory of one work-group, in bytes.
  public let localMemoryBytes: Int

  /// True where local memory is dedicated storage; false where it is ordinary global memory (CPUs),
  /// so that staging data in it gains nothing.
  public let hasDedicatedLocalMemory: Bool

  /// Global memory, in bytes.
  public let globalMemoryBytes: Int

  /// The largest single buffer the driver promises, in bytes.
  public let maxAllocationBytes: Int

  /// Alignment of buffers and sub-buffer origins, in bytes (the driver counts it in bits).
  public let memoryAlignment: Int

  /// Cache line of global memory, in bytes; 0 where there is no cache or the driver does not say.
  public let cacheLineBytes: Int

  /// Cache of global memory, in bytes; 0 where there is none or the driver does not say.
  public let cacheBytes: Int

  /// Width of a `float` vector that the driver prefers in source; 1 on scalar architectures.
  public let preferredFloatWidth: Int

  /// Width of a `float` vector in hardware (8 with AVX2).
  public let nativeFloatWidth: Int

  /// Half precision arithmetic (`cl_khr_fp16`).
  public let hasFloat16: Bool

  /// Double precision arithmetic.
  public let hasFloat64: Bool

  /// Whether it can be asked to round quotients and square roots of `float` correctly.
  public let dividesCorrectly: Bool

  /// Sub-group functions in kernels.
  public let hasSubGroups: Bool

  /// Device and host share one memory: mapping a buffer copies nothing.
  public let hasUnifiedMemory: Bool

  /// Host and kernels may touch one piece of memory without commands in between (fine-grained
  /// buffers of OpenCL 2.0).
  public let hasSharedMemory: Bool

  /// The most bytes of arguments of one kernel.
  public let maxArgumentBytes: Int

  /// Highest clock frequency, in MHz; 0 where the driver does not say.
  public let clockMegahertz: Int

  /// The device accepts work now.
  public let isAvailable: Bool

  /// The driver can compile source.
  public let hasCompiler: Bool

  /// The names of the extensions.
  public let extensions: Set<String>
}
