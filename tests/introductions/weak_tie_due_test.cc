#include "weft/introductions/weak_tie_due.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

constexpr PairKind S = PairKind::kStrongFit;
constexpr PairKind W = PairKind::kWeakTie;

struct DueCase {
  const char* name;
  double share;
  std::vector<PairKind> last;
  double due;
};

class WeakTieDueTest : public testing::TestWithParam<DueCase> {};

TEST_P(WeakTieDueTest, IsWhatTheShareLacks) {
  EXPECT_NEAR(WeakTieDue(GetParam().share, GetParam().last), GetParam().due, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(All, WeakTieDueTest,
                         testing::Values(DueCase{"NobodyMetYet", 0.3, {}, 0.3}, DueCase{"TwoStrong", 0.3, {S, S}, 0.9},
                                         DueCase{"JustHadOne", 0.3, {S, S, W}, 0.2},
                                         DueCase{"HadTooMany", 0.3, {W, W}, -1.1}, DueCase{"HadTooFew", 1, {S, S}, 3},
                                         DueCase{"NoneWanted", 0, {S, S, S}, 0},
                                         DueCase{"NineStrong", 0.3, {S, S, S, S, S, S, S, S, S}, 3},
                                         DueCase{"OlderOnesAreForgotten", 0.1, {W, S, S, S, S, S, S, S, S, S}, 1}),
                         [](const auto& info) { return info.param.name; });

// Always giving what is due most keeps the share over any ten.
TEST(WeakTieDueTest, KeepsTheShareOverTime) {
  for (double share : {0.0, 0.1, 0.3, 0.5, 0.8, 1.0}) {
    std::vector<PairKind> last;
    for (int i = 0; i < 100; ++i) last.push_back(WeakTieDue(share, last) >= 0.5 ? W : S);
    for (size_t begin = 20; begin + kShareWindow <= last.size(); ++begin) {
      const auto weak = std::count(last.begin() + begin, last.begin() + begin + kShareWindow, W);
      EXPECT_NEAR(weak, share * kShareWindow, 1) << "share " << share << " from " << begin;
    }
  }
}

}  // namespace
}  // namespace weft
