import COpenCL

/// A block of device memory, counted in bytes. Its contents are undefined until written.
/// Usable from any thread; released when the last owner and the last queued command are done with
/// it.
public final class Buffer: Sendable {
  /// What kernels do with a buffer. (The host may always read and write it.)
  public enum Access: Sendable, Hashable {
    /// Kernels read and write.
    case readWrite
    /// Kernels only read.
    case readOnly
    /// Kernels only write.
    case writeOnly

    var flags: cl_mem_flags {
      switch self {
      case .readWrite: CL_MEM_READ_WRITE
      case .readOnly: CL_MEM_READ_ONLY
      case .writeOnly: CL_MEM_WRITE_ONLY
      }
    }
  }

  /// The context it belongs to.
  public let context: Context

  /// Size in bytes.
  public let byteCount: Int

  /// What kernels do with it.
  public let access: Access

  let handle: OwnedHandle
  /// What owns the memory, where the buffer lies on memory of others; released after the handle.
  private let backing: (any AnyObject & Sendable)?

  /// Allocates `byteCount` bytes. (Some drivers allocate only at the first use.)
  ///
  /// - Parameters:
  ///   - context: the context it belongs to.
  ///   - byteCount: size in bytes, at least 1.
  ///   - access: what kernels do with it.
  ///   - hostAllocated: asks for memory that the host reaches directly (pinned or shared), which
  ///     makes transfers and mapping cheaper on many devices.
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)`` for a size below 1 or beyond the
  ///   memory of the context's device (NVIDIA's driver accepts any),
  ///   ``OpenCLError/callFailed(_:)`` where memory runs out or the size exceeds the device's limit.
  public init(
    context: Context, byteCount: Int, access: Access = .readWrite, hostAllocated: Bool = false
  ) throws(OpenCLError) {
    guard byteCount > 0 else {
      throw .invalidArgument(
        call: "clCreateBuffer", reason: "a buffer needs at least 1 byte, not \(byteCount)")
    }
    let memory = context.device.capabilities.globalMemoryBytes
    guard byteCount <= memory else {
      throw .invalidArgument(
        call: "clCreateBuffer",
        reason: "\(context.device.name) has \(memory) bytes of memory, not \(byteCount)")
    }
    let flags = access.flags | (hostAllocated ? CL_MEM_ALLOC_HOST_PTR : 0)
    var status = CL_SUCCESS
    let created = context.functions.clCreateBuffer(
      context.handle.pointer, flags, byteCount, nil, &status)
    handle = try OwnedHandle(
      created: created, status: status, call: "clCreateBuffer",
      release: context.functions.clReleaseMemObject)
    self.context = context
    self.byteCount = byteCount
    self.access = access
    backing = nil
  }

  /// A buffer on `bytes`, which `owner` keeps alive.
  init(
    context: Context, wrapping bytes: UnsafeMutableRawBufferPointer,
    ownedBy owner: any AnyObject & Sendable
  ) throws(OpenCLError) {
    access = .readWrite
    var status = CL_SUCCESS
    let created = context.functions.clCreateBuffer(
      context.handle.pointer, access.flags | CL_MEM_USE_HOST_PTR, bytes.count, bytes.baseAddress,
      &status)
    handle = try OwnedHandle(
      created: created, status: status, call: "clCreateBuffer",
      release: context.functions.clReleaseMemObject)
    self.context = context
    byteCount = bytes.count
    backing = owner
  }

  /// Throws unless `count` bytes from `offset` lie inside the buffer and `context` is its own.
  func check(offset: Int, count: Int, in context: Context, _ call: String) throws(OpenCLError) {
    guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
      throw .invalidArgument(
        call: call,
        reason: "\(count) bytes at offset \(offset) lie outside the buffer's \(byteCount) bytes")
    }
    guard context === self.context else {
      throw .invalidArgument(call: call, reason: "buffer and queue belong to different contexts")
    }
  }
}
