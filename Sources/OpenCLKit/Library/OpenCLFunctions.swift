import COpenCL

/// The resolved entry points of one OpenCL library, under their C names.
///
/// Required ones belong to OpenCL 1.2; optional ones are nil where the library lacks them. Variables,
/// so that tests can put a failing one in the place of any.
struct OpenCLFunctions: Sendable {
  // Platforms and devices
  var clGetPlatformIDs: clGetPlatformIDs_fn
  var clGetPlatformInfo: clGetPlatformInfo_fn
  var clGetDeviceIDs: clGetDeviceIDs_fn
  var clGetDeviceInfo: clGetDeviceInfo_fn

  // Contexts and queues
  var clCreateContext: clCreateContext_fn
  var clReleaseContext: clReleaseContext_fn
  var clReleaseCommandQueue: clReleaseCommandQueue_fn
  var clFlush: clFlush_fn
  var clFinish: clFinish_fn

  // Memory
  var clCreateBuffer: clCreateBuffer_fn
  var clReleaseMemObject: clReleaseMemObject_fn
  var clEnqueueReadBuffer: clEnqueueReadBuffer_fn
  var clEnqueueWriteBuffer: clEnqueueWriteBuffer_fn
  var clEnqueueCopyBuffer: clEnqueueCopyBuffer_fn
  var clEnqueueFillBuffer: clEnqueueFillBuffer_fn
  var clEnqueueMapBuffer: clEnqueueMapBuffer_fn
  var clEnqueueUnmapMemObject: clEnqueueUnmapMemObject_fn

  // Programs
  var clCreateProgramWithSource: clCreateProgramWithSource_fn
  var clCreateProgramWithBinary: clCreateProgramWithBinary_fn
  var clBuildProgram: clBuildProgram_fn
  var clGetProgramInfo: clGetProgramInfo_fn
  var clGetProgramBuildInfo: clGetProgramBuildInfo_fn
  var clReleaseProgram: clReleaseProgram_fn

  // Kernels
  var clCreateKernel: clCreateKernel_fn
  var clReleaseKernel: clReleaseKernel_fn
  var clSetKernelArg: clSetKernelArg_fn
  var clGetKernelInfo: clGetKernelInfo_fn
  var clGetKernelArgInfo: clGetKernelArgInfo_fn
  var clGetKernelWorkGroupInfo: clGetKernelWorkGroupInfo_fn
  var clEnqueueNDRangeKernel: clEnqueueNDRangeKernel_fn

  // Events
  var clWaitForEvents: clWaitForEvents_fn
  var clGetEventInfo: clGetEventInfo_fn
  var clGetEventProfilingInfo: clGetEventProfilingInfo_fn
  var clReleaseEvent: clReleaseEvent_fn
  var clEnqueueMarkerWithWaitList: clEnqueueMarkerWithWaitList_fn
  var clEnqueueBarrierWithWaitList: clEnqueueBarrierWithWaitList_fn

  // Optional: deprecated, newer than 1.2, or an extension
  var clCreateCommandQueue: clCreateCommandQueue_fn?
  var clCreateCommandQueueWithProperties: clCreateCommandQueueWithProperties_fn?
  var clGetKernelSubGroupInfo: clGetKernelSubGroupInfo_fn?
  var clSVMAlloc: clSVMAlloc_fn?
  var clSVMFree: clSVMFree_fn?
  var clGetExtensionFunctionAddressForPlatform: clGetExtensionFunctionAddressForPlatform_fn?

