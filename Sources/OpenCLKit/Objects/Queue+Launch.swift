import COpenCL

extension Queue {
  /// Enqueues `kernel` over `range`, without an event and without heap allocation: the hot path.
  /// An empty range does nothing.
  ///
  /// - Throws: ``OpenCLError/invalidArgument(call:reason:)`` where an argument was never set, the
  ///   work-group is too large for the kernel, or the contexts differ;
  ///   ``OpenCLError/callFailed(_:)`` with the kernel's name.
  public func enqueue(_ kernel: Kernel, over range: NDRange) throws(OpenCLError) {
    if range.isEmpty { return }
    try kernel.checkLaunch(range, on: self)
    try OpenCLKit.check(
      submit { launch(kernel, range, 0, nil, nil) }, "clEnqueueNDRangeKernel", kernel: kernel.name)
  }

  /// Enqueues `kernel` over 1 to 3 dimensions, x first.
  ///
  /// - Parameters:
  ///   - kernel: the kernel, with every argument set.
  ///   - global: work-items along each dimension; a zero makes the call do nothing.
  ///   - local: work-items of one group, dividing `global`; nil lets the driver choose.
  ///   - offset: the first global ids; nil means zeros.
  /// - Throws: as ``enqueue(_:over:)``, and where the sizes do not fit together.
  public func enqueue(
    _ kernel: Kernel, global: [Int], local: [Int]? = nil, offset: [Int]? = nil
  ) throws(OpenCLError) {
    try enqueue(kernel, over: NDRange(global: global, local: local, offset: offset))
  }

  /// As ``enqueue(_:over:)``, with an event to wait for or to measure.
  ///
  /// - Parameter events: commands to wait for first.
  /// - Throws: as ``enqueue(_:over:)``.
  public func enqueueWithEvent(
    _ kernel: Kernel, over range: NDRange, after events: [Event] = []
  ) throws(OpenCLError) -> Event {
    if range.isEmpty { return try marker(after: events) }
    try kernel.checkLaunch(range, on: self)
    try checkContext(of: events, "clEnqueueNDRangeKernel")
    var event: cl_event?
    let status = submit { withWaitList(events) { launch(kernel, range, $0, $1, &event) } }
    try OpenCLKit.check(status, "clEnqueueNDRangeKernel", kernel: kernel.name)
    return try Event(
      event, context: context, call: "clEnqueueNDRangeKernel", ranInline: runsInline)
  }

  /// The sizes travel as the addresses of three lanes on the stack.
  @inline(__always)
  private func launch(
    _ kernel: Kernel, _ range: NDRange, _ count: cl_uint, _ waits: UnsafePointer<cl_event?>?,
    _ event: UnsafeMutablePointer<cl_event?>?
  ) -> cl_int {
    let enqueue = functions.clEnqueueNDRangeKernel
    let dimensions = cl_uint(range.dimensions)
    let local = range.local ?? SIMD3(repeating: 0)
    return withLanes(of: range.global) { global in
      withLanes(of: local) { group in
        withLanes(of: range.offset) { offset in
          enqueue(
            handle.pointer, kernel.handle.pointer, dimensions,
            range.offset == .zero ? nil : offset, global, range.local == nil ? nil : group, count,
            waits, event)
        }
      }
    }
  }

  @inline(__always)
  private func withLanes<Outcome>(
    of sizes: SIMD3<Int>, _ body: (UnsafePointer<Int>) -> Outcome
  ) -> Outcome {
    withUnsafePointer(to: sizes) {
      $0.withMemoryRebound(to: Int.self, capacity: 3, body)
    }
  }
}
