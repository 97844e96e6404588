// The body of every kernel, included once by each kernel_*.cc after it has named WEFT_KERNEL (the function that gives
// the kernel) and WEFT_KERNEL_NAME. What the compiler is told about the machine (-mavx2 ...) decides the vectors.
// No include guard on purpose; no standard headers, see kernel.h.

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "weft/embedding/kernel.h"

#define WEFT_INLINE inline __attribute__((always_inline))

// NOLINTBEGIN(bugprone-implicit-widening-of-multiplication-result): what is multiplied here are widths of one model
// and rows of one batch, far below 2^31; the inner loops stay readable.
namespace weft {
namespace {

// ---- vectors of the machine ----

#if defined(__AVX512VNNI__)
constexpr int kVectorBytes = 64;
constexpr int kTileRows = 12;    // 12 x 2 accumulators of 32 registers.
constexpr int kTileVectors = 2;  // Vectors of outputs in a tile.
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
constexpr int kTileRows = 6;  // 6 x 2 accumulators of 16 registers.
constexpr int kTileVectors = 2;
#else
constexpr int kVectorBytes = 16;
constexpr int kTileRows = 2;  // 2 x 4 accumulators of 16 registers.
constexpr int kTileVectors = 4;
#endif

typedef float FloatVector __attribute__((vector_size(kVectorBytes)));
typedef float UnalignedFloatVector __attribute__((vector_size(kVectorBytes), aligned(4), may_alias));
typedef int32_t IntVector __attribute__((vector_size(kVectorBytes)));
typedef int16_t ShortVector __attribute__((vector_size(kVectorBytes)));

constexpr int kPrefetchBytes = 512;
constexpr int kVectorLanes = kVectorBytes / 4;
constexpr int kParts = kLanes / kVectorLanes;
constexpr int kTileOutputs = kTileVectors * kVectorLanes;
static_assert(kTileOutputs % kLanes == 0, "a tile holds whole groups of 16 outputs");
static_assert(kOutputsPadding % kTileOutputs == 0, "a tile never reads past a matrix");

// Half a vector's bytes of int8, widened to int16.
WEFT_INLINE ShortVector Widen(const int8_t* p) {
#if defined(__AVX512VNNI__)
  return (ShortVector)_mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i*)p));
#elif defined(__AVX2__)
  return (ShortVector)_mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i*)p));
#elif defined(__SSE2__)
  __m128i bytes = _mm_loadl_epi64((const __m128i*)p);
  return (ShortVector)_mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
#else
  ShortVector v;
  for (int i = 0; i < 2 * kVectorLanes; ++i) v[i] = p[i];
  return v;
#endif
}

// Two int16 in every lane.
WEFT_INLINE ShortVector Repeat(const int16_t* pair) {
  int32_t both;
  __builtin_memcpy(&both, pair, 4);
  IntVector v = both - IntVector{};
  return (ShortVector)v;
}

