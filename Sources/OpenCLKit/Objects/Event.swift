import COpenCL

/// The fate of one queued command. Usable from any thread.
public final class Event: Sendable {
  /// How far the command has come.
  public enum Status: Sendable, Hashable {
    /// In the queue, on the host.
    case queued
    /// Handed to the device.
    case submitted
    /// Running.
    case running
    /// Done.
    case complete
    /// Ended with an error.
    case failed(OpenCLStatus)
  }

  let handle: OwnedHandle
  let context: Context

  /// Whether the command had run when it had been enqueued (``Queue/runsInline``).
  private let ranInline: Bool

  init(
    _ pointer: OpaquePointer?, context: Context, call: String, ranInline: Bool = false
  ) throws(OpenCLError) {
    handle = try OwnedHandle(
      created: pointer, status: CL_SUCCESS, call: call, release: context.functions.clReleaseEvent)
    self.context = context
    self.ranInline = ranInline
  }

  /// How far the command has come, now.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the driver fails.
  public var status: Status {
    get throws(OpenCLError) {
      let query = InfoQuery(call: "clGetEventInfo") { [context, handle] in
        context.functions.clGetEventInfo(
          handle.pointer, CL_EVENT_COMMAND_EXECUTION_STATUS, $0, $1, $2)
      }
      let value = try query.scalar(cl_int(0))
      if value < 0 { return .failed(OpenCLStatus(rawValue: value)) }
      switch value {
      case CL_COMPLETE: return .complete
      case CL_RUNNING: return .running
      case CL_SUBMITTED: return .submitted
      default: return .queued
      }
    }
  }

  /// Blocks until the command is done.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the command failed.
  public func wait() throws(OpenCLError) {
    if ranInline { return try checkRan() }
    var pointer: cl_event? = handle.pointer
    try check(context.functions.clWaitForEvents(1, &pointer), "clWaitForEvents")
  }

  private func checkRan() throws(OpenCLError) {
    guard case .failed(let status) = try status else { return }
    throw .callFailed(OpenCLCallFailure(call: "clWaitForEvents", status: status))
  }

  /// Blocks until every command is done; returns at once for an empty list. All events must belong
  /// to one context.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where a command failed.
  public static func waitForAll(_ events: [Event]) throws(OpenCLError) {
    guard let context = events.first?.context else { return }
    guard events.allSatisfy({ $0.context === context }) else {
      throw .invalidArgument(
        call: "clWaitForEvents", reason: "the events belong to different contexts")
    }
    for event in events where event.ranInline { try event.checkRan() }
    let events = events.filter { !$0.ranInline }
    if events.isEmpty { return }
    let status = withWaitList(events) { context.functions.clWaitForEvents($0, $1) }
    try check(status, "clWaitForEvents")
  }

  /// The command's four times. The queue must have been created with `profiling: true`, and the
  /// command must be done.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` with CL_PROFILING_INFO_NOT_AVAILABLE otherwise.
  public func profile() throws(OpenCLError) -> EventProfile {
    func time(_ parameter: cl_profiling_info) throws(OpenCLError) -> UInt64 {
      let query = InfoQuery(call: "clGetEventProfilingInfo") { [context, handle] in
        context.functions.clGetEventProfilingInfo(handle.pointer, parameter, $0, $1, $2)
      }
      return try query.scalar(cl_ulong(0))
    }
    return EventProfile(
      queued: try time(CL_PROFILING_COMMAND_QUEUED),
      submitted: try time(CL_PROFILING_COMMAND_SUBMIT),
      started: try time(CL_PROFILING_COMMAND_START),
      ended: try time(CL_PROFILING_COMMAND_END))
  }
}

/// Gives `body` the events as the (count, pointer) pair that clEnqueue calls take.
func withWaitList(
  _ events: [Event], _ body: (cl_uint, UnsafePointer<cl_event?>?) -> cl_int
) -> cl_int {
  if events.isEmpty { return body(0, nil) }
  let pointers = events.map { Optional($0.handle.pointer) }
  return pointers.withUnsafeBufferPointer { body(cl_uint($0.count), $0.baseAddress) }
}
