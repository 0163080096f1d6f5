import COpenCL

/// One kernel object of a program, with its arguments. Not Sendable, because setting an argument is
/// the one OpenCL call that is not thread-safe: give each owner its own kernel object.
public final class Kernel {
  /// The kernel's name in the source.
  public let name: String

  /// The program it belongs to.
  public let program: Program

  /// How many arguments it takes.
  public let argumentCount: Int

  /// The most work-items in one work-group of this kernel on its device.
  public let maxWorkGroupSize: Int

  let handle: OwnedHandle
  var slots: [ArgumentSlot]
  var unsetCount: Int

  var functions: OpenCLFunctions { program.functions }

  /// The kernel called `name`. Each call makes a new object, whose arguments are all unset.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` with CL_INVALID_KERNEL_NAME where the program has no
  ///   such kernel.
  public init(_ program: Program, name: String) throws(OpenCLError) {
    let functions = program.functions
    var status = CL_SUCCESS
    let created = functions.clCreateKernel(program.handle.pointer, name, &status)
    try check(status, "clCreateKernel", kernel: name)
    let handle = try OwnedHandle(
      created: created, status: status, call: "clCreateKernel", release: functions.clReleaseKernel)
    let count = InfoQuery(call: "clGetKernelInfo") {
      functions.clGetKernelInfo(handle.pointer, CL_KERNEL_NUM_ARGS, $0, $1, $2)
    }
    let device = program.device.id.pointer
    let limit = InfoQuery(call: "clGetKernelWorkGroupInfo") {
      functions.clGetKernelWorkGroupInfo(
        handle.pointer, device, CL_KERNEL_WORK_GROUP_SIZE, $0, $1, $2)
    }
    argumentCount = Int(try count.scalar(cl_uint(0)))
    maxWorkGroupSize = try limit.scalar(0)
    slots = (0..<argumentCount).map { index in
      let query = InfoQuery(call: "clGetKernelArgInfo") {
        functions.clGetKernelArgInfo(
          handle.pointer, cl_uint(index), CL_KERNEL_ARG_ADDRESS_QUALIFIER, $0, $1, $2)
      }
      return ArgumentSlot(kind: .init(qualifier: query.scalar(or: 0)))
    }
    unsetCount = argumentCount
    self.name = name
    self.program = program
    self.handle = handle
  }

  /// A second object of the same kernel, with its own (unset) arguments.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public func makeAnother() throws(OpenCLError) -> Kernel { try Kernel(program, name: name) }

  /// A warp or SIMD width: work-group sizes should be multiples of it.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public var preferredWorkGroupMultiple: Int {
    get throws(OpenCLError) {
      try workGroupInfo(CL_KERNEL_PREFERRED_WORK_GROUP_SIZE_MULTIPLE).scalar(0)
    }
  }

  /// Local memory of one work-group, in bytes, as far as known before launch.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public var localMemoryBytes: Int {
    get throws(OpenCLError) {
      Int(clamping: try workGroupInfo(CL_KERNEL_LOCAL_MEM_SIZE).scalar(cl_ulong(0)))
    }
  }

  /// Private memory of one work-item, in bytes; above 0 it may mean that registers were spilled.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public var privateMemoryBytes: Int {
    get throws(OpenCLError) {
      Int(clamping: try workGroupInfo(CL_KERNEL_PRIVATE_MEM_SIZE).scalar(cl_ulong(0)))
    }
  }

  /// The size of a sub-group for work-groups of shape `local`, nil where the driver cannot say.
  public func subGroupSize(local: [Int]) -> Int? {
    let device = program.device
    guard (1...3).contains(local.count), let query = device.subGroupQuery else { return nil }
    var size = 0
    let status = query(
      handle.pointer, device.id.pointer, CL_KERNEL_MAX_SUB_GROUP_SIZE_FOR_NDRANGE,
      local.count * MemoryLayout<Int>.stride, local, MemoryLayout<Int>.size, &size, nil)
    return status == CL_SUCCESS && size > 0 ? size : nil
  }

  private func workGroupInfo(_ parameter: cl_kernel_work_group_info) -> InfoQuery {
    InfoQuery(call: "clGetKernelWorkGroupInfo") { [program, handle] in
      program.functions.clGetKernelWorkGroupInfo(
        handle.pointer, program.device.id.pointer, parameter, $0, $1, $2)
    }
  }
}

@available(*, unavailable)
extension Kernel: Sendable {}

extension Program {
  /// One kernel object for every kernel of the program, in the order of ``kernelNames``.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)``.
  public func kernels() throws(OpenCLError) -> [Kernel] {
    var kernels: [Kernel] = []
    for name in try kernelNames { kernels.append(try Kernel(self, name: name)) }
    return kernels
  }
}
