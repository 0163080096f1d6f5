extension OpenCLStatus {
  /// Every status of OpenCL 1.2, a few of later versions, and common vendor codes.
  static let known: [Int32: (name: String, advice: String)] = [
    0: (
      "CL_SUCCESS",
      "Nothing is wrong."
    ),
    -1: (
      "CL_DEVICE_NOT_FOUND",
      "The platform has no device of this type; list the devices and choose another."
    ),
    -2: (
      "CL_DEVICE_NOT_AVAILABLE",
      "The device exists but is not available; another process may own it, or it was lost. "
        + "Restart, or choose another device."
    ),
    -3: (
      "CL_COMPILER_NOT_AVAILABLE",
      "The driver cannot compile source; install its compiler package or choose another device."
    ),
    -4: (
      "CL_MEM_OBJECT_ALLOCATION_FAILURE",
      "The device could not allocate a buffer; make the batch or the model smaller, or free "
        + "other users of the device."
    ),
    -5: (
      "CL_OUT_OF_RESOURCES",
      "The device ran out of registers, local memory or time, or an earlier kernel went out of "
        + "bounds; try a smaller work-group, and check indices."
    ),
    -6: (
      "CL_OUT_OF_HOST_MEMORY",
      "The host is out of memory; make the batch or the model smaller, or close other programs."
    ),
    -7: (
      "CL_PROFILING_INFO_NOT_AVAILABLE",
      "Create the queue with profiling: true, and wait for the event first."
    ),
    -8: (
      "CL_MEM_COPY_OVERLAP",
      "Source and destination overlap; copy through a second buffer."
    ),
    -9: (
      "CL_IMAGE_FORMAT_MISMATCH",
      "The images' formats differ; use the same format for both."
    ),
    -10: (
      "CL_IMAGE_FORMAT_NOT_SUPPORTED",
      "The device has no such image format; query the supported ones."
    ),
    -11: (
      "CL_BUILD_PROGRAM_FAILURE",
      "The kernel source does not compile on this device; the build log says where."
    ),
    -12: (
      "CL_MAP_FAILURE",
      "The buffer could not be mapped; use read and write instead, or allocate it with "
        + "hostAllocated: true."
    ),
    -13: (
      "CL_MISALIGNED_SUB_BUFFER_OFFSET",
      "The origin must be a multiple of the device's memoryAlignment."
    ),
    -14: (
      "CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
      "A command waited for has failed; look at the status of the earlier events."
    ),
    -15: (
      "CL_COMPILE_PROGRAM_FAILURE",
      "The program does not compile; the build log says where."
    ),
    -16: (
      "CL_LINKER_NOT_AVAILABLE",
      "The driver cannot link programs; build from one source."
    ),
    -17: (
      "CL_LINK_PROGRAM_FAILURE",
      "The program does not link; the build log says why."
    ),
    -18: (
      "CL_DEVICE_PARTITION_FAILED",
      "The device could not be partitioned as asked."
    ),
    -19: (
      "CL_KERNEL_ARG_INFO_NOT_AVAILABLE",
      "Build the program with -cl-kernel-arg-info to have argument information."
    ),
    -30: (
      "CL_INVALID_VALUE",
      "An argument is out of range: check sizes, offsets and flags."
    ),
    -31: (
      "CL_INVALID_DEVICE_TYPE",
      "The device type is not one of OpenCL's."
    ),
    -32: (
      "CL_INVALID_PLATFORM",
      "The platform handle is not valid; enumerate the platforms again."
    ),
    -33: (
      "CL_INVALID_DEVICE",
      "The device is not valid, or does not belong to this context or platform."
    ),
    -34: (
      "CL_INVALID_CONTEXT",
      "Objects of two contexts were mixed; use one Context throughout."
    ),
    -35: (
      "CL_INVALID_QUEUE_PROPERTIES",
      "The device does not support these queue properties."
    ),
    -36: (
      "CL_INVALID_COMMAND_QUEUE",
      "The queue is not valid; on NVIDIA an earlier kernel may have faulted and killed the "
        + "context, so check its indices."
    ),
    -37: (
      "CL_INVALID_HOST_PTR",
      "Host pointer and memory flags disagree."
    ),
    -38: (
      "CL_INVALID_MEM_OBJECT",
      "The buffer is not valid; an argument may be a buffer where a number belongs."
    ),
    -39: (
      "CL_INVALID_IMAGE_FORMAT_DESCRIPTOR",
      "The image format is not valid."
    ),
    -40: (
      "CL_INVALID_IMAGE_SIZE",
      "The image is larger than the device supports."
    ),
    -41: (
      "CL_INVALID_SAMPLER",
      "The sampler is not valid."
    ),
    -42: (
      "CL_INVALID_BINARY",
      "The program binary was made for another device, driver or version; build from source "
        + "again."
    ),
    -43: (
      "CL_INVALID_BUILD_OPTIONS",
      "The compiler does not know one of the build options; check their spelling."
    ),
    -44: (
      "CL_INVALID_PROGRAM",
      "The program is not valid."
    ),
    -45: (
      "CL_INVALID_PROGRAM_EXECUTABLE",
      "The program was not built for this device; build it first."
    ),
    -46: (
      "CL_INVALID_KERNEL_NAME",
      "The program has no kernel of this name; see Program.kernelNames."
    ),
    -47: (
      "CL_INVALID_KERNEL_DEFINITION",
      "The kernel's signature differs between devices."
    ),
    -48: (
      "CL_INVALID_KERNEL",
      "The kernel is not valid."
    ),
    -49: (
      "CL_INVALID_ARG_INDEX",
      "The kernel has fewer arguments; indices start at 0."
    ),
    -50: (
      "CL_INVALID_ARG_VALUE",
      "The value does not fit the argument: local memory takes a size, pointers take a buffer."
    ),
    -51: (
      "CL_INVALID_ARG_SIZE",
      "The size differs from the argument's type: int takes Int32, long takes Int64, float "
        + "takes Float."
    ),
    -52: (
      "CL_INVALID_KERNEL_ARGS",
      "An argument was never set; set every one before enqueueing."
    ),
    -53: (
      "CL_INVALID_WORK_DIMENSION",
      "Work has 1, 2 or 3 dimensions."
    ),
    -54: (
      "CL_INVALID_WORK_GROUP_SIZE",
      "The work-group is too large for this kernel, does not divide the global size, or differs "
        + "from reqd_work_group_size; see Kernel.maxWorkGroupSize."
    ),
    -55: (
      "CL_INVALID_WORK_ITEM_SIZE",
      "One side of the work-group exceeds the device's maxWorkItemSizes."
    ),
    -56: (
      "CL_INVALID_GLOBAL_OFFSET",
      "Global size plus offset exceeds the device's address range."
    ),
    -57: (
      "CL_INVALID_EVENT_WAIT_LIST",
      "The wait list names an event that is not valid here; events cannot cross contexts."
    ),
    -58: (
      "CL_INVALID_EVENT",
      "The event is not valid."
    ),
    -59: (
      "CL_INVALID_OPERATION",
      "The operation is not allowed in this state; for example a program cannot be rebuilt "
        + "while its kernels live."
    ),
    -60: (
      "CL_INVALID_GL_OBJECT",
      "The OpenGL object is not valid."
    ),
    -61: (
      "CL_INVALID_BUFFER_SIZE",
      "The buffer is empty, or larger than the device's maxAllocationBytes: split it."
    ),
    -62: (
      "CL_INVALID_MIP_LEVEL",
      "The mipmap level does not exist."
    ),
    -63: (
      "CL_INVALID_GLOBAL_WORK_SIZE",
      "The global size is zero or exceeds the device's address range."
    ),
    -64: (
      "CL_INVALID_PROPERTY",
      "The driver does not know one of the properties."
    ),
    -65: (
      "CL_INVALID_IMAGE_DESCRIPTOR",
      "The image descriptor is not valid."
    ),
    -66: (
      "CL_INVALID_COMPILER_OPTIONS",
      "The compiler does not know one of the options."
    ),
    -67: (
      "CL_INVALID_LINKER_OPTIONS",
      "The linker does not know one of the options."
    ),
    -68: (
      "CL_INVALID_DEVICE_PARTITION_COUNT",
      "The device cannot be split into so many parts."
    ),
    -69: (
      "CL_INVALID_PIPE_SIZE",
      "The pipe's packet size is not supported (OpenCL 2.0)."
    ),
    -70: (
      "CL_INVALID_DEVICE_QUEUE",
      "The device-side queue is not valid (OpenCL 2.0)."
    ),
    -71: (
      "CL_INVALID_SPEC_ID",
      "The specialisation constant does not exist (OpenCL 2.2)."
    ),
    -72: (
      "CL_MAX_SIZE_RESTRICTION_EXCEEDED",
      "A size exceeds what the kernel declared (OpenCL 2.2)."
    ),
    -1001: (
      "CL_PLATFORM_NOT_FOUND_KHR",
      "No OpenCL driver is registered: install one (for the CPU: pocl-opencl-icd), and check "
        + "/etc/OpenCL/vendors."
    ),
    -1057: (
      "CL_DEVICE_PARTITION_FAILED_EXT",
      "The device could not be partitioned (extension)."
    ),
    -1092: (
      "CL_EGL_RESOURCE_NOT_ACQUIRED_KHR",
      "The EGL object was not acquired (extension)."
    ),
    -9999: (
      "NVIDIA: illegal memory access",
      "A kernel read or wrote outside its buffers (NVIDIA); check its indices. The context is "
        + "lost."
    ),
  ]
}
