/// What small kernels showed that were compiled and run on a device: a driver may claim what it
/// does not do. A feature that is not claimed is not tried, since compilers may fall over it.
public struct DeviceProbes: Sendable, Hashable {
  /// What came of one kernel.
  public enum Outcome: Sendable, Hashable {
    /// The driver does not claim the feature.
    case absent
    case works
    /// The driver claims it, but the kernel did not build, did not run, or was wrong.
    case fails(reason: String)
  }

  /// Arithmetic in half precision.
  public let float16: Outcome
  /// Arithmetic in double precision.
  public let float64: Outcome
  /// A sum over a sub-group.
  public let subGroups: Outcome
  /// The work-items of a sub-group, where they work.
  public let subGroupSize: Int?
  /// The most local memory, in bytes, with which a kernel ran: all that the driver claims, or the
  /// largest half, quarter, … of it; 0 for none.
  public let usableLocalBytes: Int
}

extension Device {
  /// Compiles and runs a kernel for each of half and double precision, sub-groups and local memory.
  ///
  /// - Throws: ``OpenCLError`` where the device cannot be opened; a kernel that fails is an outcome.
  public func probe() throws(OpenCLError) -> DeviceProbes {
    let prober = try DeviceProber(self)
    let groups = prober.subGroups()
    return DeviceProbes(
      float16: prober.arithmetic("half", "cl_khr_fp16", isClaimed: capabilities.hasFloat16),
      float64: prober.arithmetic("double", "cl_khr_fp64", isClaimed: capabilities.hasFloat64),
      subGroups: groups.outcome, subGroupSize: groups.size,
      usableLocalBytes: prober.usableLocalBytes())
  }
}

/// Runs the kernels of `Device.probe()`.
private struct DeviceProber {
  private let device: Device
  private let queue: Queue

  init(_ device: Device) throws(OpenCLError) {
    self.device = device
    queue = try Queue(context: Context(device))
  }

  /// The newest language that the device has, where sub-groups belong to it.
  private var language: String {
    switch device.openCLVersion {
    case (3..., _): "-cl-std=CL3.0"
    case (2, _): "-cl-std=CL2.0"
    default: "-cl-std=CL1.2"
    }
  }

  /// Runs one kernel `probe` over a single work-group and returns the numbers it writes.
  private func run(
    _ source: String, options: String, items: Int, localBytes: Int? = nil
  ) throws(OpenCLError) -> [Int32] {
    let context = queue.context
    let kernel = try Kernel(
      Program(context: context, source: source, options: options), name: "probe")
    var numbers = [Int32](repeating: -1, count: items)
    let buffer = try Buffer(context: context, byteCount: items * MemoryLayout<Int32>.size)
    try queue.fill(buffer, with: Int32(-1))
    try kernel.set(0, buffer)
    if let localBytes {
      try kernel.set(1, localBytes: localBytes)
      try kernel.set(2, Int32(clamping: localBytes))
    }
    try queue.enqueue(kernel, global: [items], local: [items])
    var failure: OpenCLError?
    numbers.withUnsafeMutableBytes { bytes in
      do throws(OpenCLError) { try queue.read(from: buffer, into: bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    return numbers
  }

  /// 1.5 · 1.5 + 0.25 is exact in every precision.
  func arithmetic(
    _ type: String, _ pragma: String, isClaimed: Bool
  ) -> DeviceProbes.Outcome {
    guard isClaimed else { return .absent }
    let isExtension = device.capabilities.extensions.contains(pragma)
    let source = """
      \(isExtension ? "#pragma OPENCL EXTENSION \(pragma) : enable" : "")
      kernel void probe(global int *out) {
        \(type) x = (\(type))(out[0] + 2.5f);
        out[0] = (int)((x * x + (\(type))0.25f) * (\(type))2);
      }
      """
    do throws(OpenCLError) {
      let found = try run(source, options: "-cl-std=CL1.2", items: 1)
      return found == [5] ? .works : .fails(reason: "it computed \(found[0]) where 5 is right")
    } catch {
      return .fails(reason: "\(error)")
    }
  }

  func subGroups() -> (outcome: DeviceProbes.Outcome, size: Int?) {
    guard device.capabilities.hasSubGroups else { return (.absent, nil) }
    let names = ["cl_khr_subgroups", "cl_intel_subgroups"]
    let pragma = names.first(where: device.capabilities.extensions.contains)
    let source = """
      \(pragma.map { "#pragma OPENCL EXTENSION \($0) : enable" } ?? "")
      kernel void probe(global int *out) {
        int size = get_sub_group_size();
        out[get_global_id(0)] = sub_group_reduce_add(1) == size ? size : 0;
      }
      """
    do throws(OpenCLError) {
      let items = min(64, device.capabilities.maxWorkGroupSize)
      let found = try run(source, options: language, items: items)
      guard let size = found.max(), size > 0, !found.contains(where: { $0 <= 0 }) else {
        return (.fails(reason: "sums over sub-groups were wrong: \(found)"), nil)
      }
      return (.works, Int(size))
    } catch {
      return (.fails(reason: "\(error)"), nil)
    }
  }

  /// Each of the work-items writes its share of the local memory, and reads that of its neighbour.
  func usableLocalBytes() -> Int {
    let source = """
      kernel void probe(global int *out, local uchar *memory, int count) {
        int me = get_local_id(0), all = get_local_size(0), next = (me + 1) % all;
        for (int i = me; i < count; i += all) memory[i] = (uchar)(me + 1);
        barrier(CLK_LOCAL_MEM_FENCE);
        int right = 1;
        for (int i = next; i < count; i += all) right &= memory[i] == (uchar)(next + 1);
        out[me] = right;
      }
      """
    var claimed = device.capabilities.localMemoryBytes
    let items = min(16, device.capabilities.maxWorkGroupSize)
    while claimed > 0 {
      // Some drivers keep a little for themselves.
      for bytes in [claimed, claimed - claimed / 64, claimed - claimed / 8] {
        do throws(OpenCLError) {
          let found = try run(source, options: "-cl-std=CL1.2", items: items, localBytes: bytes)
          if found.allSatisfy({ $0 == 1 }) { return bytes }
        } catch {
          // Too much of it for this kernel: less may do.
        }
      }
      claimed /= 2
    }
    return 0
  }
}
