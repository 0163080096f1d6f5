import COpenCL

/// An in-order command queue: commands run one after another, in the order in which they were
/// enqueued. Enqueueing from several threads is allowed; their commands interleave.
public final class Queue: Sendable {
  /// The context it belongs to.
  public let context: Context

  /// The device that runs its commands.
  public let device: Device

  /// Whether its events carry times (``Event/profile()``). Costs a little on every command.
  public let isProfiling: Bool

  /// Whether each command runs inside the call that enqueues it, as on PoCL's `basic` device: then
  /// there is nothing to wait for.
  package let runsInline: Bool

  let handle: OwnedHandle
  var functions: OpenCLFunctions { context.functions }

  /// A queue on a device of the context.
  ///
  /// - Parameters:
  ///   - context: the context.
  ///   - target: its device (if nil) or its companion.
  ///   - profiling: whether events carry times.
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the driver refuses.
  public init(
    context: Context, on target: Device? = nil, profiling: Bool = false
  ) throws(OpenCLError) {
    let functions = context.functions
    let target = target ?? context.device
    let device = target.id.pointer
    let properties = profiling ? CL_QUEUE_PROFILING_ENABLE : 0
    var status = CL_SUCCESS
    let created: cl_command_queue?
    let call: String
    if let create = functions.clCreateCommandQueue {
      call = "clCreateCommandQueue"
      created = create(context.handle.pointer, device, properties, &status)
    } else if let create = functions.clCreateCommandQueueWithProperties {
      // OpenCL 2.0 deprecates the function above; a library may one day lack it.
      call = "clCreateCommandQueueWithProperties"
      let list: [cl_queue_properties] = [CL_QUEUE_PROPERTIES, properties, 0]
      created = create(context.handle.pointer, device, list, &status)
    } else {
      throw .symbolMissing(name: "clCreateCommandQueue", library: context.device.library.name)
    }
    handle = try OwnedHandle(
      created: created, status: status, call: call, release: functions.clReleaseCommandQueue)
    self.context = context
    self.device = target
    runsInline = target.isCompanion
    isProfiling = profiling
  }

  /// Makes an enqueueing call. PoCL's `basic` device works off one list of commands for the whole
  /// process, in whichever thread comes by; only with one thread inside at a time has a command run
  /// when the call that enqueued it returns.
  @inline(__always)
  func submit(_ call: () -> cl_int) -> cl_int {
    runsInline ? Queue.inlineTurn.withLock { _ in call() } : call()
  }

  private static let inlineTurn = Protected(())

  /// Hands everything enqueued so far to the device, without waiting for it.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public func flush() throws(OpenCLError) {
    try check(submit { functions.clFlush(handle.pointer) }, "clFlush")
  }

  /// Blocks until everything enqueued so far is done.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public func finish() throws(OpenCLError) {
    try check(submit { functions.clFinish(handle.pointer) }, "clFinish")
  }

  /// An event that completes when everything enqueued so far (and `events`) is done.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public func marker(after events: [Event] = []) throws(OpenCLError) -> Event {
    try enqueued("clEnqueueMarkerWithWaitList", after: events) { count, waits, event in
      functions.clEnqueueMarkerWithWaitList(handle.pointer, count, waits, event)
    }
  }

  /// Later commands of this queue wait for `events`, which may come from other queues of the
  /// context.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public func barrier(after events: [Event]) throws(OpenCLError) {
    try checkContext(of: events, "clEnqueueBarrierWithWaitList")
    let status = submit {
      withWaitList(events) {
        functions.clEnqueueBarrierWithWaitList(handle.pointer, $0, $1, nil)
      }
    }
    try check(status, "clEnqueueBarrierWithWaitList")
  }

  /// Runs one clEnqueue call that yields an event.
  func enqueued(
    _ call: String, after events: [Event],
    _ enqueue: (cl_uint, UnsafePointer<cl_event?>?, UnsafeMutablePointer<cl_event?>) -> cl_int
  ) throws(OpenCLError) -> Event {
    try checkContext(of: events, call)
    var event: cl_event?
    let status = submit { withWaitList(events) { enqueue($0, $1, &event) } }
    try check(status, call)
    return try Event(event, context: context, call: call, ranInline: runsInline)
  }

  func checkContext(of events: [Event], _ call: String) throws(OpenCLError) {
    guard events.allSatisfy({ $0.context === context }) else {
      throw .invalidArgument(call: call, reason: "an event and the queue have different contexts")
    }
  }
}
