#ifndef WEFT_EMBEDDING_KERNEL_H_
#define WEFT_EMBEDDING_KERNEL_H_

// The encoder's arithmetic, one source (kernel_body.h) compiled for several instruction sets and chosen at start-up.
//
// All kernels give the same bits: matrix products are sums of int16 activations times int8 weights in int32, which
// cannot overflow, and everything else is done in 16 fixed lanes without fused multiply-add. So an embedding does not
// depend on the machine that made it.
//
// This header is included by files compiled for other instruction sets: no inline functions and no standard headers
// but <stdint.h>, or the linker may choose their copy for everybody.

#include <stdint.h>

namespace weft {

constexpr int kLanes = 16;              // Widths other than a matrix's are multiples of this.
constexpr int kOutputsPadding = 32;     // A matrix's outputs are padded with zeros to a multiple of this.
constexpr int kActivationMax = 8191;    // Activations are rounded to [-8191, 8191], a scale a row.
constexpr int kMatrixInputsMax = 2048;  // 2048 * 8191 * 127 still fits int32.
constexpr int kAttentionTokensMax = 128;

// A matrix of inputs x outputs and its bias, in one of two forms. Made by PackedMatrix (packed_matrix.h).
struct MatrixView {
  int inputs;
  int outputs;
  // int8: for every 16 padded outputs, for every pair of inputs (padded, too), 16 times the two weights of one output.
  // Null if the weights are floats.
  const int8_t* weights;
  const float* scales;  // One a padded output; a weight is scale * int8. Null if the weights are floats.
  const float* floats;  // For every 16 padded outputs, for every input, 16 weights. Null if the weights are int8.
  const float* bias;    // One a padded output.
};

enum class Activation { kNone, kRelu };

struct Kernel {
  const char* name;

  // out (rows x outputs) = activation(x * matrix + bias), added to what out holds if `accumulate`.
  // `scratch` has room for rows * (inputs + 1) int16. REQUIRES: inputs <= kMatrixInputsMax, x finite.
  void (*linear)(const MatrixView& matrix, const float* x, int rows, Activation activation, bool accumulate,
                 int16_t* scratch, float* out);

  // Each row to mean 0 and variance 1 (epsilon 1e-6), then times gain plus bias. out may be x. REQUIRES: width % 16 ==
  // 0.
  void (*layer_norm)(const float* x, int rows, int width, const float* gain, const float* bias, float* out);

  // Multi-head self-attention of one text. qkv: tokens x (query | key | value), each of `width` = heads * head_width.
  // out: tokens x width. `scratch` has room for kAttentionScratchFloats.
  // REQUIRES: tokens <= kAttentionTokensMax, head_width % 16 == 0, head_width <= 128.
  void (*attention)(const float* qkv, int tokens, int heads, int head_width, float* scratch, float* out);

  // out (width) = mean of the rows. REQUIRES: rows > 0, width % 16 == 0.
  void (*mean)(const float* x, int rows, int width, float* out);

  // x = tanh(x), each to about 1e-7. REQUIRES: count % 16 == 0.
  void (*tanh)(float* x, int count);

  // x = x / max(|x|, 1e-12). REQUIRES: count % 16 == 0.
  void (*normalize)(float* x, int count);
};

constexpr int kAttentionScratchFloats = kAttentionTokensMax * (128 + 4);

// The best kernel this CPU can run; always the same one.
const Kernel& BestKernel();

// All kernels this CPU can run, the portable one first: for tests and benchmarks. Ends with a null pointer.
const Kernel* const* RunnableKernels();

}  // namespace weft

#endif  // WEFT_EMBEDDING_KERNEL_H_
