/// When a command was queued, submitted, started and ended: nanoseconds of the device's own clock,
/// whose origin is arbitrary.
public struct EventProfile: Sendable, Hashable {
  /// When the host queued the command, in ns.
  public let queued: UInt64

  /// When it was handed to the device, in ns.
  public let submitted: UInt64

  /// When it started, in ns.
  public let started: UInt64

  /// When it ended, in ns.
  public let ended: UInt64

  /// From start to end, in ns.
  public var durationNanoseconds: UInt64 { ended >= started ? ended - started : 0 }
}
