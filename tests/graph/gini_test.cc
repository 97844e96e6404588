#include "weft/graph/gini.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

struct GiniCase {
  const char* name;
  std::vector<uint64_t> amounts;
  uint64_t holders;
  double gini;
};

class GiniTest : public testing::TestWithParam<GiniCase> {};

TEST_P(GiniTest, SaysHowUnevenItIs) {
  EXPECT_NEAR(Gini(GetParam().amounts, GetParam().holders), GetParam().gini, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(All, GiniTest,
                         testing::Values(GiniCase{"Example", {1, 1, 4}, 3, 0.5}, GiniCase{"Even", {3, 3, 3}, 3, 0},
                                         GiniCase{"OneHasAll", {0, 0, 9}, 3, 1},
                                         GiniCase{"OneHasAllRestLeftOut", {9}, 3, 1}, GiniCase{"Nobody", {}, 0, 0},
                                         GiniCase{"NothingToHave", {0, 0}, 2, 0}, GiniCase{"OneHolder", {5}, 1, 0},
                                         GiniCase{"HalfHasAll", {2, 2}, 4, 2.0 / 3},
                                         GiniCase{"Large", {1ull << 62, 1ull << 62}, 2, 0}),
                         [](const auto& info) { return info.param.name; });

TEST(GiniReferenceTest, AgreesWithTheDefinitionWordForWord) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<uint64_t> all(2 + random.Below(60));
    const uint64_t most = round % 2 == 0 ? 5 : 100000;  // Counted, and sorted.
    for (uint64_t& amount : all) amount = random.Below(3) == 0 ? random.Below(most) : 0;
    std::vector<uint64_t> nonzero;
    double total = 0;
    for (uint64_t amount : all) {
      if (amount > 0) nonzero.push_back(amount);
      total += static_cast<double>(amount);
    }
    const double n = static_cast<double>(all.size());
    std::vector<uint64_t> p = all;
    std::sort(p.begin(), p.end());
    double expected = 0;
    for (size_t i = 1; i <= p.size() && total > 0; ++i) expected += (2.0 * i - n - 1) * p[i - 1] / total / (n - 1);
    EXPECT_NEAR(Gini(all, all.size()), expected, 1e-12);
    EXPECT_NEAR(Gini(nonzero, all.size()), expected, 1e-12);
  }
}

}  // namespace
}  // namespace weft
