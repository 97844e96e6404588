#ifndef WEFT_SERVICE_MATH_THREADS_H_
#define WEFT_SERVICE_MATH_THREADS_H_

namespace weft {

// Keeps OpenMP and BLAS to the calling thread. Call it first in every thread that embeds or searches: there are as
// many workers as cores already, and a parallel loop inside each would only make them wait for each other.
void UseOneMathThread();

}  // namespace weft

#endif  // WEFT_SERVICE_MATH_THREADS_H_
