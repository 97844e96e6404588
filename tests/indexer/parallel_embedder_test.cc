#include "indexer/parallel_embedder.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(ParallelEmbedderTest, GivesTheSameRowsInTheSameOrder) {
  const HashEmbedder one(64);
  const ParallelEmbedder many(&one, 4);
  EXPECT_EQ(many.fingerprint(), one.fingerprint());
  for (size_t count : {0, 1, 32, 33, 500}) {
    std::vector<std::string> texts;
    for (size_t i = 0; i < count; ++i) texts.push_back(i % 7 == 0 ? "" : absl::StrCat("word", i, " shared"));
    std::vector<float> expected(count * 64);
    std::vector<float> rows(count * 64, 9.0f);
    ASSERT_OK(one.Embed(texts, absl::MakeSpan(expected)));
    ASSERT_OK(many.Embed(texts, absl::MakeSpan(rows)));
    EXPECT_EQ(rows, expected);
  }
}

class FailingEmbedder : public HashEmbedder {
 public:
  FailingEmbedder() : HashEmbedder(32) {}
  absl::Status Embed(absl::Span<const std::string> texts, absl::Span<float>) const override {
    for (const std::string& text : texts) {
      if (text == "bad") return absl::InternalError("bad text");
    }
    return absl::OkStatus();
  }
};

TEST(ParallelEmbedderTest, PassesErrorsOn) {
  const FailingEmbedder failing;
  std::vector<std::string> texts(200, "good");
  texts[150] = "bad";
  std::vector<float> rows(200 * 32);
  EXPECT_THAT(ParallelEmbedder(&failing, 3).Embed(texts, absl::MakeSpan(rows)),
              StatusIs(absl::StatusCode::kInternal, "bad text"));
  rows.pop_back();
  EXPECT_FALSE(ParallelEmbedder(&failing, 3).Embed(texts, absl::MakeSpan(rows)).ok());
}

}  // namespace
}  // namespace weft
