// Compiled with -mavx2. Includes nothing that defines inline functions shared with other files: the linker might keep
// the AVX2 copy of them for a CPU without it.
#include "weft/index/dot_avx2.h"

#include <immintrin.h>

namespace weft {
namespace {

// Eight sums of two products each. Widened to int16 first: the unsigned-by-signed instruction is quicker but saturates.
inline __m256i Products(const int8_t* a, const int8_t* b) {
  const __m256i x = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a)));
  const __m256i y = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(b)));
  return _mm256_madd_epi16(x, y);
}

}  // namespace

int32_t DotInt8Avx2(const int8_t* a, const int8_t* b, int dimension) {
  __m256i even = _mm256_setzero_si256();
  __m256i odd = _mm256_setzero_si256();
  for (int i = 0; i < dimension; i += 32) {
    even = _mm256_add_epi32(even, Products(a + i, b + i));
    odd = _mm256_add_epi32(odd, Products(a + i + 16, b + i + 16));
  }
  const __m256i all = _mm256_add_epi32(even, odd);
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4e));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xb1));
  return _mm_cvtsi128_si32(sum);
}

}  // namespace weft
