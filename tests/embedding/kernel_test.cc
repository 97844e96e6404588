#include "weft/embedding/kernel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/base/random.h"
#include "weft/embedding/packed_matrix.h"

namespace weft {
namespace {

std::vector<float> RandomFloats(size_t n, uint64_t seed, double size = 1) {
  Random random(seed);
  std::vector<float> out(n);
  for (float& x : out) x = static_cast<float>(size * (2 * random.Uniform() - 1));
  return out;
}

std::vector<const Kernel*> Kernels() {
  std::vector<const Kernel*> out;
  for (const Kernel* const* kernel = RunnableKernels(); *kernel != nullptr; ++kernel) out.push_back(*kernel);
  return out;
}

// Every kernel against the portable one, which is held to plain loops in double precision.
class KernelTest : public testing::TestWithParam<const Kernel*> {
 protected:
  const Kernel& kernel() const { return *GetParam(); }
  const Kernel& portable() const { return *Kernels()[0]; }
};

INSTANTIATE_TEST_SUITE_P(All, KernelTest, testing::ValuesIn(Kernels()),
                         [](const auto& info) { return std::string(info.param->name); });

struct Shape {
  int rows;
  int inputs;
  int outputs;
};
// Odd ones meet every tail: rows of 1 to 13 and a second pass over the matrix (more than 192 rows).
const Shape kShapes[] = {{1, 1, 1},    {1, 2, 16},   {2, 3, 17},    {3, 15, 31},  {4, 16, 32},   {5, 17, 33},
                         {6, 64, 48},  {7, 31, 100}, {8, 33, 15},   {9, 128, 64}, {10, 5, 65},   {11, 47, 16},
                         {12, 64, 32}, {13, 19, 80}, {14, 256, 96}, {25, 512, 7}, {193, 33, 37}, {400, 16, 32}};

struct Problem {
  Problem(const Shape& shape, bool int8)
      : x(RandomFloats(static_cast<size_t>(shape.rows) * shape.inputs, 1)),
        out(RandomFloats(static_cast<size_t>(shape.rows) * shape.outputs, 2)) {
    const size_t count = static_cast<size_t>(shape.inputs) * shape.outputs;
    const std::vector<float> bias = RandomFloats(shape.outputs, 3);
    if (int8) {
      const std::vector<float> scales = RandomFloats(shape.outputs, 4, 0.01);
      std::vector<int8_t> values(count);
      Random random(5);
      for (int8_t& v : values) v = static_cast<int8_t>(static_cast<int>(random.Below(255)) - 127);
      for (size_t i = 0; i < count; ++i) weights.push_back(values[i] * scales[i % shape.outputs]);
      matrix = PackedMatrix::Int8(shape.inputs, shape.outputs, values, scales, bias);
    } else {
      weights = RandomFloats(count, 6);
      matrix = PackedMatrix::Float(shape.inputs, shape.outputs, weights, bias);
    }
    naive_bias = bias;
  }

  std::vector<float> Run(const Kernel& kernel, const Shape& shape, Activation activation, bool accumulate) const {
    std::vector<float> result = out;
    std::vector<int16_t> scratch(static_cast<size_t>(shape.rows) * (shape.inputs + 1));
    kernel.linear(matrix.view(), x.data(), shape.rows, activation, accumulate, scratch.data(), result.data());
    return result;
  }

  double Naive(const Shape& shape, int row, int column, Activation activation, bool accumulate) const {
    double sum = naive_bias[column];
    for (int k = 0; k < shape.inputs; ++k) {
      sum += static_cast<double>(x[static_cast<size_t>(row) * shape.inputs + k]) *
             weights[static_cast<size_t>(k) * shape.outputs + column];
    }
    if (activation == Activation::kRelu) sum = std::max(sum, 0.0);
    return accumulate ? sum + out[static_cast<size_t>(row) * shape.outputs + column] : sum;
  }