// sum + a0 * b0 + a1 * b1 in every lane of 32 bits.
WEFT_INLINE IntVector MultiplyAddPairs(IntVector sum, ShortVector a, ShortVector b) {
#if defined(__AVX512VNNI__)
  return (IntVector)_mm512_dpwssd_epi32((__m512i)sum, (__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
  return sum + (IntVector)_mm256_madd_epi16((__m256i)a, (__m256i)b);
#elif defined(__SSE2__)
  return sum + (IntVector)_mm_madd_epi16((__m128i)a, (__m128i)b);
#else
  for (int i = 0; i < kVectorLanes; ++i) {
    sum[i] += (int32_t)a[2 * i] * b[2 * i] + (int32_t)a[2 * i + 1] * b[2 * i + 1];
  }
  return sum;
#endif
}

// ---- 16 lanes of float, whatever the machine ----

struct Floats {
  FloatVector v[kParts];
};

// Vector by vector: as one memcpy, GCC 12 goes through memory in halves of a vector and stalls.
WEFT_INLINE Floats Load(const float* p) {
  Floats out;
  for (int i = 0; i < kParts; ++i) out.v[i] = *(const UnalignedFloatVector*)(p + i * kVectorLanes);
  return out;
}
WEFT_INLINE void Store(Floats a, float* p) {
  for (int i = 0; i < kParts; ++i) *(UnalignedFloatVector*)(p + i * kVectorLanes) = a.v[i];
}
WEFT_INLINE Floats Repeat(float x) {
  Floats out;
  for (int i = 0; i < kParts; ++i) out.v[i] = x - FloatVector{};
  return out;
}
WEFT_INLINE Floats operator+(Floats a, Floats b) {
  for (int i = 0; i < kParts; ++i) a.v[i] += b.v[i];
  return a;
}
WEFT_INLINE Floats operator-(Floats a, Floats b) {
  for (int i = 0; i < kParts; ++i) a.v[i] -= b.v[i];
  return a;
}
WEFT_INLINE Floats operator*(Floats a, Floats b) {
  for (int i = 0; i < kParts; ++i) a.v[i] *= b.v[i];
  return a;
}
WEFT_INLINE Floats operator/(Floats a, Floats b) {
  for (int i = 0; i < kParts; ++i) a.v[i] /= b.v[i];
  return a;
}
WEFT_INLINE Floats Max(Floats a, Floats b) {
  for (int i = 0; i < kParts; ++i) a.v[i] = a.v[i] > b.v[i] ? a.v[i] : b.v[i];
  return a;
}
WEFT_INLINE Floats Abs(Floats a) {
  for (int i = 0; i < kParts; ++i) a.v[i] = (FloatVector)((IntVector)a.v[i] & 0x7fffffff);
  return a;
}
// The sign of `sign` on the magnitude of `a`. REQUIRES: a >= 0.
WEFT_INLINE Floats WithSign(Floats a, Floats sign) {
  for (int i = 0; i < kParts; ++i) {
    a.v[i] = (FloatVector)((IntVector)a.v[i] | ((IntVector)sign.v[i] & (int32_t)0x80000000));
  }
  return a;
}

// Always the same tree, so that all kernels round alike.
WEFT_INLINE float Sum(Floats a) {
  float x[kLanes];
  Store(a, x);
  for (int half = kLanes / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; ++i) x[i] += x[i + half];
  }
  return x[0];
}
WEFT_INLINE float Largest(Floats a) {
  float x[kLanes];
  Store(a, x);
  for (int i = 1; i < kLanes; ++i) x[0] = x[i] > x[0] ? x[i] : x[0];
  return x[0];
}

// Adding and subtracting it rounds to the nearest integer, ties to even, below 2^22.
constexpr float kRounder = 12582912.0f;

// e^x to about 1e-7 of the value; 0 lanes stay above 1e-38. REQUIRES: x <= 88.
WEFT_INLINE Floats Exp(Floats x) {
  x = Max(x, Repeat(-87.0f));
  Floats n = (x * Repeat(1.44269504f) + Repeat(kRounder)) - Repeat(kRounder);
  Floats r = (x - n * Repeat(0.693359375f)) - n * Repeat(-2.12194440e-4f);  // ln 2 in two parts.
  // Taylor's series to r^7 suffices for |r| <= ln(2) / 2.
  Floats p = Repeat(1.0f / 5040);
  p = p * r + Repeat(1.0f / 720);
  p = p * r + Repeat(1.0f / 120);
  p = p * r + Repeat(1.0f / 24);
  p = p * r + Repeat(1.0f / 6);
  p = p * r + Repeat(0.5f);
  p = p * r + Repeat(1.0f);
  p = p * r + Repeat(1.0f);
  for (int i = 0; i < kParts; ++i) {
    IntVector exponent = __builtin_convertvector(n.v[i], IntVector);
    p.v[i] = (FloatVector)((IntVector)p.v[i] + (exponent << 23));
  }
  return p;
}

// ---- matrix products ----

// The nearest integers. REQUIRES: |a| <= 32767.
WEFT_INLINE void StoreRounded(Floats a, int16_t* p) {
  typedef int16_t HalfVector __attribute__((vector_size(kVectorBytes / 2)));
  a = (a + Repeat(kRounder)) - Repeat(kRounder);
  for (int i = 0; i < kParts; ++i) {
    const HalfVector half = __builtin_convertvector(__builtin_convertvector(a.v[i], IntVector), HalfVector);
    __builtin_memcpy(p + i * kVectorLanes, &half, sizeof(half));
  }
}

// Rounds `rows` rows of x to int16 with a scale each. Rows stand pair by pair: quantized[pair][row][2].
void QuantizeRows(const float* x, int rows, int inputs, int16_t* quantized, float* scales) {
  const int whole = inputs / kLanes * kLanes;
  for (int row = 0; row < rows; ++row, x += inputs) {
    Floats lanes = Repeat(0.0f);
    for (int k = 0; k < whole; k += kLanes) lanes = Max(lanes, Abs(Load(x + k)));
    float largest = Largest(lanes);
    for (int k = whole; k < inputs; ++k) {
      float magnitude = __builtin_fabsf(x[k]);
      if (magnitude > largest) largest = magnitude;
    }
    // Rows too small for a normal inverse are zero for our purposes.
    const float inverse = largest > 1e-30f ? kActivationMax / largest : 0.0f;
    scales[row] = largest / kActivationMax;
    int16_t* out = quantized + 2 * row;
    for (int k = 0; k < whole; k += kLanes) {
      int16_t values[kLanes];
      StoreRounded(Load(x + k) * Repeat(inverse), values);
      for (int i = 0; i < kLanes; i += 2, out += 2 * rows) __builtin_memcpy(out, values + i, 4);
    }
    for (int k = whole; k < inputs; k += 2, out += 2 * rows) {
      out[0] = (int16_t)((x[k] * inverse + kRounder) - kRounder);
      out[1] = k + 1 < inputs ? (int16_t)((x[k + 1] * inverse + kRounder) - kRounder) : 0;
    }
  }
}

// What becomes of a product: bias, activation, and where it goes.
struct Epilogue {
  const float* scales;  // Of the matrix.
  const float* bias;
  Activation activation;
  bool accumulate;
  int outputs;
};

// Finishes `lanes` <= 16 outputs of a row whose sums are there as floats.
WEFT_INLINE void Finish(Floats value, const Epilogue& to, int first, float* row_out) {
  value = value + Load(to.bias + first);
  if (to.activation == Activation::kRelu) value = Max(value, Repeat(0.0f));
  float* out = row_out + first;
  const int lanes = to.outputs - first;
  if (lanes >= kLanes) {
    if (to.accumulate) value = value + Load(out);
    Store(value, out);
    return;
  }
  float values[kLanes];
  Store(value, values);
  for (int i = 0; i < lanes; ++i) out[i] = to.accumulate ? out[i] + values[i] : values[i];
}

// Rows x kTileOutputs products. `weights` starts at the tile's first group of 16 outputs.
template <int kRows>
void Tile(const int16_t* quantized, const float* row_scales, const int8_t* weights, int pairs, int first,
          const Epilogue& to, float* out) {
  IntVector sums[kRows][kTileVectors];
#pragma GCC unroll 12
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kTileVectors; ++v) sums[r][v] = IntVector{};
  }
  constexpr int kGroupVectors = kLanes / kVectorLanes;  // Vectors in a group of 16 outputs.
  const long group_bytes = (long)pairs * 2 * kLanes;
  for (int pair = 0; pair < pairs; ++pair) {
    // A tile of 1,536 inputs is larger than the first-level cache; what lies past a matrix's end is never read.
    for (int g = 0; g < kTileOutputs / kLanes; ++g) __builtin_prefetch(weights + g * group_bytes + kPrefetchBytes);
    ShortVector w[kTileVectors];
#pragma GCC unroll 4
    for (int v = 0; v < kTileVectors; ++v) {
      w[v] = Widen(weights + v / kGroupVectors * group_bytes + v % kGroupVectors * (kVectorBytes / 2));
    }
#pragma GCC unroll 12
    for (int r = 0; r < kRows; ++r) {
      const ShortVector a = Repeat(quantized + 2 * r);
#pragma GCC unroll 4
      for (int v = 0; v < kTileVectors; ++v) sums[r][v] = MultiplyAddPairs(sums[r][v], a, w[v]);
    }
    weights += 2 * kLanes;
    quantized += 2 * kRows;
  }
