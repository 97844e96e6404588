#include "bench/eval/needs_evaluation.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<NeedsResult> Asked(const std::string& text) {
  TempDir dir;
  NeedsOptions options;
  options.retrieval = dir.File("ret.tsv");
  options.threads = 2;
  EXPECT_TRUE(OverwriteFile(options.retrieval, text));
  return EvaluateNeeds(options, HashEmbedder(256), nullptr);
}

TEST(NeedsEvaluationTest, RanksTheOfferThatMeetsTheNeed) {
  // The first need is met by its own words; the second stands behind the two that say "tax law" word for word.
  ASSERT_OK_AND_ASSIGN(const NeedsResult result, Asked("C\tx\tbicycle repair\nC\ty\ttax law\nC\tz\tTax  Law\n"
                                                       "C\tw\tlaw and boats\nQ\tx\tbicycle repair\nQ\tw\ttax law\n"));
  EXPECT_EQ(result.candidates, 4);
  EXPECT_EQ(result.queries, 2);
  EXPECT_EQ(result.not_found, 0);
  EXPECT_NEAR(result.mean_reciprocal_rank, (1 + 1.0 / 3) / 2, 1e-9);
  EXPECT_NEAR(result.hit_at_1, 0.5, 1e-9);
  EXPECT_NEAR(result.need_coverage_at_10, 1, 1e-9);
  const auto json = nlohmann::json::parse(ToJson(result));
  EXPECT_EQ(json["mean_reciprocal_rank"], result.mean_reciprocal_rank);
  EXPECT_EQ(json["hit_at_10"], 1.0);
  EXPECT_EQ(json["offers_index"], "exact");
}

TEST(NeedsEvaluationTest, EqualOffersCountHalf) {
  ASSERT_OK_AND_ASSIGN(const NeedsResult result, Asked("C\ty\ttax law\nC\tz\ttax law\nQ\ty\ttax law\n"));
  EXPECT_NEAR(result.mean_reciprocal_rank, 1 / 1.5, 1e-9);
}

TEST(NeedsEvaluationTest, BadFilesSayWhatIsWrong) {
  EXPECT_THAT(Asked("C\tx\ta\n"), HasReason("INVALID_FIELD"));
  const absl::Status status = Asked("C\tx\t" + std::string(300, 'a') + "\nQ\tx\ta\n").status();
  EXPECT_THAT(status, HasReason("BAD_EVAL_FILE"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("ret.tsv: candidates:1: offers[0]: is 300 bytes long"));
}

}  // namespace
}  // namespace weft
