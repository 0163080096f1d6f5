#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Queue {
  /// Buffers below this many bytes stay as they are: two large pages of most processors.
  private static let fewestBytes = 4 << 20

  /// Asks the system to lay out a large buffer of a CPU device in large pages: passes over it then
  /// wait less for address translation. Call it before the buffer is used, as memory that is there
  /// already stays where it is. Changes nothing on other devices or systems, and waits for what was
  /// enqueued before.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the buffer cannot be mapped.
  public func preferLargePages(_ buffer: Buffer) throws(OpenCLError) {
    #if os(Linux)
      guard buffer.byteCount >= Self.fewestBytes, context.device.types.contains(.cpu) else {
        return
      }
      try withMapped(buffer, mode: .overwrite) { memory in
        guard let start = memory.baseAddress else { return }
        // Advice is for whole pages, and none of it can do harm.
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let first = (Int(bitPattern: start) + page - 1) / page * page
        let count = (Int(bitPattern: start) + memory.count - first) / page * page
        _ = madvise(UnsafeMutableRawPointer(bitPattern: first), count, Int32(MADV_HUGEPAGE))
      }
    #endif
  }
}