#pragma GCC unroll 12
  for (int r = 0; r < kRows; ++r) {
    const Floats scale = Repeat(row_scales[r]);
#pragma GCC unroll 4
    for (int g = 0; g < kTileOutputs / kLanes; ++g) {
      const int at = first + g * kLanes;
      if (at >= to.outputs) break;
      Floats value;
#pragma GCC unroll 4
      for (int i = 0; i < kParts; ++i) value.v[i] = __builtin_convertvector(sums[r][g * kParts + i], FloatVector);
      Finish(value * scale * Load(to.scales + at), to, at, out + (long)r * to.outputs);
    }
  }
}

using TileFunction = void (*)(const int16_t*, const float*, const int8_t*, int, int, const Epilogue&, float*);

TileFunction TileOf(int rows) {
  static_assert(kTileRows <= 12, "add the missing cases");
  switch (rows) {
    case 1:
      return Tile<1>;
    case 2:
      return Tile<2>;
#if defined(__AVX2__)
    case 3:
      return Tile<3>;
    case 4:
      return Tile<4>;
    case 5:
      return Tile<5>;
    case 6:
      return Tile<6>;
#endif
#if defined(__AVX512VNNI__)
    case 7:
      return Tile<7>;
    case 8:
      return Tile<8>;
    case 9:
      return Tile<9>;
    case 10:
      return Tile<10>;
    case 11:
      return Tile<11>;
    case 12:
      return Tile<12>;
#endif
    default:
      __builtin_trap();
  }
}

