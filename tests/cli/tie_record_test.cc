#include "cli/tie_record.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(TieRecordTest, SplitsQuotedFields) {
  ASSERT_OK_AND_ASSIGN(auto cells, SplitCsvLine(R"(a,"b, ""c""",,"")"));
  EXPECT_THAT(cells, ElementsAre("a", "b, \"c\"", "", ""));
  EXPECT_THAT(SplitCsvLine("a,\"b"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("does not end")));
}

TEST(TieRecordTest, ColumnsStandInAnyOrder) {
  ASSERT_OK_AND_ASSIGN(TieColumns columns, ParseTieHeader("kind, b ,colour,a,time"));
  ASSERT_OK_AND_ASSIGN(v1::Tie tie, ParseTieLine("talked,y,red,x,2026-01-01", columns, "networks/n"));
  EXPECT_EQ(tie.member_a(), "networks/n/members/x");
  EXPECT_EQ(tie.member_b(), "networks/n/members/y");
  EXPECT_EQ(tie.weight(), 1);
  EXPECT_EQ(tie.kind(), "talked");
  EXPECT_EQ(tie.last_contact().seconds(), 1767225600);
  EXPECT_THAT(ParseTieHeader("a,weight"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("a and b")));
}

struct LineCase {
  const char* name;
  const char* line;
  const char* problem;  // Empty: good.
};

class LineTest : public testing::TestWithParam<LineCase> {};

TEST_P(LineTest, IsJudged) {
  absl::StatusOr<v1::Tie> tie = ParseTieLine(GetParam().line, *ParseTieHeader("a,b,weight,time"), "networks/n");
  if (*GetParam().problem == '\0') {
    EXPECT_OK(tie);
  } else {
    EXPECT_THAT(tie, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(GetParam().problem)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, LineTest,
    testing::Values(LineCase{"Whole", "x,y,2.5,1767225600", ""}, LineCase{"Short", "x,y", ""},
                    LineCase{"Period", "x,y,,12", ""}, LineCase{"ZeroWeight", "x,y,0,", "weight: '0'"},
                    LineCase{"NegativeWeight", "x,y,-1,", "weight"}, LineCase{"NanWeight", "x,y,nan,", "weight"},
                    LineCase{"InfiniteWeight", "x,y,inf,", "weight"}, LineCase{"WordWeight", "x,y,much,", "weight"},
                    LineCase{"BadTime", "x,y,1,yesterday", "time: 'yesterday'"},
                    LineCase{"NegativeTime", "x,y,1,-5", "time"}, LineCase{"Milliseconds", "x,y,1,1e15", "time"},
                    LineCase{"HalfPeriod", "x,y,1,1.5", "time"}, LineCase{"OpenQuote", "x,\"y", "quoted"}),
    [](const auto& info) { return info.param.name; });

TEST(TieTimeTest, SmallNumbersCountPeriods) {
  v1::Tie tie;
  ASSERT_OK(SetTieTime("999999", &tie));
  EXPECT_EQ(tie.period(), 999999);
  ASSERT_OK(SetTieTime("1000000", &tie));
  EXPECT_EQ(tie.last_contact().seconds(), 1000000);
}

}  // namespace
}  // namespace weft::cli