  /// Resolves everything in `library`; throws ``OpenCLError/symbolMissing(name:library:)`` for the
  /// first required entry point that is absent.
  init(resolvingIn library: DynamicLibrary) throws(OpenCLError) {
    clGetPlatformIDs = try library.required("clGetPlatformIDs", as: clGetPlatformIDs_fn.self)
    clGetPlatformInfo = try library.required("clGetPlatformInfo", as: clGetPlatformInfo_fn.self)
    clGetDeviceIDs = try library.required("clGetDeviceIDs", as: clGetDeviceIDs_fn.self)
    clGetDeviceInfo = try library.required("clGetDeviceInfo", as: clGetDeviceInfo_fn.self)
    clCreateContext = try library.required("clCreateContext", as: clCreateContext_fn.self)
    clReleaseContext = try library.required("clReleaseContext", as: clReleaseContext_fn.self)
    clReleaseCommandQueue = try library.required(
      "clReleaseCommandQueue", as: clReleaseCommandQueue_fn.self)
    clFlush = try library.required("clFlush", as: clFlush_fn.self)
    clFinish = try library.required("clFinish", as: clFinish_fn.self)
    clCreateBuffer = try library.required("clCreateBuffer", as: clCreateBuffer_fn.self)
    clReleaseMemObject = try library.required("clReleaseMemObject", as: clReleaseMemObject_fn.self)
    clEnqueueReadBuffer = try library.required(
      "clEnqueueReadBuffer", as: clEnqueueReadBuffer_fn.self)
    clEnqueueWriteBuffer = try library.required(
      "clEnqueueWriteBuffer", as: clEnqueueWriteBuffer_fn.self)
    clEnqueueCopyBuffer = try library.required(
      "clEnqueueCopyBuffer", as: clEnqueueCopyBuffer_fn.self)
    clEnqueueFillBuffer = try library.required(
      "clEnqueueFillBuffer", as: clEnqueueFillBuffer_fn.self)
    clEnqueueMapBuffer = try library.required("clEnqueueMapBuffer", as: clEnqueueMapBuffer_fn.self)
    clEnqueueUnmapMemObject = try library.required(
      "clEnqueueUnmapMemObject", as: clEnqueueUnmapMemObject_fn.self)
    clCreateProgramWithSource = try library.required(
      "clCreateProgramWithSource", as: clCreateProgramWithSource_fn.self)
    clCreateProgramWithBinary = try library.required(
      "clCreateProgramWithBinary", as: clCreateProgramWithBinary_fn.self)
    clBuildProgram = try library.required("clBuildProgram", as: clBuildProgram_fn.self)
    clGetProgramInfo = try library.required("clGetProgramInfo", as: clGetProgramInfo_fn.self)
    clGetProgramBuildInfo = try library.required(
      "clGetProgramBuildInfo", as: clGetProgramBuildInfo_fn.self)
    clReleaseProgram = try library.required("clReleaseProgram", as: clReleaseProgram_fn.self)
    clCreateKernel = try library.required("clCreateKernel", as: clCreateKernel_fn.self)
    clReleaseKernel = try library.required("clReleaseKernel", as: clReleaseKernel_fn.self)
    clSetKernelArg = try library.required("clSetKernelArg", as: clSetKernelArg_fn.self)
    clGetKernelInfo = try library.required("clGetKernelInfo", as: clGetKernelInfo_fn.self)
    clGetKernelArgInfo = try library.required("clGetKernelArgInfo", as: clGetKernelArgInfo_fn.self)
    clGetKernelWorkGroupInfo = try library.required(
      "clGetKernelWorkGroupInfo", as: clGetKernelWorkGroupInfo_fn.self)
    clEnqueueNDRangeKernel = try library.required(
      "clEnqueueNDRangeKernel", as: clEnqueueNDRangeKernel_fn.self)
    clWaitForEvents = try library.required("clWaitForEvents", as: clWaitForEvents_fn.self)
    clGetEventInfo = try library.required("clGetEventInfo", as: clGetEventInfo_fn.self)
    clGetEventProfilingInfo = try library.required(
      "clGetEventProfilingInfo", as: clGetEventProfilingInfo_fn.self)
    clReleaseEvent = try library.required("clReleaseEvent", as: clReleaseEvent_fn.self)
    clEnqueueMarkerWithWaitList = try library.required(
      "clEnqueueMarkerWithWaitList", as: clEnqueueMarkerWithWaitList_fn.self)
    clEnqueueBarrierWithWaitList = try library.required(
      "clEnqueueBarrierWithWaitList", as: clEnqueueBarrierWithWaitList_fn.self)
    clCreateCommandQueue = library.function(
      "clCreateCommandQueue", as: clCreateCommandQueue_fn.self)
    clCreateCommandQueueWithProperties = library.function(
      "clCreateCommandQueueWithProperties", as: clCreateCommandQueueWithProperties_fn.self)
    clGetKernelSubGroupInfo = library.function(
      "clGetKernelSubGroupInfo", as: clGetKernelSubGroupInfo_fn.self)
    clSVMAlloc = library.function("clSVMAlloc", as: clSVMAlloc_fn.self)
    clSVMFree = library.function("clSVMFree", as: clSVMFree_fn.self)
    clGetExtensionFunctionAddressForPlatform = library.function(
      "clGetExtensionFunctionAddressForPlatform",
      as: clGetExtensionFunctionAddressForPlatform_fn.self)
  }
}