// Blocks of `rows` rows that differ by at most one in size, each at most kTileRows: block b starts at row
// BlockStart(b).
WEFT_INLINE int BlockStart(int block, int blocks, int rows) { return (int)((long)block * rows / blocks); }

// Activations as int16, products in int32.
void LinearInt8(const MatrixView& matrix, const float* x, int rows, const Epilogue& to, int16_t* quantized,
                float* out) {
  const int pairs = (matrix.inputs + 1) / 2;
  const int blocks = (rows + kTileRows - 1) / kTileRows;
  // A matrix is read once for this many rows; their int16 stay in the second-level cache.
  float row_scales[kTileRows * 16];
  constexpr int kBlocksAtOnce = 16;
  for (int begin = 0; begin < blocks; begin += kBlocksAtOnce) {
    const int end = begin + kBlocksAtOnce < blocks ? begin + kBlocksAtOnce : blocks;
    const int first_row = BlockStart(begin, blocks, rows);
    for (int b = begin; b < end; ++b) {
      const int start = BlockStart(b, blocks, rows);
      QuantizeRows(x + (long)start * matrix.inputs, BlockStart(b + 1, blocks, rows) - start, matrix.inputs,
                   quantized + (long)start * 2 * pairs, row_scales + (start - first_row));
    }
    for (int at = 0; at < matrix.outputs; at += kTileOutputs) {
      const int8_t* weights = matrix.weights + (long)at * 2 * pairs;
      for (int b = begin; b < end; ++b) {
        const int start = BlockStart(b, blocks, rows);
        TileOf(BlockStart(b + 1, blocks, rows) - start)(quantized + (long)start * 2 * pairs,
                                                        row_scales + (start - first_row), weights, pairs, at, to,
                                                        out + (long)start * matrix.outputs);
      }
    }
  }
}

