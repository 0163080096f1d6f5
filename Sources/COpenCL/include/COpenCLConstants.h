// Typed constants of OpenCL 1.2 (and the few of later versions that are queried when present).

#ifndef APUS_COPENCL_CONSTANTS_H
#define APUS_COPENCL_CONSTANTS_H

#include "COpenCLTypes.h"

static const cl_int CL_SUCCESS = 0;
static const cl_int CL_DEVICE_NOT_FOUND = -1;
static const cl_int CL_PLATFORM_NOT_FOUND_KHR = -1001;

static const cl_bool CL_FALSE = 0;
static const cl_bool CL_TRUE = 1;

static const cl_platform_info CL_PLATFORM_VERSION = 0x0901;
static const cl_platform_info CL_PLATFORM_NAME = 0x0902;
static const cl_platform_info CL_PLATFORM_VENDOR = 0x0903;

static const cl_device_type CL_DEVICE_TYPE_CPU = 1 << 1;
static const cl_device_type CL_DEVICE_TYPE_GPU = 1 << 2;
static const cl_device_type CL_DEVICE_TYPE_ACCELERATOR = 1 << 3;
static const cl_device_type CL_DEVICE_TYPE_ALL = 0xFFFFFFFF;

static const cl_device_info CL_DEVICE_TYPE = 0x1000;
static const cl_device_info CL_DEVICE_MAX_COMPUTE_UNITS = 0x1002;
static const cl_device_info CL_DEVICE_MAX_WORK_GROUP_SIZE = 0x1004;
static const cl_device_info CL_DEVICE_MAX_WORK_ITEM_SIZES = 0x1005;
static const cl_device_info CL_DEVICE_PREFERRED_VECTOR_WIDTH_FLOAT = 0x100A;
static const cl_device_info CL_DEVICE_MAX_CLOCK_FREQUENCY = 0x100C;
static const cl_device_info CL_DEVICE_MAX_MEM_ALLOC_SIZE = 0x1010;
static const cl_device_info CL_DEVICE_MAX_PARAMETER_SIZE = 0x1017;
static const cl_device_info CL_DEVICE_MEM_BASE_ADDR_ALIGN = 0x1019;
static const cl_device_info CL_DEVICE_SINGLE_FP_CONFIG = 0x101B;
static const cl_device_info CL_DEVICE_GLOBAL_MEM_CACHELINE_SIZE = 0x101D;
static const cl_device_info CL_DEVICE_GLOBAL_MEM_CACHE_SIZE = 0x101E;
static const cl_device_info CL_DEVICE_GLOBAL_MEM_SIZE = 0x101F;
static const cl_device_info CL_DEVICE_LOCAL_MEM_TYPE = 0x1022;
static const cl_device_info CL_DEVICE_LOCAL_MEM_SIZE = 0x1023;
static const cl_device_info CL_DEVICE_AVAILABLE = 0x1027;
static const cl_device_info CL_DEVICE_COMPILER_AVAILABLE = 0x1028;
static const cl_device_info CL_DEVICE_NAME = 0x102B;
static const cl_device_info CL_DEVICE_VENDOR = 0x102C;
static const cl_device_info CL_DRIVER_VERSION = 0x102D;
static const cl_device_info CL_DEVICE_VERSION = 0x102F;
static const cl_device_info CL_DEVICE_EXTENSIONS = 0x1030;
static const cl_device_info CL_DEVICE_DOUBLE_FP_CONFIG = 0x1032;
static const cl_device_info CL_DEVICE_HOST_UNIFIED_MEMORY = 0x1035;
static const cl_device_info CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT = 0x103A;
static const cl_device_info CL_DEVICE_MAX_NUM_SUB_GROUPS = 0x105C;  // OpenCL 2.1

static const cl_device_info CL_DEVICE_SVM_CAPABILITIES = 0x1053;     // OpenCL 2.0

