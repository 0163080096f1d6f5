import COpenCL

/// The resolved entry points of one OpenCL library, under their C names.
///
/// Required ones belong to OpenCL 1.2; optional ones are nil where the library lacks them.
struct OpenCLFunctions: Sendable {
  // Platforms and devices
  let clGetPlatformIDs: clGetPlatformIDs_fn
  let clGetPlatformInfo: clGetPlatformInfo_fn
  let clGetDeviceIDs: clGetDeviceIDs_fn
  let clGetDeviceInfo: clGetDeviceInfo_fn

  // Contexts and queues
  let clCreateContext: clCreateContext_fn
  let clReleaseContext: clReleaseContext_fn
  let clReleaseCommandQueue: clReleaseCommandQueue_fn
  let clFlush: clFlush_fn
  let clFinish: clFinish_fn

  // Memory
  let clCreateBuffer: clCreateBuffer_fn
  let clReleaseMemObject: clReleaseMemObject_fn
  let clEnqueueReadBuffer: clEnqueueReadBuffer_fn
  let clEnqueueWriteBuffer: clEnqueueWriteBuffer_fn
  let clEnqueueCopyBuffer: clEnqueueCopyBuffer_fn
  let clEnqueueFillBuffer: clEnqueueFillBuffer_fn
  let clEnqueueMapBuffer: clEnqueueMapBuffer_fn
  let clEnqueueUnmapMemObject: clEnqueueUnmapMemObject_fn

  // Programs
  let clCreateProgramWithSource: clCreateProgramWithSource_fn
  let clCreateProgramWithBinary: clCreateProgramWithBinary_fn
  let clBuildProgram: clBuildProgram_fn
  let clGetProgramInfo: clGetProgramInfo_fn
  let clGetProgramBuildInfo: clGetProgramBuildInfo_fn
  let clReleaseProgram: clReleaseProgram_fn

  // Kernels
  let clCreateKernel: clCreateKernel_fn
  let clReleaseKernel: clReleaseKernel_fn
  let clSetKernelArg: clSetKernelArg_fn
  let clGetKernelInfo: clGetKernelInfo_fn
  let clGetKernelArgInfo: clGetKernelArgInfo_fn
  let clGetKernelWorkGroupInfo: clGetKernelWorkGroupInfo_fn
  let clEnqueueNDRangeKernel: clEnqueueNDRangeKernel_fn

  // Events
  let clWaitForEvents: clWaitForEvents_fn
  let clGetEventInfo: clGetEventInfo_fn
  let clGetEventProfilingInfo: clGetEventProfilingInfo_fn
  let clReleaseEvent: clReleaseEvent_fn
  let clEnqueueMarkerWithWaitList: clEnqueueMarkerWithWaitList_fn
  let clEnqueueBarrierWithWaitList: clEnqueueBarrierWithWaitList_fn

  // Optional: deprecated, newer than 1.2, or an extension
  let clCreateCommandQueue: clCreateCommandQueue_fn?
  let clCreateCommandQueueWithProperties: clCreateCommandQueueWithProperties_fn?
  let clGetKernelSubGroupInfo: clGetKernelSubGroupInfo_fn?
  let clGetExtensionFunctionAddressForPlatform: clGetExtensionFunctionAddressForPlatform_fn?

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
    clGetExtensionFunctionAddressForPlatform = library.function(
      "clGetExtensionFunctionAddressForPlatform",
      as: clGetExtensionFunctionAddressForPlatform_fn.self)
  }
}
