#include "bench/retrieval.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<Retrieval> Read(const std::string& text) {
  TempDir dir;
  EXPECT_TRUE(OverwriteFile(dir.File("ret.tsv"), text));
  return ReadRetrieval(dir.File("ret.tsv"));
}

TEST(RetrievalTest, QueriesKnowTheirCandidates) {
  ASSERT_OK_AND_ASSIGN(const Retrieval read,
                       Read("Q\ty\ttaxes\r\nC\tx\tbicycle repair\n\nC\ty\ttax law\nQ\tx\tbikes\n"));
  EXPECT_THAT(read.candidates, ElementsAre("bicycle repair", "tax law"));
  EXPECT_THAT(read.queries, ElementsAre("taxes", "bikes"));
  EXPECT_THAT(read.gold, ElementsAre(1, 0));
}

struct BadRetrieval {
  const char* name;
  const char* text;
  const char* message;
};

class BadRetrievalTest : public testing::TestWithParam<BadRetrieval> {};

TEST_P(BadRetrievalTest, NamesFileAndLine) {
  const absl::Status status = Read(GetParam().text).status();
  EXPECT_THAT(status, HasReason("INVALID_FIELD"));
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(All, BadRetrievalTest,
                         testing::Values(BadRetrieval{"Empty", "", "ret.tsv has no queries"},
                                         BadRetrieval{"CandidatesOnly", "C\tx\ta\n", "ret.tsv has no queries"},
                                         BadRetrieval{"TwoFields", "C\tx\ta\nQ\tx\n", "ret.tsv:2 has 2 fields, not 3"},
                                         BadRetrieval{"OtherLetter", "X\tx\ta\n", "ret.tsv:1 begins with X"},
                                         BadRetrieval{"SecondCandidate", "C\tx\ta\nC\tx\tb\n",
                                                      "ret.tsv:2 is a second candidate with id x"},
                                         BadRetrieval{"NoSuchCandidate", "C\tx\ta\nQ\ty\tb\n", "ret.tsv:2 asks for y"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
