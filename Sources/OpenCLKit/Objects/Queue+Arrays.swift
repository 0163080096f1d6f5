/// Swift arrays of plain values between host and device. Offsets are in bytes, counts in elements.
extension Queue {
  /// Copies `values` into `buffer` from byte `offset` on; returns when done with `values`.
  ///
  /// - Throws: as the raw form of `write`.
  public func write<Element: BitwiseCopyable>(
    _ values: [Element], to buffer: Buffer, at offset: Int = 0
  ) throws(OpenCLError) {
    try values.withUnsafeBufferPointer { (storage) throws(OpenCLError) in
      try write(UnsafeRawBufferPointer(storage), to: buffer, at: offset)
    }
  }

  /// Reads elements of `buffer` from byte `offset` on.
  ///
  /// - Parameter count: how many elements; nil means all that fit up to the end.
  /// - Throws: as the raw form of `read`.
  public func read<Element: BitwiseCopyable>(
    _ type: Element.Type, from buffer: Buffer, at offset: Int = 0, count: Int? = nil
  ) throws(OpenCLError) -> [Element] {
    let stride = MemoryLayout<Element>.stride
    // A negative offset is for `check` to refuse: subtracting it might overflow.
    let count = count ?? max(buffer.byteCount - max(offset, 0), 0) / stride
    // Before the array is allocated: a wrong count must be an error, not a trap.
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: stride)
    try buffer.check(
      offset: offset, count: overflow ? -1 : byteCount, in: context, "clEnqueueReadBuffer")

    var failure: OpenCLError?
    let values = [Element](unsafeUninitializedCapacity: count) { storage, initialized in
      do throws(OpenCLError) {
        let bytes = UnsafeMutableRawBufferPointer(start: storage.baseAddress, count: byteCount)
        try read(from: buffer, at: offset, into: bytes)
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }
}