  std::vector<float> x;
  std::vector<float> out;  // What was there before.
  std::vector<float> weights;
  std::vector<float> naive_bias;
  PackedMatrix matrix;
};

TEST_P(KernelTest, LinearMatchesPlainLoops) {
  for (const Shape& shape : kShapes) {
    for (bool int8 : {true, false}) {
      const Problem problem(shape, int8);
      for (Activation activation : {Activation::kNone, Activation::kRelu}) {
        for (bool accumulate : {false, true}) {
          const std::vector<float> result = problem.Run(kernel(), shape, activation, accumulate);
          // int8: activations are rounded to 1/8191 of the row's largest, at most 1.27 / 2 / 8191 a term.
          const double tolerance = (int8 ? 8e-5 : 1e-6) * shape.inputs + 1e-5;
          for (int r = 0; r < shape.rows; ++r) {
            for (int c = 0; c < shape.outputs; ++c) {
              ASSERT_NEAR(result[static_cast<size_t>(r) * shape.outputs + c],
                          problem.Naive(shape, r, c, activation, accumulate), tolerance)
                  << shape.rows << "x" << shape.inputs << "x" << shape.outputs << " int8 " << int8;
            }
          }
        }
      }
    }
  }
}

TEST_P(KernelTest, LinearGivesThePortableKernelsBits) {
  for (const Shape& shape : kShapes) {
    for (bool int8 : {true, false}) {
      const Problem problem(shape, int8);
      EXPECT_EQ(problem.Run(kernel(), shape, Activation::kNone, true),
                problem.Run(portable(), shape, Activation::kNone, true))
          << shape.rows << "x" << shape.inputs << "x" << shape.outputs;
    }
  }
}

TEST_P(KernelTest, LinearRowsDoNotDependOnTheirNumber) {
  const Shape all = {13, 64, 48};
  const Problem problem(all, true);
  const std::vector<float> together = problem.Run(kernel(), all, Activation::kNone, false);
  for (int r = 0; r < all.rows; ++r) {
    std::vector<float> one(all.outputs);
    std::vector<int16_t> scratch(all.inputs + 1);
    kernel().linear(problem.matrix.view(), problem.x.data() + r * all.inputs, 1, Activation::kNone, false,
                    scratch.data(), one.data());
    EXPECT_TRUE(std::equal(one.begin(), one.end(), together.begin() + r * all.outputs)) << r;
  }
}

TEST_P(KernelTest, LargestSumsDoNotOverflow) {
  const int inputs = kMatrixInputsMax;
  const PackedMatrix matrix = PackedMatrix::Int8(inputs, 1, std::vector<int8_t>(inputs, 127), {1.0f}, {0.0f});
  const std::vector<float> x(inputs, 5.0f);
  std::vector<int16_t> scratch(inputs + 1);
  float out = 0;
  kernel().linear(matrix.view(), x.data(), 1, Activation::kNone, false, scratch.data(), &out);
  EXPECT_NEAR(out, 5.0 * 127 * inputs, 1);
}

TEST_P(KernelTest, RowsOfZerosAndTinyRowsAreFine) {
  const PackedMatrix matrix = PackedMatrix::Int8(16, 1, std::vector<int8_t>(16, 127), {1.0f}, {0.25f});
  for (float value : {0.0f, -0.0f, 1e-40f, -1e-38f}) {
    const std::vector<float> x(16, value);
    std::vector<int16_t> scratch(17);
    float out = 7;
    kernel().linear(matrix.view(), x.data(), 1, Activation::kNone, false, scratch.data(), &out);
    EXPECT_EQ(out, 0.25f);
  }
}

TEST_P(KernelTest, LayerNorm) {
  const int width = 48, rows = 3;
  const std::vector<float> x = RandomFloats(rows * width, 1, 5), gain = RandomFloats(width, 2),
                           bias = RandomFloats(width, 3);
  std::vector<float> out(x.size()), expected_bits(x.size());
  kernel().layer_norm(x.data(), rows, width, gain.data(), bias.data(), out.data());
  portable().layer_norm(x.data(), rows, width, gain.data(), bias.data(), expected_bits.data());
  EXPECT_EQ(out, expected_bits);
  for (int r = 0; r < rows; ++r) {
    double mean = 0, variance = 0;
    for (int i = 0; i < width; ++i) mean += x[r * width + i] / static_cast<double>(width);
    for (int i = 0; i < width; ++i) variance += std::pow(x[r * width + i] - mean, 2) / width;
    for (int i = 0; i < width; ++i) {
      EXPECT_NEAR(out[r * width + i], (x[r * width + i] - mean) / std::sqrt(variance + 1e-6) * gain[i] + bias[i], 1e-5);
    }
  }
}

TEST_P(KernelTest, Attention) {
  for (int tokens : {1, 2, 3, 4, 5, 15, 16, 17, 31, 60, 127, 128}) {
    for (int head : {16, 64, 128}) {
      const int heads = 2, width = heads * head;
      const std::vector<float> qkv = RandomFloats(static_cast<size_t>(tokens) * 3 * width, tokens, 2);
      std::vector<float> scratch(kAttentionScratchFloats), out(static_cast<size_t>(tokens) * width), bits(out.size());
      kernel().attention(qkv.data(), tokens, heads, head, scratch.data(), out.data());
      portable().attention(qkv.data(), tokens, heads, head, scratch.data(), bits.data());
      EXPECT_EQ(out, bits) << tokens << " " << head;
      auto at = [&](int t, int part, int h, int d) {
        return qkv[static_cast<size_t>(t) * 3 * width + part * width + h * head + d];
      };
      for (int h = 0; h < heads; ++h) {
        for (int t = 0; t < tokens; t += 7) {
          std::vector<double> weights(tokens);
          double total = 0;
          for (int j = 0; j < tokens; ++j) {
            double dot = 0;
            for (int d = 0; d < head; ++d) dot += static_cast<double>(at(t, 0, h, d)) * at(j, 1, h, d);
            total += weights[j] = std::exp(dot / std::sqrt(head));
          }
          for (int d = 0; d < head; ++d) {
            double value = 0;
            for (int j = 0; j < tokens; ++j) value += weights[j] / total * at(j, 2, h, d);
            ASSERT_NEAR(out[static_cast<size_t>(t) * width + h * head + d], value, 2e-5) << tokens << " " << head;
          }
        }
      }
    }
  }
}

TEST_P(KernelTest, AttentionWithHugeScoresPicksTheLargest) {
  const int width = 16;
  std::vector<float> qkv(2 * 3 * width, 0.0f);
  qkv[0] = 1000;                    // Query of the first.
  qkv[width] = 1000;                // Its own key.
  qkv[2 * width] = 1;               // Its own value.
  qkv[3 * width + width] = -1000;   // Key of the second.
  qkv[3 * width + 2 * width] = -1;  // Value of the second.
  std::vector<float> scratch(kAttentionScratchFloats), out(2 * width);
  kernel().attention(qkv.data(), 2, 1, width, scratch.data(), out.data());
  EXPECT_FLOAT_EQ(out[0], 1);
  EXPECT_FLOAT_EQ(out[width], 0);
}

TEST_P(KernelTest, MeanTanhNormalize) {
  std::vector<float> x = RandomFloats(3 * 32, 9, 3), mean(32);
  kernel().mean(x.data(), 3, 32, mean.data());
  for (int i = 0; i < 32; ++i) EXPECT_NEAR(mean[i], (x[i] + x[32 + i] + x[64 + i]) / 3, 1e-6);

  std::vector<float> wide = {0, -0.0f, 1e-8f, -1e-3f, 0.1f, -0.5f, 1,      -2,
                             5, -9,    9.9f,  10.1f,  -50,  1e30f, -1e30f, 0.01f};
  std::vector<float> tanh = wide;
  kernel().tanh(tanh.data(), 16);
  for (size_t i = 0; i < wide.size(); ++i) EXPECT_NEAR(tanh[i], std::tanh(wide[i]), 3e-7) << wide[i];

  kernel().normalize(x.data(), 96);
  double squares = 0;
  for (float v : x) squares += static_cast<double>(v) * v;
  EXPECT_NEAR(squares, 1, 1e-6);
  std::vector<float> zeros(16, 0.0f);
  kernel().normalize(zeros.data(), 16);
  EXPECT_EQ(zeros, std::vector<float>(16, 0.0f));
}

TEST(KernelsTest, TheBestIsTheLastRunnable) {
  EXPECT_STREQ(RunnableKernels()[0]->name, "portable");
  EXPECT_EQ(&BestKernel(), Kernels().back());
}

}  // namespace
}  // namespace weft
