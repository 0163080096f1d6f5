// Function-pointer types of the entry points that OpenCLKit resolves at run time.

#ifndef APUS_COPENCL_FUNCTIONS_H
#define APUS_COPENCL_FUNCTIONS_H

#include "COpenCLTypes.h"

#ifndef APUS_CL_CALL
#define APUS_CL_CALL
#endif

// Platforms and devices

typedef cl_int(APUS_CL_CALL *clGetPlatformIDs_fn)(cl_uint num_entries, cl_platform_id *platforms,
                                                  cl_uint *num_platforms);
typedef cl_int(APUS_CL_CALL *clGetPlatformInfo_fn)(cl_platform_id platform, cl_platform_info name,
                                                   size_t size, void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clGetDeviceIDs_fn)(cl_platform_id platform, cl_device_type type,
                                                cl_uint num_entries, cl_device_id *devices,
                                                cl_uint *num_devices);
typedef cl_int(APUS_CL_CALL *clGetDeviceInfo_fn)(cl_device_id device, cl_device_info name,
                                                 size_t size, void *value, size_t *size_ret);

// Contexts and queues

typedef void(APUS_CL_CALL *apus_cl_context_notify)(const char *message, const void *private_info,
                                                   size_t size, void *user_data);
typedef cl_context(APUS_CL_CALL *clCreateContext_fn)(const cl_context_properties *properties,
                                                     cl_uint num_devices,
                                                     const cl_device_id *devices,
                                                     apus_cl_context_notify notify,
                                                     void *user_data, cl_int *status);
typedef cl_int(APUS_CL_CALL *clReleaseContext_fn)(cl_context context);
typedef cl_command_queue(APUS_CL_CALL *clCreateCommandQueue_fn)(
    cl_context context, cl_device_id device, cl_command_queue_properties properties,
    cl_int *status);
typedef cl_command_queue(APUS_CL_CALL *clCreateCommandQueueWithProperties_fn)(
    cl_context context, cl_device_id device, const cl_queue_properties *properties,
    cl_int *status);
typedef cl_int(APUS_CL_CALL *clReleaseCommandQueue_fn)(cl_command_queue queue);
typedef cl_int(APUS_CL_CALL *clFlush_fn)(cl_command_queue queue);
typedef cl_int(APUS_CL_CALL *clFinish_fn)(cl_command_queue queue);

// Memory

typedef cl_mem(APUS_CL_CALL *clCreateBuffer_fn)(cl_context context, cl_mem_flags flags, size_t size,
                                                void *host_pointer, cl_int *status);
typedef cl_int(APUS_CL_CALL *clReleaseMemObject_fn)(cl_mem memory);
typedef cl_int(APUS_CL_CALL *clEnqueueReadBuffer_fn)(cl_command_queue queue, cl_mem buffer,
                                                     cl_bool blocking, size_t offset, size_t size,
                                                     void *destination, cl_uint num_waits,
                                                     const cl_event *waits, cl_event *event);
typedef cl_int(APUS_CL_CALL *clEnqueueWriteBuffer_fn)(cl_command_queue queue, cl_mem buffer,
                                                      cl_bool blocking, size_t offset, size_t size,
                                                      const void *source, cl_uint num_waits,
                                                      const cl_event *waits, cl_event *event);
typedef cl_int(APUS_CL_CALL *clEnqueueCopyBuffer_fn)(cl_command_queue queue, cl_mem source,
                                                     cl_mem destination, size_t source_offset,
                                                     size_t destination_offset, size_t size,
                                                     cl_uint num_waits, const cl_event *waits,
                                                     cl_event *event);
typedef cl_int(APUS_CL_CALL *clEnqueueFillBuffer_fn)(cl_command_queue queue, cl_mem buffer,
                                                     const void *pattern, size_t pattern_size,
                                                     size_t offset, size_t size, cl_uint num_waits,
                                                     const cl_event *waits, cl_event *event);
typedef void *(APUS_CL_CALL *clEnqueueMapBuffer_fn)(cl_command_queue queue, cl_mem buffer,
                                                    cl_bool blocking, cl_map_flags flags,
                                                    size_t offset, size_t size, cl_uint num_waits,
                                                    const cl_event *waits, cl_event *event,
                                                    cl_int *status);
