#include "bench/openblas_encoder.h"

#include <numeric>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/testing/paths.h"
#include "tests/testing/status_matchers.h"
#include "weft/embedding/sentence_encoder.h"

namespace weft {
namespace {

TEST(OpenBlasEncoderTest, IsTheSameEncoder) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<ModelFile> file, ModelFile::Open(DepsPath("encoder/encoder.int8.weft")));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<OpenBlasEncoder> openblas, OpenBlasEncoder::Create(*file));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<SentenceEncoder> ours, SentenceEncoder::Create(*file));
  const std::vector<std::string> texts = {"Grant writing", "", "We restore old sailing boats with young people."};
  std::vector<float> a(3 * 512), b(3 * 512);
  ASSERT_OK(openblas->Embed(texts, absl::MakeSpan(a)));
  ASSERT_OK(ours->Embed(texts, absl::MakeSpan(b)));
  for (int i : {0, 2}) {
    EXPECT_NEAR(std::inner_product(a.begin() + i * 512, a.begin() + (i + 1) * 512, b.begin() + i * 512, 0.0), 1, 1e-5);
  }
  EXPECT_EQ(a[512], 0);
}

}  // namespace
}  // namespace weft
