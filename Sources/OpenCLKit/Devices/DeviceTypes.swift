import COpenCL

/// What a device calls itself. A device may bear several names at once (simulators do).
public struct DeviceTypes: OptionSet, Sendable, Hashable, CustomStringConvertible {
  /// The bits, as in `cl_device_type`.
  public let rawValue: UInt64

  /// The types with these bits.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The host's processor.
  public static let cpu = DeviceTypes(rawValue: CL_DEVICE_TYPE_CPU)

  /// A graphics processor.
  public static let gpu = DeviceTypes(rawValue: CL_DEVICE_TYPE_GPU)

  /// A dedicated accelerator, such as an FPGA.
  public static let accelerator = DeviceTypes(rawValue: CL_DEVICE_TYPE_ACCELERATOR)

  static let named: [(types: DeviceTypes, name: String)] = [
    (.cpu, "cpu"), (.gpu, "gpu"), (.accelerator, "accelerator"),
  ]

  /// The names joined with "+", or "other".
  public var description: String {
    let names = Self.named.filter { contains($0.types) }.map(\.name)
    return names.isEmpty ? "other" : names.joined(separator: "+")
  }
}
