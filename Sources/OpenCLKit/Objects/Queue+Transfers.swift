import COpenCL

/// Raw bytes between host and device. Offsets and counts are in bytes; a count of zero does
/// nothing.
extension Queue {
  /// Copies `source` into `buffer` from byte `offset` on; returns when `source` may be reused.
  ///
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)`` where the range leaves the buffer,
  ///   ``OpenCLError/callFailed(_:)``.
  public func write(
    _ source: UnsafeRawBufferPointer, to buffer: Buffer, at offset: Int = 0
  ) throws(OpenCLError) {
    let call = "clEnqueueWriteBuffer"
    try buffer.check(offset: offset, count: source.count, in: context, call)
    if source.isEmpty { return }
    let status = submit {
      functions.clEnqueueWriteBuffer(
        handle.pointer, buffer.handle.pointer, CL_TRUE, offset, source.count, source.baseAddress,
        0, nil, nil)
    }
    try OpenCLKit.check(status, call)
  }

  /// As ``write(_:to:at:)``, without waiting: `source` must stay alive and unchanged until the
  /// event completes.
  ///
  /// - Parameter events: commands to wait for first.
  /// - Throws: as ``write(_:to:at:)``.
  @discardableResult
  public func enqueueWrite(
    _ source: UnsafeRawBufferPointer, to buffer: Buffer, at offset: Int = 0,
    after events: [Event] = []
  ) throws(OpenCLError) -> Event {
    let call = "clEnqueueWriteBuffer"
    try buffer.check(offset: offset, count: source.count, in: context, call)
    if source.isEmpty { return try marker(after: events) }
    return try enqueued(call, after: events) { count, waits, event in
      functions.clEnqueueWriteBuffer(
        handle.pointer, buffer.handle.pointer, CL_FALSE, offset, source.count,
        source.baseAddress, count, waits, event)
    }
  }

  /// Fills `destination` from `buffer`, from byte `offset` on; returns when the bytes are there.
  ///
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)`` where the range leaves the buffer,
  ///   ``OpenCLError/callFailed(_:)``.
  public func read(
    from buffer: Buffer, at offset: Int = 0, into destination: UnsafeMutableRawBufferPointer
  ) throws(OpenCLError) {
    let call = "clEnqueueReadBuffer"
    try buffer.check(offset: offset, count: destination.count, in: context, call)
    if destination.isEmpty { return }
    context.noteBlockingRead()
    let status = submit {
      functions.clEnqueueReadBuffer(
        handle.pointer, buffer.handle.pointer, CL_TRUE, offset, destination.count,
        destination.baseAddress, 0, nil, nil)
    }
    try OpenCLKit.check(status, call)
  }

  /// As ``read(from:at:into:)``, without waiting: `destination` must stay alive, and holds the
  /// bytes only when the event completes.
  ///
  /// - Parameter events: commands to wait for first.
  /// - Throws: as ``read(from:at:into:)``.
  @discardableResult
  public func enqueueRead(
    from buffer: Buffer, at offset: Int = 0, into destination: UnsafeMutableRawBufferPointer,
    after events: [Event] = []
  ) throws(OpenCLError) -> Event {
    let call = "clEnqueueReadBuffer"
    try buffer.check(offset: offset, count: destination.count, in: context, call)
    if destination.isEmpty { return try marker(after: events) }
    return try enqueued(call, after: events) { count, waits, event in
      functions.clEnqueueReadBuffer(
        handle.pointer, buffer.handle.pointer, CL_FALSE, offset, destination.count,
        destination.baseAddress, count, waits, event)
    }
  }

  /// Copies `byteCount` bytes from one place of device memory to another, without waiting. Give
  /// both offsets or none: a single `at:` belongs to the source.
  ///
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)`` where a range leaves its buffer or
  ///   both ranges overlap in one buffer, ``OpenCLError/callFailed(_:)``.
  public func copy(
    from source: Buffer, at sourceOffset: Int = 0, to destination: Buffer,
    at destinationOffset: Int = 0, byteCount: Int
  ) throws(OpenCLError) {
    let call = "clEnqueueCopyBuffer"
    try source.check(offset: sourceOffset, count: byteCount, in: context, call)
    try destination.check(offset: destinationOffset, count: byteCount, in: context, call)
    if byteCount == 0 { return }
    let distance = abs(sourceOffset - destinationOffset)
    guard source !== destination || distance >= byteCount else {
      throw .invalidArgument(
        call: call, reason: "source and destination overlap inside one buffer")
    }
    let status = submit {
      functions.clEnqueueCopyBuffer(
        handle.pointer, source.handle.pointer, destination.handle.pointer, sourceOffset,
        destinationOffset, byteCount, 0, nil, nil)
    }
    try OpenCLKit.check(status, call)
  }

  /// Repeats `pattern` over `byteCount` bytes of `buffer` from byte `offset` on, without waiting.
  ///
  /// - Parameters:
  ///   - pattern: a value of 1, 2, 4, 8, 16, 32, 64 or 128 bytes.
  ///   - buffer: where to write.
  ///   - offset: first byte, a multiple of the pattern's size.
  ///   - byteCount: how many bytes, a multiple of the pattern's size; nil means up to the end.
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)``, ``OpenCLError/callFailed(_:)``.
  public func fill<Pattern: BitwiseCopyable>(
    _ buffer: Buffer, with pattern: Pattern, at offset: Int = 0, byteCount: Int? = nil
  ) throws(OpenCLError) {
    let call = "clEnqueueFillBuffer"
    // A negative offset is for `check` to refuse: subtracting it might overflow.
    let count = byteCount ?? (buffer.byteCount - max(offset, 0))
    try buffer.check(offset: offset, count: count, in: context, call)
    let size = MemoryLayout<Pattern>.size
    guard (1...128).contains(size), size.nonzeroBitCount == 1 else {
      throw .invalidArgument(
        call: call, reason: "a pattern has 1, 2, 4 … 128 bytes, not \(size)")
    }
    guard offset.isMultiple(of: size), count.isMultiple(of: size) else {
      throw .invalidArgument(
        call: call,
        reason: "offset \(offset) and byte count \(count) must be multiples of \(size) bytes")
    }
    if count == 0 { return }
    let status = submit {
      withUnsafePointer(to: pattern) {
        functions.clEnqueueFillBuffer(
          handle.pointer, buffer.handle.pointer, $0, size, offset, count, 0, nil, nil)
      }
    }
    try OpenCLKit.check(status, call)
  }
}