static const cl_device_svm_capabilities CL_DEVICE_SVM_FINE_GRAIN_BUFFER = 1 << 1;

static const cl_device_fp_config CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT = 1 << 7;

static const cl_device_local_mem_type CL_LOCAL = 1;

static const cl_context_properties CL_CONTEXT_PLATFORM = 0x1084;

static const cl_command_queue_properties CL_QUEUE_PROFILING_ENABLE = 1 << 1;
static const cl_queue_properties CL_QUEUE_PROPERTIES = 0x1093;  // OpenCL 2.0

static const cl_mem_flags CL_MEM_READ_WRITE = 1 << 0;
static const cl_mem_flags CL_MEM_WRITE_ONLY = 1 << 1;
static const cl_mem_flags CL_MEM_READ_ONLY = 1 << 2;
static const cl_mem_flags CL_MEM_USE_HOST_PTR = 1 << 3;
static const cl_mem_flags CL_MEM_ALLOC_HOST_PTR = 1 << 4;
static const cl_svm_mem_flags CL_MEM_SVM_FINE_GRAIN_BUFFER = 1 << 10;  // OpenCL 2.0

static const cl_map_flags CL_MAP_READ = 1 << 0;
static const cl_map_flags CL_MAP_WRITE = 1 << 1;
static const cl_map_flags CL_MAP_WRITE_INVALIDATE_REGION = 1 << 2;

static const cl_program_info CL_PROGRAM_BINARY_SIZES = 0x1165;
static const cl_program_info CL_PROGRAM_BINARIES = 0x1166;
static const cl_program_info CL_PROGRAM_KERNEL_NAMES = 0x1168;
static const cl_program_build_info CL_PROGRAM_BUILD_LOG = 0x1183;

static const cl_kernel_info CL_KERNEL_FUNCTION_NAME = 0x1190;
static const cl_kernel_info CL_KERNEL_NUM_ARGS = 0x1191;
static const cl_kernel_arg_info CL_KERNEL_ARG_ADDRESS_QUALIFIER = 0x1196;
static const cl_kernel_arg_address_qualifier CL_KERNEL_ARG_ADDRESS_GLOBAL = 0x119B;
static const cl_kernel_arg_address_qualifier CL_KERNEL_ARG_ADDRESS_LOCAL = 0x119C;
static const cl_kernel_arg_address_qualifier CL_KERNEL_ARG_ADDRESS_CONSTANT = 0x119D;
static const cl_kernel_arg_address_qualifier CL_KERNEL_ARG_ADDRESS_PRIVATE = 0x119E;

static const cl_kernel_work_group_info CL_KERNEL_WORK_GROUP_SIZE = 0x11B0;
static const cl_kernel_work_group_info CL_KERNEL_COMPILE_WORK_GROUP_SIZE = 0x11B1;
static const cl_kernel_work_group_info CL_KERNEL_LOCAL_MEM_SIZE = 0x11B2;
static const cl_kernel_work_group_info CL_KERNEL_PREFERRED_WORK_GROUP_SIZE_MULTIPLE = 0x11B3;
static const cl_kernel_work_group_info CL_KERNEL_PRIVATE_MEM_SIZE = 0x11B4;
static const cl_kernel_sub_group_info CL_KERNEL_MAX_SUB_GROUP_SIZE_FOR_NDRANGE = 0x2033;

static const cl_event_info CL_EVENT_COMMAND_EXECUTION_STATUS = 0x11D3;
static const cl_int CL_COMPLETE = 0x0;
static const cl_int CL_RUNNING = 0x1;
static const cl_int CL_SUBMITTED = 0x2;

static const cl_profiling_info CL_PROFILING_COMMAND_QUEUED = 0x1280;
static const cl_profiling_info CL_PROFILING_COMMAND_SUBMIT = 0x1281;
static const cl_profiling_info CL_PROFILING_COMMAND_START = 0x1282;
static const cl_profiling_info CL_PROFILING_COMMAND_END = 0x1283;

#endif
