#include "bench/eval/list_accuracy.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

struct AccuracyCase {
  const char* name;
  std::vector<uint32_t> list;
  std::vector<uint32_t> relevant;
  size_t length;
  ListAccuracy expected;
};

class ListAccuracyTest : public testing::TestWithParam<AccuracyCase> {};

TEST_P(ListAccuracyTest, IsAsComputedByHand) {
  const AccuracyCase& c = GetParam();
  const ListAccuracy accuracy = AccuracyOf(c.list, c.relevant, c.length);
  EXPECT_NEAR(accuracy.ndcg, c.expected.ndcg, 1e-6);
  EXPECT_NEAR(accuracy.precision, c.expected.precision, 1e-12);
  EXPECT_NEAR(accuracy.recall, c.expected.recall, 1e-12);
}

// 1 / log2(3) = 0.6309298.
INSTANTIATE_TEST_SUITE_P(
    All, ListAccuracyTest,
    testing::Values(AccuracyCase{"Best", {4, 7}, {4, 7}, 2, {1, 1, 1}},
                    AccuracyCase{"Nothing", {1, 2, 3}, {4}, 3, {0, 0, 0}},
                    AccuracyCase{"FirstAndThird", {4, 1, 7}, {4, 7}, 3, {1.5 / 1.6309298, 2.0 / 3, 1}},
                    AccuracyCase{"ShortListIsNoExcuse", {4}, {4}, 10, {1, 0.1, 1}},
                    AccuracyCase{"MoreTiesThanPlaces", {4, 1}, {4, 5, 6, 7}, 2, {1 / 1.6309298, 0.5, 0.25}},
                    AccuracyCase{"BeyondTheLength", {1, 2, 4}, {4}, 2, {0, 0, 0}},
                    AccuracyCase{"EmptyList", {}, {4}, 10, {0, 0, 0}},
                    AccuracyCase{"NoTestTies", {1}, {}, 10, {0, 0, 0}}),
    [](const auto& info) { return info.param.name; });

TEST(ListAccuracyReferenceTest, AgreesWithTheDefinitionWordForWord) {
  Random random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<uint32_t> list;
    std::set<uint32_t> relevant;
    for (uint32_t i = 0; i < 20; ++i) {
      if (random.Below(2)) list.push_back(i);
      if (random.Below(4) == 0) relevant.insert(i);
    }
    for (size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random.Below(i)]);
    if (relevant.empty()) continue;
    double dcg = 0, ideal = 0, hits = 0;
    for (size_t rank = 1; rank <= 10; ++rank) {
      const bool hit = rank <= list.size() && relevant.count(list[rank - 1]) > 0;
      dcg += hit / std::log2(1 + rank);
      ideal += (rank <= relevant.size()) / std::log2(1 + rank);
      hits += hit;
    }
    const ListAccuracy accuracy =
        AccuracyOf(list, std::vector<uint32_t>(relevant.begin(), relevant.end()), /*length=*/10);
    EXPECT_NEAR(accuracy.ndcg, dcg / ideal, 1e-12);
    EXPECT_NEAR(accuracy.precision, hits / 10, 1e-12);
    EXPECT_NEAR(accuracy.recall, hits / relevant.size(), 1e-12);
  }
}

}  // namespace
}  // namespace weft