typedef cl_int(APUS_CL_CALL *clEnqueueUnmapMemObject_fn)(cl_command_queue queue, cl_mem memory,
                                                         void *mapped, cl_uint num_waits,
                                                         const cl_event *waits, cl_event *event);

// Programs and kernels

typedef void(APUS_CL_CALL *apus_cl_program_notify)(cl_program program, void *user_data);
typedef cl_program(APUS_CL_CALL *clCreateProgramWithSource_fn)(cl_context context, cl_uint count,
                                                               const char **strings,
                                                               const size_t *lengths,
                                                               cl_int *status);
typedef cl_program(APUS_CL_CALL *clCreateProgramWithBinary_fn)(
    cl_context context, cl_uint num_devices, const cl_device_id *devices, const size_t *lengths,
    const unsigned char **binaries, cl_int *binary_status, cl_int *status);
typedef cl_int(APUS_CL_CALL *clBuildProgram_fn)(cl_program program, cl_uint num_devices,
                                                const cl_device_id *devices, const char *options,
                                                apus_cl_program_notify notify, void *user_data);
typedef cl_int(APUS_CL_CALL *clGetProgramInfo_fn)(cl_program program, cl_program_info name,
                                                  size_t size, void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clGetProgramBuildInfo_fn)(cl_program program, cl_device_id device,
                                                       cl_program_build_info name, size_t size,
                                                       void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clReleaseProgram_fn)(cl_program program);
typedef cl_kernel(APUS_CL_CALL *clCreateKernel_fn)(cl_program program, const char *name,
                                                   cl_int *status);
typedef cl_int(APUS_CL_CALL *clReleaseKernel_fn)(cl_kernel kernel);
typedef cl_int(APUS_CL_CALL *clSetKernelArg_fn)(cl_kernel kernel, cl_uint index, size_t size,
                                                const void *value);
typedef cl_int(APUS_CL_CALL *clGetKernelInfo_fn)(cl_kernel kernel, cl_kernel_info name, size_t size,
                                                 void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clGetKernelArgInfo_fn)(cl_kernel kernel, cl_uint index,
                                                    cl_kernel_arg_info name, size_t size,
                                                    void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clGetKernelWorkGroupInfo_fn)(cl_kernel kernel, cl_device_id device,
                                                          cl_kernel_work_group_info name,
                                                          size_t size, void *value,
                                                          size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clGetKernelSubGroupInfo_fn)(
    cl_kernel kernel, cl_device_id device, cl_kernel_sub_group_info name, size_t input_size,
    const void *input, size_t size, void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clEnqueueNDRangeKernel_fn)(
    cl_command_queue queue, cl_kernel kernel, cl_uint dimensions, const size_t *offset,
    const size_t *global, const size_t *local, cl_uint num_waits, const cl_event *waits,
    cl_event *event);

// Events

typedef cl_int(APUS_CL_CALL *clWaitForEvents_fn)(cl_uint count, const cl_event *events);
typedef cl_int(APUS_CL_CALL *clGetEventInfo_fn)(cl_event event, cl_event_info name, size_t size,
                                                void *value, size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clGetEventProfilingInfo_fn)(cl_event event, cl_profiling_info name,
                                                         size_t size, void *value,
                                                         size_t *size_ret);
typedef cl_int(APUS_CL_CALL *clReleaseEvent_fn)(cl_event event);
typedef cl_int(APUS_CL_CALL *clEnqueueMarkerWithWaitList_fn)(cl_command_queue queue,
                                                             cl_uint num_waits,
                                                             const cl_event *waits,
                                                             cl_event *event);
typedef cl_int(APUS_CL_CALL *clEnqueueBarrierWithWaitList_fn)(cl_command_queue queue,
                                                              cl_uint num_waits,
                                                              const cl_event *waits,
                                                              cl_event *event);

// Shared virtual memory (OpenCL 2.0)

typedef void *(APUS_CL_CALL *clSVMAlloc_fn)(cl_context context, cl_svm_mem_flags flags, size_t size,
                                            cl_uint alignment);
typedef void(APUS_CL_CALL *clSVMFree_fn)(cl_context context, void *memory);

// Extensions

typedef void *(APUS_CL_CALL *clGetExtensionFunctionAddressForPlatform_fn)(cl_platform_id platform,
                                                                          const char *name);

#endif