// kRows x 16 products with float weights.
template <int kRows>
void FloatTile(const float* x, const float* weights, int inputs, int first, const Epilogue& to, float* out) {
  Floats sums[kRows];
  for (int r = 0; r < kRows; ++r) sums[r] = Repeat(0.0f);
  for (int k = 0; k < inputs; ++k) {
    const Floats w = Load(weights + (long)k * kLanes);
    for (int r = 0; r < kRows; ++r) sums[r] = sums[r] + Repeat(x[(long)r * inputs + k]) * w;
  }
  for (int r = 0; r < kRows; ++r) Finish(sums[r], to, first, out + (long)r * to.outputs);
}

// Float weights, for the file that tests compare with the reference: simple, not fast.
void LinearFloat(const MatrixView& matrix, const float* x, int rows, const Epilogue& to, float* out) {
  constexpr int kRows = 4;
  for (int at = 0; at < matrix.outputs; at += kLanes) {
    const float* weights = matrix.floats + (long)at * matrix.inputs;
    int row = 0;
    for (; row + kRows <= rows; row += kRows) {
      FloatTile<kRows>(x + (long)row * matrix.inputs, weights, matrix.inputs, at, to, out + (long)row * to.outputs);
    }
    for (; row < rows; ++row) {
      FloatTile<1>(x + (long)row * matrix.inputs, weights, matrix.inputs, at, to, out + (long)row * to.outputs);
    }
  }
}

void Linear(const MatrixView& matrix, const float* x, int rows, Activation activation, bool accumulate,
            int16_t* scratch, float* out) {
  const Epilogue to = {matrix.scales, matrix.bias, activation, accumulate, matrix.outputs};
  if (matrix.weights != nullptr) {
    LinearInt8(matrix, x, rows, to, scratch, out);
  } else {
    LinearFloat(matrix, x, rows, to, out);
  }
}

// ---- the rest of the transformer ----

void LayerNorm(const float* x, int rows, int width, const float* gain, const float* bias, float* out) {
  for (int row = 0; row < rows; ++row, x += width, out += width) {
    Floats sum = Repeat(0.0f);
    for (int i = 0; i < width; i += kLanes) sum = sum + Load(x + i);
    const Floats mean = Repeat(Sum(sum) / width);
    Floats squares = Repeat(0.0f);
    for (int i = 0; i < width; i += kLanes) {
      Floats d = Load(x + i) - mean;
      squares = squares + d * d;
    }
    const Floats inverse = Repeat(1.0f / __builtin_sqrtf(Sum(squares) / width + 1e-6f));
    for (int i = 0; i < width; i += kLanes) {
      Store((Load(x + i) - mean) * inverse * Load(gain + i) + Load(bias + i), out + i);
    }
  }
}

// Attention of up to 4 queries (rows of qkv from `query` on) of one head. keys: head_width x padded, transposed.
template <int kQueries>
void Attend(const float* query, const float* value, int stride, const float* keys, int tokens, int padded,
            int head_width, float* weights, float* out, int out_stride) {
  const Floats scale = Repeat(1.0f / __builtin_sqrtf((float)head_width));
  Floats largest[kQueries];
  for (int q = 0; q < kQueries; ++q) largest[q] = Repeat(-3e38f);
  for (int j = 0; j < padded; j += kLanes) {
    Floats sum[kQueries];
    for (int q = 0; q < kQueries; ++q) sum[q] = Repeat(0.0f);
    for (int d = 0; d < head_width; ++d) {
      const Floats key = Load(keys + (long)d * padded + j);
      for (int q = 0; q < kQueries; ++q) sum[q] = sum[q] + Repeat(query[(long)q * stride + d]) * key;
    }
    for (int q = 0; q < kQueries; ++q) {
      float* w = weights + q * padded;
      Store(sum[q] * scale, w + j);
      for (int i = tokens - j; i < kLanes; ++i) {
        if (i >= 0) w[j + i] = -3e38f;  // Padding.
      }
      largest[q] = Max(largest[q], Load(w + j));
    }
  }
  Floats inverse[kQueries];
  for (int q = 0; q < kQueries; ++q) {
    const Floats most = Repeat(Largest(largest[q]));
    Floats total = Repeat(0.0f);
    for (int j = 0; j < padded; j += kLanes) {
      Floats e = Exp(Load(weights + q * padded + j) - most);
      Store(e, weights + q * padded + j);
      total = total + e;
    }
    inverse[q] = Repeat(1.0f / Sum(total));
  }
  for (int d = 0; d < head_width; d += kLanes) {
    Floats sum[kQueries];
    for (int q = 0; q < kQueries; ++q) sum[q] = Repeat(0.0f);
    for (int j = 0; j < tokens; ++j) {
      const Floats v = Load(value + (long)j * stride + d);
      for (int q = 0; q < kQueries; ++q) sum[q] = sum[q] + Repeat(weights[q * padded + j]) * v;
    }
    for (int q = 0; q < kQueries; ++q) Store(sum[q] * inverse[q], out + (long)q * out_stride + d);
  }
}

