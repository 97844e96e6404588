#include "bench/eval/measure_table.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

std::vector<MethodMeasures> Two() {
  std::vector<MethodMeasures> methods(2);
  methods[0].method = "weft_0";
  methods[1].method = "a_long_name_of_a_baseline";
  methods[0][Measure::kNdcg] = MakeEstimate(0.125, {});
  methods[0][Measure::kCegc] = MakeEstimate(0.0471, {});
  for (MethodMeasures& m : methods) m.by_degree[1].members = 12;
  methods[0].by_degree[1].ndcg = MakeEstimate(0.5, {});
  return methods;
}

std::vector<size_t> LineLengths(const std::string& text) {
  std::vector<size_t> lengths;
  size_t begin = 0;
  for (size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) lengths.push_back(end - begin);
  return lengths;
}

TEST(MeasureTableTest, ColumnsStandUnderEachOther) {
  const std::string table = MeasureTable(Two());
  EXPECT_THAT(table, HasSubstr("0.1250 (0.125-0.125)"));
  EXPECT_THAT(table, HasSubstr(" 0.0471"));
  const std::vector<size_t> lengths = LineLengths(table);
  EXPECT_THAT(lengths, testing::ElementsAre(lengths[0], lengths[0], lengths[0]));
}

TEST(MeasureTableTest, GroupsWithoutMembersHaveNoFigure) {
  const std::string table = DegreeTable(Two());
  EXPECT_THAT(table, HasSubstr("1-2 (12)"));
  EXPECT_THAT(table, HasSubstr("0.5000            -"));
  const std::vector<size_t> lengths = LineLengths(table);
  EXPECT_THAT(lengths, testing::ElementsAre(lengths[0], lengths[0], lengths[0]));
  EXPECT_EQ(DegreeTable({}), "");
}

TEST(MeasureTableTest, ComparisonsCountThePoints) {
  CurveComparison comparison;
  comparison.against = "mmr";
  comparison.points.push_back({0.1, 0.5, 0.4, MakeEstimate(0.1, {0.1})});
  comparison.points.push_back({0.2, 0.4, 0.5, MakeEstimate(-0.1, {-0.1})});
  comparison.points.push_back({0.3, 0.4, 0.4, MakeEstimate(0, {-0.1, 0.1})});
  comparison.mean_difference = MakeEstimate(0, {-0.1, 0.1});
  const std::string table = ComparisonTable({comparison});
  EXPECT_THAT(table, HasSubstr("mmr      cegc"));
  EXPECT_THAT(table, HasSubstr("0.1000 - 0.3000"));
  EXPECT_THAT(table, HasSubstr("1, 1 of 3"));
}

}  // namespace
}  // namespace weft
