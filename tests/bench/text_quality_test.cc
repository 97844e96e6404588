#include "bench/text_quality.h"

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

TEST(TextQualityTest, MeasuresPairsAndRetrieval) {
  TempDir dir;
  ASSERT_OK(WriteFileDurably(dir.File("sts"), "5\ta boat\ta boat\n0\tbicycle repair\ttax law\n2\tgardens\tfarms\n"));
  ASSERT_OK(WriteFileDurably(dir.File("ret"), "C\tx\tbicycle repair\nC\ty\ttax law\nQ\tx\trepairing bicycles\n"));
  TextQualityOptions options;
  options.sts = dir.File("sts");
  options.retrieval = dir.File("ret");
  options.json_file = dir.File("out");
  options.json = true;
  testing::internal::CaptureStdout();
  EXPECT_EQ(RunTextQuality(options), 0);
  const auto printed = nlohmann::json::parse(testing::internal::GetCapturedStdout());
  ASSERT_OK_AND_ASSIGN(std::string written, ReadFile(dir.File("out")));
  EXPECT_EQ(nlohmann::json::parse(written), printed);
  ASSERT_EQ(printed["parts"].size(), 3u);
  EXPECT_EQ(printed["parts"][2]["part"], "blend");
  EXPECT_EQ(printed["parts"][2]["sts_spearman"], 1.0);
  EXPECT_EQ(printed["parts"][2]["retrieval_mrr"], 1.0);
}

struct BadInput {
  const char* name;
  const char* sts;
  const char* retrieval;
};

class TextQualityBadInputTest : public testing::TestWithParam<BadInput> {};

TEST_P(TextQualityBadInputTest, FailsAndSaysWhy) {
  TempDir dir;
  TextQualityOptions options;
  if (GetParam().sts != nullptr) {
    options.sts = dir.File("sts");
    ASSERT_OK(WriteFileDurably(options.sts, GetParam().sts));
  }
  if (GetParam().retrieval != nullptr) {
    options.retrieval = dir.File("ret");
    ASSERT_OK(WriteFileDurably(options.retrieval, GetParam().retrieval));
  }
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunTextQuality(options), 1);
  EXPECT_FALSE(testing::internal::GetCapturedStderr().empty());
}

INSTANTIATE_TEST_SUITE_P(All, TextQualityBadInputTest,
                         testing::Values(BadInput{"Nothing", nullptr, nullptr}, BadInput{"EmptySts", "", nullptr},
                                         BadInput{"TwoFields", "1\ta\n", nullptr},
                                         BadInput{"ScoreNoNumber", "x\ta\tb\n1\ta\tb\n", nullptr},
                                         BadInput{"NoQueries", nullptr, "C\tx\ta\n"},
                                         BadInput{"QueryWithoutCandidate", nullptr, "C\tx\ta\nQ\ty\tb\n"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
