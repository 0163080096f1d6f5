import COpenCL

/// One reference to one OpenCL object, released exactly once: when the last Swift owner goes, also
/// on error paths between creation and the end of an initialiser.
final class OwnedHandle: @unchecked Sendable {
  // Unchecked: both fields are immutable, and OpenCL objects may be used and released from any
  // thread. (clSetKernelArg is the one exception; hence Kernel is not Sendable.)
  let pointer: OpaquePointer
  private let release: @convention(c) (OpaquePointer?) -> cl_int

  /// Takes over one reference; `release` is the object's own clRelease function.
  init(_ pointer: OpaquePointer, release: @escaping @convention(c) (OpaquePointer?) -> cl_int) {
    self.pointer = pointer
    self.release = release
    LiveHandles.add(1)
  }

  deinit {
    // A failing release cannot be reported from here, and there is nothing left to do about it.
    _ = release(pointer)
    LiveHandles.add(-1)
  }

  /// Takes over what a clCreate call returned; throws where it returned an error.
  convenience init(
    created pointer: OpaquePointer?, status: cl_int, call: String,
    release: @escaping @convention(c) (OpaquePointer?) -> cl_int
  ) throws(OpenCLError) {
    try check(status, call)
    guard let pointer else {
      throw .invalidArgument(call: call, reason: "the driver returned no object and no error")
    }
    self.init(pointer, release: release)
  }
}
