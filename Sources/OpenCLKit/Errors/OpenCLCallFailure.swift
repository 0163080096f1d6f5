/// An OpenCL call that returned an error status.
public struct OpenCLCallFailure: Sendable, Hashable, CustomStringConvertible {
  /// The entry point, such as `clEnqueueNDRangeKernel`.
  public let call: String

  /// The status it returned.
  public let status: OpenCLStatus

  /// The kernel concerned, where there is one.
  public let kernel: String?

  /// The compiler's log, where the call was clBuildProgram.
  public let buildLog: String?

  /// What the kernel computes and which line of user code asked for it, where that is known.
  public let origin: String?

  /// A failure of `call` with `status`.
  public init(
    call: String, status: OpenCLStatus, kernel: String? = nil, buildLog: String? = nil,
    origin: String? = nil
  ) {
    self.call = call
    self.status = status
    self.kernel = kernel
    self.buildLog = buildLog
    self.origin = origin
  }

  /// Call, kernel, status, advice, origin and log.
  public var description: String {
    var text = "\(call) failed"
    if let kernel { text += " for kernel \"\(kernel)\"" }
    text += ": \(status.name) (\(status.rawValue)). \(status.advice)"
    if let origin { text += "\n  in \(origin)" }
    if let buildLog, !buildLog.isEmpty { text += "\nBuild log:\n\(buildLog)" }
    return text
  }
}
