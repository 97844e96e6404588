#include "bench/eval/html_report.h"

#include <cmath>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_result.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// Every tag that is opened is closed, in order; void elements and what closes itself apart.
void ExpectBalanced(const std::string& html) {
  std::vector<std::string> open;
  const std::set<std::string> voids = {"meta", "!doctype"};
  for (size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const size_t end = html.find('>', at);
    ASSERT_NE(end, std::string::npos);
    const std::string tag = html.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    if (tag.back() == '/' || voids.count(name) > 0) continue;
    if (tag[0] != '/') {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty()) << tag;
    ASSERT_EQ("/" + open.back(), name) << html.substr(at, 80);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

TEST(HtmlReportTest, HasAllPartsAndNeedsNothingElse) {
  const std::string html = ToHtml(MadeResult());
  ExpectBalanced(html);
  for (const char* part : {"1234 members", "In short", "Fit and bridging", "Who is shown", "By number of ties",
                           "Weft's curve against each reranker's", "All measures", "How it was measured"}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
  for (const char* outside : {"<script", "src=", "href=", "url(", "@import"}) {
    EXPECT_THAT(html, Not(HasSubstr(outside)));
  }
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme:dark"));
  EXPECT_THAT(html, HasSubstr("name=\"viewport\""));
  EXPECT_EQ(html, ToHtml(MadeResult()));
}

TEST(HtmlReportTest, EveryPlotAndTableSaysWhatItIs) {
  const std::string html = ToHtml(MadeResult());
  const size_t plots = CountOf(html, "<svg ");
  EXPECT_EQ(plots, 10u);
  EXPECT_EQ(CountOf(html, "<desc id="), plots);
  EXPECT_EQ(CountOf(html, "role=\"img\""), plots);
  EXPECT_EQ(CountOf(html, "<table>"), CountOf(html, "<caption>"));
  std::set<std::string> ids;
  size_t count = 0;
  for (size_t at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at + 1), ++count) {
    ids.insert(html.substr(at + 5, html.find('"', at + 5) - at - 5));
  }
  EXPECT_EQ(ids.size(), count);
}

TEST(HtmlReportTest, EscapesNamesAndNotes) {
  const std::string html = ToHtml(MadeResult());
  EXPECT_THAT(html, HasSubstr("mix&lt;&amp;&gt;"));
  EXPECT_THAT(html, HasSubstr("a &lt;note&gt; &amp; more"));
  EXPECT_THAT(html, Not(HasSubstr("mix<")));
}

TEST(HtmlReportTest, SaysWhatTheDefaultDialChanges) {
  const std::string html = ToHtml(MadeResult());
  EXPECT_THAT(html, HasSubstr("Turning the dial from 0 to 0.3 changes nDCG@10 by -10.0 %"));
  EXPECT_THAT(html, HasSubstr("<b>mix&lt;&amp;&gt;</b>, 0.400. Difference, paired: +0.100"));
}

TEST(HtmlReportTest, AnEmptyResultIsAPageToo) {
  const std::string html = ToHtml(EmptyResult());
  ExpectBalanced(html);
  EXPECT_THAT(html, HasSubstr("No method was measured."));
}

TEST(HtmlReportTest, FiguresThatAreNoNumbersAreNotShown) {
  EvalResult result = MadeResult();
  for (MethodMeasures& method : result.methods) {
    for (Estimate& estimate : method.measures) estimate = {std::nan(""), std::nan(""), std::nan(""), {}};
  }
  result.differences.clear();
  result.comparisons.clear();
  const std::string html = ToHtml(result);
  ExpectBalanced(html);
  EXPECT_THAT(html, Not(testing::ContainsRegex("[^a-z]-?nan[^a-z]")));
}

}  // namespace
}  // namespace weft
