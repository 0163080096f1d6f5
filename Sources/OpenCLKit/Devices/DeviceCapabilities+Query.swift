import COpenCL

extension DeviceCapabilities {
  /// Asks the driver; `get` is clGetDeviceInfo bound to the device.
  init(
    query get: @escaping (cl_device_info) -> InfoQuery
  ) throws(OpenCLError) {
    func uint(_ parameter: cl_device_info) throws(OpenCLError) -> Int {
      Int(try get(parameter).scalar(cl_uint(0)))
    }
    func ulong(_ parameter: cl_device_info) throws(OpenCLError) -> Int {
      Int(clamping: try get(parameter).scalar(cl_ulong(0)))
    }
    func flag(_ parameter: cl_device_info, or fallback: Bool) -> Bool {
      get(parameter).scalar(or: fallback ? CL_TRUE : CL_FALSE) != CL_FALSE
    }

    let names = try get(CL_DEVICE_EXTENSIONS).string().split(separator: " ").map(String.init)
    let extensions = Set(names)

    computeUnits = try uint(CL_DEVICE_MAX_COMPUTE_UNITS)
    maxWorkGroupSize = try get(CL_DEVICE_MAX_WORK_GROUP_SIZE).scalar(0)
    maxWorkItemSizes = try get(CL_DEVICE_MAX_WORK_ITEM_SIZES).array(of: 0)
    localMemoryBytes = try ulong(CL_DEVICE_LOCAL_MEM_SIZE)
    hasDedicatedLocalMemory = try uint(CL_DEVICE_LOCAL_MEM_TYPE) == Int(CL_LOCAL)
    globalMemoryBytes = try ulong(CL_DEVICE_GLOBAL_MEM_SIZE)
    maxAllocationBytes = try ulong(CL_DEVICE_MAX_MEM_ALLOC_SIZE)
    memoryAlignment = max(try uint(CL_DEVICE_MEM_BASE_ADDR_ALIGN) / 8, 1)
    cacheLineBytes = Int(get(CL_DEVICE_GLOBAL_MEM_CACHELINE_SIZE).scalar(or: cl_uint(0)))
    cacheBytes = Int(clamping: get(CL_DEVICE_GLOBAL_MEM_CACHE_SIZE).scalar(or: cl_ulong(0)))
    preferredFloatWidth = max(try uint(CL_DEVICE_PREFERRED_VECTOR_WIDTH_FLOAT), 1)
    nativeFloatWidth = max(
      Int(get(CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT).scalar(or: cl_uint(1))), 1)
    hasFloat16 = extensions.contains("cl_khr_fp16")
    hasFloat64 =
      extensions.contains("cl_khr_fp64")
      || get(CL_DEVICE_DOUBLE_FP_CONFIG).scalar(or: cl_device_fp_config(0)) != 0
    let floatConfiguration = get(CL_DEVICE_SINGLE_FP_CONFIG).scalar(or: cl_device_fp_config(0))
    dividesCorrectly = floatConfiguration & CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT != 0
    hasSubGroups =
      extensions.contains("cl_khr_subgroups") || extensions.contains("cl_intel_subgroups")
      || get(CL_DEVICE_MAX_NUM_SUB_GROUPS).scalar(or: cl_uint(0)) > 0
    hasUnifiedMemory = flag(CL_DEVICE_HOST_UNIFIED_MEMORY, or: false)
    let sharing = get(CL_DEVICE_SVM_CAPABILITIES).scalar(or: cl_device_svm_capabilities(0))
    hasSharedMemory = sharing & CL_DEVICE_SVM_FINE_GRAIN_BUFFER != 0
    maxArgumentBytes = try get(CL_DEVICE_MAX_PARAMETER_SIZE).scalar(0)
    clockMegahertz = Int(get(CL_DEVICE_MAX_CLOCK_FREQUENCY).scalar(or: cl_uint(0)))
    isAvailable = flag(CL_DEVICE_AVAILABLE, or: true)
    hasCompiler = flag(CL_DEVICE_COMPILER_AVAILABLE, or: true)
    self.extensions = extensions
  }
}
