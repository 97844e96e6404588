#include "bench/eval/report_tables.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_result.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ReportTablesTest, MeasuresStandInTheirRowsWithIntervals) {
  const std::string html = MeasureTableHtml(MadeResult(), false);
  EXPECT_THAT(html, HasSubstr("<caption>All measures of Weft and the baselines"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">weft_0.3</th><td>0.4500<small>0."));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">mix&lt;&amp;&gt;</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">popular (popularity)</th>"));
  EXPECT_THAT(html, Not(HasSubstr("mix_mmr")));
  EXPECT_THAT(MeasureTableHtml(MadeResult(), true), HasSubstr("<th scope=\"row\">mix_mmr_0.5</th>"));
}

TEST(ReportTablesTest, WhatIsNotFiniteIsADash) {
  EvalResult result = MadeResult();
  result.methods[0][Measure::kNdcg].value = std::nan("");
  EXPECT_THAT(MeasureTableHtml(result, false), HasSubstr("weft_0</th><td>–</td>"));
  EXPECT_EQ(Figure(INFINITY, 2), "–");
  EXPECT_EQ(Figure(0.125, 2), "0.12");
  EXPECT_EQ(SignedFigure(0.5, 1), "+0.5");
  EXPECT_EQ(SignedFigure(std::nan(""), 1), "–");
}

TEST(ReportTablesTest, GroupsWithoutMembersHaveADash) {
  const std::string html = DegreeTableHtml(MadeResult());
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">no tie (0 members)</th>"));
  EXPECT_THAT(html, HasSubstr("weft_0</th><td>–</td><td>0.5000"));
}

TEST(ReportTablesTest, SetupNamesFilesWithoutFolders) {
  EvalResult result = MadeResult();
  const std::string without = SetupTableHtml(result);
  EXPECT_THAT(without, HasSubstr("1234 (&lt;members&gt;.jsonl)"));
  EXPECT_THAT(without, Not(HasSubstr("folder")));
  EXPECT_THAT(without, HasSubstr("no times given"));
  RawTie tie;
  tie.time = TieTime::FromMicros(absl::ToUnixMicros(absl::FromCivil(absl::CivilDay(2021, 8, 14), absl::UTCTimeZone())));
  result.read.train_ties = {tie, RawTie()};
  EXPECT_THAT(SetupTableHtml(result), HasSubstr("<td>2021-08-14</td>"));
  tie.time = TieTime::FromMicros(3 * 1000000);
  result.read.train_ties.push_back(tie);
  EXPECT_THAT(SetupTableHtml(result), HasSubstr("<td>period 3 to 2021-08-14</td>"));
}

TEST(ReportTablesTest, ComparisonsCountThePoints) {
  const std::string html = ComparisonTableHtml(MadeResult());
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">mmr</th><td>CEGC</td>"));
  EXPECT_THAT(html, HasSubstr(" of 10</td>"));
}

}  // namespace
}  // namespace weft
