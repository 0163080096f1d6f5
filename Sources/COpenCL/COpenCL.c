// SwiftPM wants one source file per C target; compiling it also proves that the header stands
// alone.
#include "COpenCL.h"
