import COpenCL

/// The world in which buffers, programs and queues of one device (and its companion) live; objects
/// of two contexts cannot be mixed. Usable from any thread.
public final class Context: Sendable {
  /// The device.
  public let device: Device

  /// A second device of the same memory, for which queues and programs may be made as well.
  public let companion: Device?

  /// Times that the host waited for bytes of device memory: blocking reads and mappings to read.
  package var blockingReads: Int { reads.withLock { $0 } }
  private let reads = Protected(0)

  let handle: OwnedHandle
  var functions: OpenCLFunctions { device.functions }

  /// A context for `device`.
  ///
  /// - Parameters:
  ///   - device: the device.
  ///   - companion: another device of the same platform, as ``Device/companion`` finds it.
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the driver refuses.
  public init(_ device: Device, companion: Device? = nil) throws(OpenCLError) {
    let platform = Int(bitPattern: device.platform.id.pointer)
    let properties: [cl_context_properties] = [CL_CONTEXT_PLATFORM, platform, 0]
    var ids: [cl_device_id?] = [device.id.pointer]
    if let companion { ids.append(companion.id.pointer) }
    var status = CL_SUCCESS
    let created = device.functions.clCreateContext(
      properties, cl_uint(ids.count), &ids, nil, nil, &status)
    handle = try OwnedHandle(
      created: created, status: status, call: "clCreateContext",
      release: device.functions.clReleaseContext)
    self.device = device
    self.companion = companion
  }

  /// Called by whatever command has the host wait for bytes of the device.
  func noteBlockingRead() { reads.withLock { $0 += 1 } }
}
