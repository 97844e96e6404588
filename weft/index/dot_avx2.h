#ifndef WEFT_INDEX_DOT_AVX2_H_
#define WEFT_INDEX_DOT_AVX2_H_

#include <cstdint>

namespace weft {

// DotInt8 in AVX2; defined on x86-64 only. Exact for every int8, -128 included.
// REQUIRES: a CPU with AVX2, dimension a multiple of 32 and at most 65,536.
int32_t DotInt8Avx2(const int8_t* a, const int8_t* b, int dimension);

}  // namespace weft

#endif  // WEFT_INDEX_DOT_AVX2_H_
