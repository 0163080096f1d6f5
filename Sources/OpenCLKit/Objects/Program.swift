import COpenCL

/// A built OpenCL C program. Usable from any thread.
public final class Program: Sendable {
  /// The context it belongs to.
  public let context: Context

  /// The device it is built for.
  public let device: Device

  /// The build options it was built with.
  public let options: String

  let handle: OwnedHandle
  var functions: OpenCLFunctions { context.functions }

  /// Compiles `source` for a device of the context; blocks until done.
  ///
  /// - Parameters:
  ///   - context: the context.
  ///   - source: OpenCL C.
  ///   - options: build options, such as `-cl-std=CL1.2`.
  ///   - device: the context's device (if nil) or its companion.
  /// - Throws: ``OpenCLError/callFailed(_:)``, with the compiler's log where the source is at
  ///   fault.
  public convenience init(
    context: Context, source: String, options: String = "", on device: Device? = nil
  ) throws(OpenCLError) {
    var source = source
    var status = CL_SUCCESS
    // withUTF8 rather than withCString: the length is passed, so a zero byte cannot cut the text.
    let created = source.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { characters in
        var start = characters.baseAddress
        var length = characters.count
        return context.functions.clCreateProgramWithSource(
          context.handle.pointer, 1, &start, &length, &status)
      }
    }
    let handle = try OwnedHandle(
      created: created, status: status, call: "clCreateProgramWithSource",
      release: context.functions.clReleaseProgram)
    try self.init(
      building: handle, context: context, options: options, device: device ?? context.device)
  }

  /// Loads what ``binary()`` gave, on the same device and driver.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` where the driver refuses the bytes,
  ///   ``OpenCLError/invalidArgument(call:reason:)`` where there are none.
  public convenience init(
    context: Context, binary: [UInt8], options: String = "", on device: Device? = nil
  ) throws(OpenCLError) {
    let call = "clCreateProgramWithBinary"
    guard !binary.isEmpty else {
      throw .invalidArgument(call: call, reason: "the binary is empty")
    }
    let target = device ?? context.device
    var device: cl_device_id? = target.id.pointer
    var binaryStatus = CL_SUCCESS
    var status = CL_SUCCESS
    let created = binary.withUnsafeBufferPointer { bytes in
      var start = bytes.baseAddress
      var length = bytes.count
      return context.functions.clCreateProgramWithBinary(
        context.handle.pointer, 1, &device, &length, &start, &binaryStatus, &status)
    }
    let handle = try OwnedHandle(
      created: created, status: status, call: call, release: context.functions.clReleaseProgram)
    try check(binaryStatus, call)
    try self.init(building: handle, context: context, options: options, device: target)
  }

  private init(
    building handle: OwnedHandle, context: Context, options: String, device: Device
  ) throws(OpenCLError) {
    self.handle = handle
    self.context = context
    self.options = options
    self.device = device
    var id: cl_device_id? = device.id.pointer
    let all = Self.withArgumentInfo(options)
    let status = context.functions.clBuildProgram(handle.pointer, 1, &id, all, nil, nil)
    if status != CL_SUCCESS {
      throw .callFailed(
        OpenCLCallFailure(
          call: "clBuildProgram", status: OpenCLStatus(rawValue: status), buildLog: buildLog))
    }
  }

  /// Asks for the kinds of arguments to be kept: Kernel checks against them, where some drivers
  /// (PoCL) would follow a number given for a buffer as if it were an address.
  private static func withArgumentInfo(_ options: String) -> String {
    let option = "-cl-kernel-arg-info"
    let isGiven = options.split(separator: " ").contains { $0 == option }
    return isGiven ? options : options + " " + option
  }

  /// What the compiler said: warnings, or nothing.
  public var buildLog: String {
    let query = InfoQuery(call: "clGetProgramBuildInfo") { [context, handle, device] in
      context.functions.clGetProgramBuildInfo(
        handle.pointer, device.id.pointer, CL_PROGRAM_BUILD_LOG, $0, $1, $2)
    }
    do throws(OpenCLError) {
      return try query.string()
    } catch {
      return ""
    }
  }

  /// The names of its kernels, in the driver's order.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public var kernelNames: [String] {
    get throws(OpenCLError) {
      try info(CL_PROGRAM_KERNEL_NAMES).string().split(separator: ";").map(String.init)
    }
  }

  /// The device's own code, to be loaded with ``init(context:binary:options:)`` later. May be slow:
  /// some drivers compile more variants for it.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``; ``OpenCLError/invalidArgument(call:reason:)`` where
  ///   the driver has no binary to give.
  public func binary() throws(OpenCLError) -> [UInt8] {
    let sizes = try info(CL_PROGRAM_BINARY_SIZES).array(of: 0)
    guard let size = sizes.first, size > 0 else {
      throw .invalidArgument(call: "clGetProgramInfo", reason: "the driver has no program binary")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    let status = bytes.withUnsafeMutableBufferPointer { storage in
      var start = storage.baseAddress
      return functions.clGetProgramInfo(
        handle.pointer, CL_PROGRAM_BINARIES, MemoryLayout<UnsafeMutablePointer<UInt8>?>.size,
        &start, nil)
    }
    try check(status, "clGetProgramInfo")
    return bytes
  }

  private func info(_ parameter: cl_program_info) -> InfoQuery {
    InfoQuery(call: "clGetProgramInfo") { [context, handle] in
      context.functions.clGetProgramInfo(handle.pointer, parameter, $0, $1, $2)
    }
  }
}
