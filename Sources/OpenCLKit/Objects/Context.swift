import COpenCL

/// The world in which buffers, programs and queues of one device live; objects of two contexts
/// cannot be mixed. Usable from any thread.
public final class Context: Sendable {
  /// The device.
  public let device: Device

  let handle: OwnedHandle
  var functions: OpenCLFunctions { device.functions }

  /// A context for `device`.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the driver refuses.
  public init(_ device: Device) throws(OpenCLError) {
    let platform = Int(bitPattern: device.platform.id.pointer)
    let properties: [cl_context_properties] = [CL_CONTEXT_PLATFORM, platform, 0]
    var id: cl_device_id? = device.id.pointer
    var status = CL_SUCCESS
    let created = device.functions.clCreateContext(properties, 1, &id, nil, nil, &status)
    handle = try OwnedHandle(
      created: created, status: status, call: "clCreateContext",
      release: device.functions.clReleaseContext)
    self.device = device
  }
}
