// Compiled with the flags that CMakeLists.txt sets for this file alone.
#define WEFT_KERNEL Avx512Kernel
#define WEFT_KERNEL_NAME "avx512"
#include "weft/embedding/kernel_body.h"
