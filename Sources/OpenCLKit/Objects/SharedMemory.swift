import COpenCL

/// Memory that the host and kernels reach at any time, without a command in between: what the host
/// wrote before a kernel was enqueued, the kernel sees, and what a kernel wrote, the host sees once
/// the kernel's event is complete.
package final class SharedMemory: @unchecked Sendable {
  // Unchecked: immutable; who writes when is up to the owner, as with every buffer.
  /// The memory as kernels are passed it.
  package let buffer: Buffer
  /// The memory as the host sees it, for as long as the buffer lives.
  package let bytes: UnsafeMutableRawBufferPointer

  private final class Allocation: @unchecked Sendable {
    // Unchecked: immutable; the pointer is only passed on, and freed once.
    let context: Context
    let start: UnsafeMutableRawPointer
    init(_ context: Context, _ start: UnsafeMutableRawPointer) {
      self.context = context
      self.start = start
    }
    deinit { context.functions.clSVMFree?(context.handle.pointer, start) }
  }

  /// Allocates `byteCount` bytes, all zero; nil where a device of the context cannot share memory.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where memory runs out.
  package init?(context: Context, byteCount: Int) throws(OpenCLError) {
    let devices = [context.device] + (context.companion.map { [$0] } ?? [])
    guard byteCount > 0, devices.allSatisfy(\.capabilities.hasSharedMemory),
      let allocate = context.functions.clSVMAlloc, context.functions.clSVMFree != nil,
      let start = allocate(
        context.handle.pointer, CL_MEM_READ_WRITE | CL_MEM_SVM_FINE_GRAIN_BUFFER, byteCount, 0)
    else { return nil }
    let owner = Allocation(context, start)
    bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    buffer = try Buffer(context: context, wrapping: bytes, ownedBy: owner)
  }
}