void Attention(const float* qkv, int tokens, int heads, int head_width, float* scratch, float* out) {
  const int width = heads * head_width;
  const int stride = 3 * width;
  const int padded = (tokens + kLanes - 1) / kLanes * kLanes;
  float* keys = scratch;
  float* weights = scratch + (long)head_width * padded;
  for (int h = 0; h < heads; ++h) {
    const float* query = qkv + h * head_width;
    const float* key = query + width;
    const float* value = key + width;
    for (int j = 0; j < padded; ++j) {
      for (int d = 0; d < head_width; ++d) {
        keys[(long)d * padded + j] = j < tokens ? key[(long)j * stride + d] : 0.0f;
      }
    }
    int t = 0;
    for (; t + 4 <= tokens; t += 4) {
      Attend<4>(query + (long)t * stride, value, stride, keys, tokens, padded, head_width, weights,
                out + (long)t * width + h * head_width, width);
    }
    for (; t < tokens; ++t) {
      Attend<1>(query + (long)t * stride, value, stride, keys, tokens, padded, head_width, weights,
                out + (long)t * width + h * head_width, width);
    }
  }
}

void Mean(const float* x, int rows, int width, float* out) {
  for (int i = 0; i < width; i += kLanes) {
    Floats sum = Repeat(0.0f);
    for (int row = 0; row < rows; ++row) sum = sum + Load(x + (long)row * width + i);
    Store(sum * Repeat(1.0f / rows), out + i);
  }
}

void Tanh(float* x, int count) {
  for (int i = 0; i < count; i += kLanes) {
    const Floats in = Load(x + i);
    // tanh is 1 to the last bit from 10 on.
    const Floats magnitude = Repeat(0.0f) - Max(Repeat(0.0f) - Abs(in), Repeat(-10.0f));
    const Floats e = Exp(magnitude + magnitude);
    Store(WithSign((e - Repeat(1.0f)) / (e + Repeat(1.0f)), in), x + i);
  }
}

void Normalize(float* x, int count) {
  Floats squares = Repeat(0.0f);
  for (int i = 0; i < count; i += kLanes) squares = squares + Load(x + i) * Load(x + i);
  float norm = __builtin_sqrtf(Sum(squares));
  if (!(norm > 1e-12f)) norm = 1e-12f;
  const Floats inverse = Repeat(1.0f / norm);
  for (int i = 0; i < count; i += kLanes) Store(Load(x + i) * inverse, x + i);
}

}  // namespace

const Kernel& WEFT_KERNEL() {
  static constexpr Kernel kKernel = {WEFT_KERNEL_NAME, Linear, LayerNorm, Attention, Mean, Tanh, Normalize};
  return kKernel;
}

}  // namespace weft
// NOLINTEND(bugprone-implicit-widening-of-multiplication-result)
