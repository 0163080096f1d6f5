import COpenCL

/// What can go wrong in OpenCLKit. The description says what was called, what came back, and what
/// to do about it.
public enum OpenCLError: Error, Sendable, Hashable {
  /// No OpenCL library could be opened; `tried` lists the names in order.
  case libraryNotFound(tried: [String])

  /// A library was opened but lacks an entry point of OpenCL 1.2.
  case symbolMissing(name: String, library: String)

  /// The OpenCL loader knows no driver at all (status -1001).
  case noPlatforms

  /// Drivers exist, none of them has a device; `platforms` lists their names.
  case noDevices(platforms: [String])

  /// No device fits the selector; `available` lists those that exist as "index: name (platform)".
  case noSuchDevice(selector: String, available: [String])

  /// An OpenCL call returned an error status.
  case callFailed(OpenCLCallFailure)

  /// OpenCLKit refused the arguments before calling OpenCL; `call` is the entry point not called.
  case invalidArgument(call: String, reason: String)

  /// The status returned by OpenCL, nil where the failure is on our side of the border.
  public var status: OpenCLStatus? {
    if case .callFailed(let failure) = self { return failure.status }
    return nil
  }

  /// The compiler's log, where the failing call was a program build.
  public var buildLog: String? {
    if case .callFailed(let failure) = self { return failure.buildLog }
    return nil
  }
}

extension OpenCLError: CustomStringConvertible {
  /// All that is known about the failure, in one or more lines.
  public var description: String {
    switch self {
    case .libraryNotFound(let tried):
      return Self.libraryAdvice(tried)
    case .symbolMissing(let name, let library):
      return
        "\(library) was opened, but it has no \(name). Apus needs an OpenCL library of version "
        + "1.2 or later; install a current one, or name it in APUS_OPENCL_LIBRARY."
    case .noPlatforms:
      return "The OpenCL library is present, but no driver is registered with it (status -1001). "
        + "Install one (for the CPU on Debian or Ubuntu: apt-get install pocl-opencl-icd), and "
        + "check that /etc/OpenCL/vendors holds an .icd file for it."
    case .noDevices(let platforms):
      return "OpenCL drivers are present (\(platforms.joined(separator: ", "))), but none has a "
        + "device. Is the hardware visible to this process (container flags, permissions)? PoCL "
        + "(apt-get install pocl-opencl-icd) makes a device of any CPU."
    case .noSuchDevice(let selector, let available):
      return "No OpenCL device fits \"\(selector)\". Choose by index, by type (cpu, gpu, "
        + "accelerator) or by part of the name. Devices here:\n"
        + available.map { "  \($0)" }.joined(separator: "\n")
    case .callFailed(let failure):
      return failure.description
    case .invalidArgument(let call, let reason):
      return "\(call) was not called: \(reason)."
    }
  }

  private static func libraryAdvice(_ tried: [String]) -> String {
    """
    No OpenCL library was found (tried: \(tried.joined(separator: ", "))). Install one:
      Debian, Ubuntu: apt-get install ocl-icd-libopencl1 pocl-opencl-icd
      Fedora:         dnf install ocl-icd pocl
      Arch:           pacman -S ocl-icd pocl
      macOS:          part of the system; or brew install pocl
    GPUs need their vendor's driver as well. APUS_OPENCL_LIBRARY may name a library by its path.
    """
  }
}

/// Throws where `status` is not success.
@inline(__always)
func check(_ status: cl_int, _ call: String, kernel: String? = nil) throws(OpenCLError) {
  if status != CL_SUCCESS {
    throw .callFailed(
      OpenCLCallFailure(call: call, status: OpenCLStatus(rawValue: status), kernel: kernel))
  }
}
