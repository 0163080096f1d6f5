/// A status code returned by OpenCL: 0 is success, errors are negative.
public struct OpenCLStatus: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The numeric code.
  public let rawValue: Int32

  /// The status with this code; unknown codes are kept as they are.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The name in the OpenCL headers (`CL_INVALID_VALUE`), or `unknown status`.
  public var name: String { Self.known[rawValue]?.name ?? "unknown status" }

  /// What to do about it, one or two sentences.
  public var advice: String {
    Self.known[rawValue]?.advice
      ?? "This code is not in the OpenCL 1.2 headers: see the driver vendor's documentation."
  }

  /// Name and code.
  public var description: String { "\(name) (\(rawValue))" }

  /// The device or the host ran out of memory: -4, -5 or -6.
  public var isOutOfMemory: Bool { (-6 ... -4).contains(rawValue) }
}
