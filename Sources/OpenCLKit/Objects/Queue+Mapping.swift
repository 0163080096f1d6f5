import COpenCL

extension Queue {
  /// What the host does with mapped memory.
  public enum MapMode: Sendable, Hashable {
    /// Only reads.
    case read
    /// Reads and changes.
    case readWrite
    /// Writes every byte; what was there before is lost (the device need not send it).
    case overwrite

    var flags: cl_map_flags {
      switch self {
      case .read: CL_MAP_READ
      case .readWrite: CL_MAP_READ | CL_MAP_WRITE
      case .overwrite: CL_MAP_WRITE_INVALIDATE_REGION
      }
    }
  }

  /// Lends bytes of `buffer` to `body` as host memory, after everything enqueued before is done. On
  /// devices with unified memory nothing is copied.
  ///
  /// - Parameters:
  ///   - buffer: the buffer; no command may touch it while `body` runs.
  ///   - range: byte offsets; nil means the whole buffer. An empty range gives an empty pointer.
  ///   - mode: what `body` does with the bytes.
  ///   - body: the pointer is valid only inside.
  /// - Throws: what `body` throws; ``OpenCLError/invalidArgument(call:reason:)`` where the range
  ///   leaves the buffer; ``OpenCLError/callFailed(_:)``. The memory is unmapped in every case.
  public func withMapped<Outcome>(
    _ buffer: Buffer, range: Range<Int>? = nil, mode: MapMode,
    _ body: (UnsafeMutableRawBufferPointer) throws(OpenCLError) -> Outcome
  ) throws(OpenCLError) -> Outcome {
    let call = "clEnqueueMapBuffer"
    let range = range ?? 0..<buffer.byteCount
    try buffer.check(offset: range.lowerBound, count: range.count, in: context, call)
    if range.isEmpty { return try body(UnsafeMutableRawBufferPointer(start: nil, count: 0)) }
    if mode != .overwrite { context.noteBlockingRead() }

    var status = CL_SUCCESS
    var mapped: UnsafeMutableRawPointer?
    _ = submit {
      mapped = functions.clEnqueueMapBuffer(
        handle.pointer, buffer.handle.pointer, CL_TRUE, mode.flags, range.lowerBound, range.count,
        0, nil, nil, &status)
      return status
    }
    try OpenCLKit.check(status, call)
    guard let mapped else {
      throw .invalidArgument(call: call, reason: "the driver returned no memory and no error")
    }

    let outcome: Outcome
    do throws(OpenCLError) {
      outcome = try body(UnsafeMutableRawBufferPointer(start: mapped, count: range.count))
    } catch {
      _ = unmap(buffer, mapped)  // the error of the body is the one to report
      throw error
    }
    try OpenCLKit.check(unmap(buffer, mapped), "clEnqueueUnmapMemObject")
    return outcome
  }

  private func unmap(_ buffer: Buffer, _ mapped: UnsafeMutableRawPointer) -> cl_int {
    submit {
      functions.clEnqueueUnmapMemObject(
        handle.pointer, buffer.handle.pointer, mapped, 0, nil, nil)
    }
  }
}