/// Transfers without an event, for callers that know by other means when they are done.
extension Queue {
  /// As `enqueueWrite`, without an event or allocation: `source` must stay alive and unchanged
  /// until a later command of this queue is known to be complete.
  ///
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)``, ``OpenCLError/callFailed(_:)``.
  package func enqueueUntrackedWrite(
    _ source: UnsafeRawBufferPointer, to buffer: Buffer, at offset: Int = 0
  ) throws(OpenCLError) {
    let call = "clEnqueueWriteBuffer"
    try buffer.check(offset: offset, count: source.count, in: context, call)
    if source.isEmpty { return }
    let status = submit {
      functions.clEnqueueWriteBuffer(
        handle.pointer, buffer.handle.pointer, CL_FALSE, offset, source.count, source.baseAddress,
        0, nil, nil)
    }
    try OpenCLKit.check(status, call)
  }

  /// As `enqueueRead`, without an event or allocation: `destination` must stay alive, and holds
  /// the bytes only when a later command of this queue is known to be complete.
  ///
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)``, ``OpenCLError/callFailed(_:)``.
  package func enqueueUntrackedRead(
    from buffer: Buffer, at offset: Int = 0, into destination: UnsafeMutableRawBufferPointer
  ) throws(OpenCLError) {
    let call = "clEnqueueReadBuffer"
    try buffer.check(offset: offset, count: destination.count, in: context, call)
    if destination.isEmpty { return }
    let status = submit {
      functions.clEnqueueReadBuffer(
        handle.pointer, buffer.handle.pointer, CL_FALSE, offset, destination.count,
        destination.baseAddress, 0, nil, nil)
    }
    try OpenCLKit.check(status, call)
  }
}
