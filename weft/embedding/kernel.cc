#include "weft/embedding/kernel.h"

#include <vector>

namespace weft {

const Kernel& PortableKernel();
#if defined(WEFT_KERNEL_X86)
const Kernel& Avx2Kernel();
const Kernel& Avx512Kernel();
#endif

namespace {

// Ends with a null pointer.
std::vector<const Kernel*> Detect() {
  std::vector<const Kernel*> kernels = {&PortableKernel()};
#if defined(WEFT_KERNEL_X86)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) {
    kernels.push_back(&Avx2Kernel());
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni")) {
      kernels.push_back(&Avx512Kernel());
    }
  }
#endif
  kernels.push_back(nullptr);
  return kernels;
}

const std::vector<const Kernel*>& Kernels() {
  static const std::vector<const Kernel*>& kernels = *new std::vector<const Kernel*>(Detect());
  return kernels;
}

}  // namespace

const Kernel& BestKernel() { return *Kernels()[Kernels().size() - 2]; }

const Kernel* const* RunnableKernels() { return Kernels().data(); }

}  // namespace weft
