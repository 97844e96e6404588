#include "weft/embedding/default_model.h"

#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "tests/embedding/test_models.h"
#include "tests/testing/paths.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(DefaultModelTest, TheEnvironmentNamesItOrItLiesBesideTheProgram) {
  unsetenv("WEFT_MODEL");
  EXPECT_EQ(DefaultModelPath(), BuildPath("share/weft/encoder.int8.weft"));
  setenv("WEFT_MODEL", "", 1);
  EXPECT_EQ(DefaultModelPath(), BuildPath("share/weft/encoder.int8.weft"));
  setenv("WEFT_MODEL", "/somewhere/else", 1);
  EXPECT_EQ(DefaultModelPath(), "/somewhere/else");
  unsetenv("WEFT_MODEL");
}

TEST(DefaultModelTest, LoadsAndEmbeds) {
  unsetenv("WEFT_MODEL");
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Embedder> embedder, LoadDefaultEmbedder(DefaultModelPath()));
  EXPECT_EQ(embedder->dimension(), 1024);
  const std::vector<std::string> texts = {"grant writing", "writing grants", "boat repair", "", "日本語"};
  std::vector<float> rows(texts.size() * 1024);
  ASSERT_OK(embedder->Embed(texts, absl::MakeSpan(rows)));
  auto dot = [&](int i, int j) {
    return std::inner_product(rows.begin() + i * 1024, rows.begin() + (i + 1) * 1024, rows.begin() + j * 1024, 0.0);
  };
  EXPECT_NEAR(dot(0, 0), 1, 1e-5);
  EXPECT_NEAR(dot(4, 4), 1, 1e-5);
  EXPECT_EQ(dot(3, 3), 0);
  EXPECT_GT(dot(0, 1), dot(0, 2) + 0.2);
}

TEST(DefaultModelTest, SaysWhatToDoWithoutAModel) {
  EXPECT_THAT(LoadDefaultEmbedder("/nonexistent/model").status(),
              StatusIs(absl::StatusCode::kNotFound, testing::HasSubstr("scripts/bootstrap")));
}

}  // namespace
}  // namespace weft
