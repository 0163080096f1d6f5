import COpenCL

/// Arguments, by position from 0. Each throws ``OpenCLError/invalidArgument(call:reason:)`` where
/// the index or the kind is wrong, and ``OpenCLError/callFailed(_:)`` where the driver refuses (for
/// example a value whose size differs from the argument's type).
extension Kernel {
  /// Sets a `global` or `constant` pointer. The kernel keeps the buffer alive.
  public func set(_ index: Int, _ buffer: Buffer) throws(OpenCLError) {
    try checkArgument(index, .buffer)
    guard buffer.context === program.context else {
      throw .invalidArgument(
        call: "clSetKernelArg",
        reason: "kernel \"\(name)\" and the buffer for argument \(index) have different contexts")
    }
    var pointer: cl_mem? = buffer.handle.pointer
    try setRaw(index, MemoryLayout<cl_mem?>.size, &pointer)
    slots[index].buffer = buffer
  }

  /// Sets an `int`.
  public func set(_ index: Int, _ value: Int32) throws(OpenCLError) {
    try set(index, valueOf: value)
  }

  /// Sets a `uint`.
  public func set(_ index: Int, _ value: UInt32) throws(OpenCLError) {
    try set(index, valueOf: value)
  }

  /// Sets a `long`.
  public func set(_ index: Int, _ value: Int64) throws(OpenCLError) {
    try set(index, valueOf: value)
  }

  /// Sets a `ulong`.
  public func set(_ index: Int, _ value: UInt64) throws(OpenCLError) {
    try set(index, valueOf: value)
  }

  /// Sets a `float`.
  public func set(_ index: Int, _ value: Float) throws(OpenCLError) {
    try set(index, valueOf: value)
  }

  /// Sets a `double`.
  public func set(_ index: Int, _ value: Double) throws(OpenCLError) {
    try set(index, valueOf: value)
  }

  /// Sets an argument passed by value from the bytes of `value`: vectors (`SIMD4<Float>` is a
  /// `float4`) and structures.
  public func set<Value: BitwiseCopyable>(
    _ index: Int, valueOf value: Value
  ) throws(OpenCLError) {
    try checkArgument(index, .value)
    var value = value
    try setRaw(index, MemoryLayout<Value>.size, &value)
  }

  /// Reserves `byteCount` bytes (at least 1) of local memory for a `local` pointer.
  public func set(_ index: Int, localBytes byteCount: Int) throws(OpenCLError) {
    try checkArgument(index, .local)
    let limit = program.device.capabilities.localMemoryBytes
    guard (1...max(limit, 1)).contains(byteCount) else {
      throw .invalidArgument(
        call: "clSetKernelArg",
        reason: "kernel \"\(name)\", argument \(index): \(byteCount) bytes of local memory asked "
          + "for, the device has \(limit)")
    }
    try setRaw(index, byteCount, nil)
  }

  private func setRaw(
    _ index: Int, _ size: Int, _ value: UnsafeRawPointer?
  ) throws(OpenCLError) {
    let status = functions.clSetKernelArg(handle.pointer, cl_uint(index), size, value)
    try check(status, "clSetKernelArg", kernel: name)
    if !slots[index].isSet {
      slots[index].isSet = true
      unsetCount -= 1
    }
  }

  private func checkArgument(
    _ index: Int, _ given: ArgumentSlot.Kind
  ) throws(OpenCLError) {
    guard slots.indices.contains(index) else {
      throw .invalidArgument(
        call: "clSetKernelArg",
        reason: "kernel \"\(name)\" has \(argumentCount) arguments, there is no argument \(index)")
    }
    let kind = slots[index].kind
    guard kind == .unknown || kind == given else {
      throw .invalidArgument(
        call: "clSetKernelArg",
        reason: "kernel \"\(name)\", argument \(index) takes \(kind.words), not \(given.words)")
    }
  }

  /// Throws unless the kernel can be launched over `range` on `queue`.
  func checkLaunch(_ range: NDRange, on queue: Queue) throws(OpenCLError) {
    let call = "clEnqueueNDRangeKernel"
    if unsetCount > 0 {
      let missing = slots.indices.filter { !slots[$0].isSet }
      throw .invalidArgument(
        call: call, reason: "kernel \"\(name)\": arguments \(missing) were never set")
    }
    guard range.workGroupSize <= maxWorkGroupSize else {
      throw .invalidArgument(
        call: call,
        reason: "kernel \"\(name)\": a work-group of \(range.workGroupSize) work-items exceeds the "
          + "\(maxWorkGroupSize) it allows")
    }
    guard program.context === queue.context else {
      throw .invalidArgument(
        call: call, reason: "kernel \"\(name)\" and the queue belong to different contexts")
    }
    guard program.device.id == queue.device.id else {
      throw .invalidArgument(
        call: call,
        reason: "kernel \"\(name)\" was built for \(program.device.name), the queue is one of "
          + queue.device.name)
    }
  }
}
