// Compiled with the flags that CMakeLists.txt sets for this file alone.
#define WEFT_KERNEL Avx2Kernel
#define WEFT_KERNEL_NAME "avx2"
#include "weft/embedding/kernel_body.h"
