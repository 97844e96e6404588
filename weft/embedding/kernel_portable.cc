// Compiled with the flags that CMakeLists.txt sets for this file alone.
#define WEFT_KERNEL PortableKernel
#define WEFT_KERNEL_NAME "portable"
#include "weft/embedding/kernel_body.h"
