#include "bench/eval/baselines/circle_overlap.h"

#include <cmath>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

struct CircleCase {
  const char* name;
  std::vector<std::string> mine, theirs;  // Of members 0 and 1; member 2 is in "big", 3 in nothing, 3 - 1 are tied.
  double score, with_popularity;
};

class CircleOverlapTest : public testing::TestWithParam<CircleCase> {};

TEST_P(CircleOverlapTest, IsAsComputedByHand) {
  EvalNetwork network = MakeEvalNetwork(4, {{1, 3}});
  for (const std::string& circle : GetParam().mine) network.members[0].add_circles(circle);
  for (const std::string& circle : GetParam().theirs) network.members[1].add_circles(circle);
  network.members[2].add_circles("big");
  const CircleOverlap overlap(network);
  EXPECT_NEAR(overlap.Scores(0)[1], GetParam().score, 1e-12);
  EXPECT_NEAR(overlap.Scores(1)[0], GetParam().score, 1e-12);
  EXPECT_NEAR(overlap.ScoresWithPopularity(0)[1], GetParam().with_popularity, 1e-12);
  EXPECT_EQ(overlap.Scores(0)[3], 0);
}

const double kSmall = std::log(2.0), kBig = std::log(4.0 / 3), kPopular = std::log(3.0);

INSTANTIATE_TEST_SUITE_P(
    All, CircleOverlapTest,
    testing::Values(CircleCase{"None", {}, {}, 0, 0}, CircleCase{"Different", {"a"}, {"b"}, 0, 0},
                    CircleCase{"Small", {"a"}, {"a"}, kSmall, kSmall* kPopular},
                    CircleCase{"Big", {"big"}, {"big"}, kBig, kBig* kPopular},
                    CircleCase{"Two", {"a", "big"}, {"big", "a"}, kSmall + kBig, (kSmall + kBig) * kPopular},
                    CircleCase{"OneName", {"Kernel Team"}, {"kernel  team"}, kSmall, kSmall* kPopular},
                    CircleCase{"NamedTwice", {"a", "A"}, {"a"}, kSmall, kSmall* kPopular}),
    [](const auto& info) { return info.param.name; });

TEST(CircleOverlapDirectionTest, PopularityCountsThosePointing) {
  EvalNetwork network = MakeEvalNetwork(4, {{2, 1}, {3, 1}, {0, 2}}, true);
  for (v1::Member& member : network.members) {
    if (member.name() != network.members[3].name()) member.add_circles("a");
  }
  const MemberScores scores = CircleOverlap(network).ScoresWithPopularity(0);
  EXPECT_NEAR(scores[1], std::log(4.0 / 3) * std::log(4.0), 1e-12);
  EXPECT_NEAR(scores[2], std::log(4.0 / 3) * std::log(3.0), 1e-12);
}

}  // namespace
}  // namespace weft
