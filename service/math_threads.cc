#include "service/math_threads.h"

#include <cblas.h>
#include <omp.h>

namespace weft {

void UseOneMathThread() {
  omp_set_num_threads(1);       // Of this thread.
  openblas_set_num_threads(1);  // Of the process.
}

}  // namespace weft
