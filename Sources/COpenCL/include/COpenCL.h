// The OpenCL 1.2 declarations that OpenCLKit uses, written from the Khronos specification.
//
// Nothing here is linked: each entry point is a *typedef of a function pointer* (`clXxx_fn`), which
// OpenCLKit resolves at run time with dlsym. Constants are typed (`static const`), so that Swift
// sees the parameter type the entry point expects.

#ifndef APUS_COPENCL_H
#define APUS_COPENCL_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && !defined(_WIN64)
#define APUS_CL_CALL __stdcall
#else
#define APUS_CL_CALL
#endif

#include "COpenCLTypes.h"
#include "COpenCLConstants.h"
#include "COpenCLFunctions.h"

#endif
