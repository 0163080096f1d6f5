import COpenCL

/// One OpenCL driver of this machine.
public final class Platform: Sendable {
  /// The driver's name, such as "Portable Computing Language".
  public let name: String

  /// Who made it.
  public let vendor: String

  /// Its version, in the form "OpenCL <major>.<minor> <the vendor's own words>".
  public let version: String

  let library: OpenCLLibrary
  let id: ObjectID

  /// Every platform of this machine, in the loader's order; empty where no driver is registered.
  ///
  /// - Parameter library: the library to ask; nil means ``OpenCLLibrary/shared()``.
  /// - Throws: ``OpenCLError`` where there is no OpenCL library, or it fails.
  public static func all(library: OpenCLLibrary? = nil) throws(OpenCLError) -> [Platform] {
    guard let library else { return try all(library: .shared()) }
    return try enumeration.withLock { (_) throws(OpenCLError) in try enumerate(library) }
  }

  /// Held while drivers are asked what they have: PoCL initialises itself at the first question,
  /// and a second thread that asks meanwhile is told that there is nothing.
  private static let enumeration = Protected(())

  private static func enumerate(_ library: OpenCLLibrary) throws(OpenCLError) -> [Platform] {
    var count: cl_uint = 0
    let status = library.functions.clGetPlatformIDs(0, nil, &count)
    if status == CL_PLATFORM_NOT_FOUND_KHR { return [] }
    try check(status, "clGetPlatformIDs")
    if count == 0 { return [] }

    var handles = [cl_platform_id?](repeating: nil, count: Int(count))
    try check(library.functions.clGetPlatformIDs(count, &handles, nil), "clGetPlatformIDs")
    var platforms: [Platform] = []
    for case let handle? in handles {
      platforms.append(try Platform(id: ObjectID(pointer: handle), library: library))
    }
    return platforms
  }

  private init(id: ObjectID, library: OpenCLLibrary) throws(OpenCLError) {
    func text(_ parameter: cl_platform_info) throws(OpenCLError) -> String {
      let query = InfoQuery(call: "clGetPlatformInfo") {
        library.functions.clGetPlatformInfo(id.pointer, parameter, $0, $1, $2)
      }
      return try query.string()
    }
    name = try text(CL_PLATFORM_NAME)
    vendor = try text(CL_PLATFORM_VENDOR)
    version = try text(CL_PLATFORM_VERSION)
    self.library = library
    self.id = id
  }

  /// The devices of this platform, in the driver's order; empty where it has none.
  ///
  /// - Throws: ``OpenCLError`` where the driver fails.
  public func devices() throws(OpenCLError) -> [Device] {
    try Platform.enumeration.withLock { (_) throws(OpenCLError) in try enumerateDevices() }
  }

  private func enumerateDevices() throws(OpenCLError) -> [Device] {
    let functions = library.functions
    var count: cl_uint = 0
    let status = functions.clGetDeviceIDs(id.pointer, CL_DEVICE_TYPE_ALL, 0, nil, &count)
    if status == CL_DEVICE_NOT_FOUND { return [] }
    try check(status, "clGetDeviceIDs")
    if count == 0 { return [] }

    var handles = [cl_device_id?](repeating: nil, count: Int(count))
    try check(
      functions.clGetDeviceIDs(id.pointer, CL_DEVICE_TYPE_ALL, count, &handles, nil),
      "clGetDeviceIDs")
    var devices: [Device] = []
    for case let handle? in handles {
      devices.append(try Device(id: ObjectID(pointer: handle), platform: self))
    }
    return devices
  }
}

/// The identity of a platform or device: never released, comparable, valid for the whole process.
struct ObjectID: @unchecked Sendable, Hashable {
  // Unchecked: an immutable address that OpenCL allows to be used from any thread.
  let pointer: OpaquePointer
}
