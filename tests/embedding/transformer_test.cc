#include "weft/embedding/transformer.h"

#include <vector>

#include "gtest/gtest.h"
#include "tests/embedding/test_models.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

std::vector<float> Forward(const Transformer& network, const Kernel& kernel,
                           const std::vector<std::vector<int>>& texts) {
  std::vector<absl::Span<const int>> spans(texts.begin(), texts.end());
  std::vector<float> out(texts.size() * Transformer::kDimension);
  Transformer::Workspace workspace;
  network.Forward(kernel, spans, &workspace, absl::MakeSpan(out));
  return out;
}

TEST(TransformerTest, BatchesOfMixedLengthsAreTheTextsOneByOne) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Transformer> network, Transformer::Load(Int8Model()));
  std::vector<std::vector<int>> texts;
  for (int length : {1, 128, 2, 60, 3, 17}) {
    texts.emplace_back();
    for (int i = 0; i < length; ++i) texts.back().push_back((i * 37 + length * 101) % 8000);
  }
  const std::vector<float> together = Forward(*network, BestKernel(), texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    const std::vector<float> alone = Forward(*network, BestKernel(), {texts[i]});
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + static_cast<ptrdiff_t>(i * alone.size())))
        << i;
  }
}

TEST(TransformerTest, AllKernelsGiveTheSameBits) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Transformer> network, Transformer::Load(Int8Model()));
  const std::vector<std::vector<int>> texts = {{1101, 216, 150, 2395, 7}, {6872, 2334}, std::vector<int>(128, 55)};
  const std::vector<float> expected = Forward(*network, *RunnableKernels()[0], texts);
  for (const Kernel* const* kernel = RunnableKernels() + 1; *kernel != nullptr; ++kernel) {
    EXPECT_EQ(Forward(*network, **kernel, texts), expected) << (*kernel)->name;
  }
}

TEST(TransformerTest, AUsedWorkspaceMakesNoDifference) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Transformer> network, Transformer::Load(Int8Model()));
  Transformer::Workspace workspace;
  const std::vector<int> text = {1101, 216, 150};
  const std::vector<int> longer(100, 55);
  std::vector<float> first(Transformer::kDimension), other(first), again(first);
  network->Forward(BestKernel(), {text}, &workspace, absl::MakeSpan(first));
  network->Forward(BestKernel(), {longer}, &workspace, absl::MakeSpan(other));
  network->Forward(BestKernel(), {text}, &workspace, absl::MakeSpan(again));
  EXPECT_EQ(first, again);
}

TEST(TransformerTest, NoTextsIsFine) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Transformer> network, Transformer::Load(Int8Model()));
  EXPECT_TRUE(Forward(*network, BestKernel(), {}).empty());
}

}  // namespace
}  // namespace weft
