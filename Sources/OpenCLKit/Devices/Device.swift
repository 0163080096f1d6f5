import COpenCL

/// One OpenCL device. Two values are equal where they name the same device of the same driver.
public final class Device: Sendable {
  /// The device's name, as its driver writes it.
  public let name: String

  /// Who made it.
  public let vendor: String

  /// "OpenCL <major>.<minor> <the vendor's own words>".
  public let version: String

  /// The driver's version.
  public let driverVersion: String

  /// What it calls itself.
  public let types: DeviceTypes

  /// What it can do.
  public let capabilities: DeviceCapabilities

  /// The driver it belongs to.
  public let platform: Platform

  let id: ObjectID

  var library: OpenCLLibrary { platform.library }
  var functions: OpenCLFunctions { platform.library.functions }

  init(id: ObjectID, platform: Platform) throws(OpenCLError) {
    let functions = platform.library.functions
    let get = { (parameter: cl_device_info) -> InfoQuery in
      InfoQuery(call: "clGetDeviceInfo") {
        functions.clGetDeviceInfo(id.pointer, parameter, $0, $1, $2)
      }
    }
    name = try get(CL_DEVICE_NAME).string()
    vendor = try get(CL_DEVICE_VENDOR).string()
    version = try get(CL_DEVICE_VERSION).string()
    driverVersion = try get(CL_DRIVER_VERSION).string()
    types = DeviceTypes(rawValue: try get(CL_DEVICE_TYPE).scalar(cl_device_type(0)))
    capabilities = try DeviceCapabilities(query: get)
    self.platform = platform
    self.id = id
  }
}

extension Device {
  /// The numbers in ``version``: (1, 2) for "OpenCL 1.2 …", (0, 0) where it cannot be read.
  public var openCLVersion: (major: Int, minor: Int) {
    let words = version.split(separator: " ")
    let numbers = words.dropFirst().first?.split(separator: ".").compactMap { Int($0) } ?? []
    return numbers.count == 2 ? (numbers[0], numbers[1]) : (0, 0)
  }

  /// The sub-group query, nil where the device has none. A loader exports the core function for
  /// every driver, also for those that lack it: hence the look at the version.
  var subGroupQuery: clGetKernelSubGroupInfo_fn? {
    guard capabilities.hasSubGroups else { return nil }
    if openCLVersion >= (2, 1) { return functions.clGetKernelSubGroupInfo }
    let address = functions.clGetExtensionFunctionAddressForPlatform?(
      platform.id.pointer, "clGetKernelSubGroupInfoKHR")
    return address.map { unsafeBitCast($0, to: clGetKernelSubGroupInfo_fn.self) }
  }
}

extension Device: Hashable, CustomStringConvertible {
  /// Whether both name the same device.
  public static func == (left: Device, right: Device) -> Bool { left.id == right.id }

  /// Hashes the device's identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// Name, types and platform.
  public var description: String { "\(name) (\(types), \(platform.name))" }
}
