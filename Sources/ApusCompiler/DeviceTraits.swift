/// What the compiler knows of a device: a value, so that plans can be made and tested without one.
public struct DeviceTraits: Hashable, Sendable {
  /// The two families of kernels.
  public enum Family: String, Hashable, Sendable, CaseIterable {
    /// One work-item owns a tile: explicit vectors, local size 1, no barriers.
    case cpu
    /// Work-groups share local memory; one work-item owns one element or a small tile.
    case gpu
  }

  /// Which kernels are written.
  public var family: Family
  /// Floats in a vector register, 8 or 16; used by the CPU-like family.
  public var vectorWidth: Int
  /// Compute units, or hardware threads.
  public var computeUnits: Int
  /// The largest buffer, in bytes.
  public var maximumAllocation: Int
  /// All memory of the device, in bytes.
  public var memory: Int
  /// The alignment of tensors inside the arena, in bytes.
  public var alignment: Int
  /// The largest work-group.
  public var maximumWorkGroup: Int
  /// Memory that a work-group shares, in bytes; used by the GPU-like family.
  public var localMemory: Int
  /// The cache before memory, in bytes; 0 if there is none or nobody knows. Results that it cannot
  /// keep until they are read go past it.
  public var cacheBytes: Int
  /// Whether it computes with float64.
  public var hasFloat64: Bool

  /// A device with these traits; the defaults are those of a small one.
  public init(
    family: Family, vectorWidth: Int = 8, computeUnits: Int = 2,
    maximumAllocation: Int = 1 << 30, memory: Int = 1 << 32, alignment: Int = 128,
    maximumWorkGroup: Int = 256, localMemory: Int = 1 << 15, cacheBytes: Int = 1 << 23,
    hasFloat64: Bool = true
  ) {
    self.family = family
    self.vectorWidth = vectorWidth
    self.computeUnits = computeUnits
    self.maximumAllocation = maximumAllocation
    self.memory = memory
    self.alignment = alignment
    self.maximumWorkGroup = maximumWorkGroup
    self.localMemory = localMemory
    self.cacheBytes = cacheBytes
    self.hasFloat64 = hasFloat64
  }
}
