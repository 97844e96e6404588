#include "weft/introductions/permitted_partners.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

TEST(PermittedPartnersTest, HoldsPermittedAndPinnedCandidates) {
  RoundProblem problem = MakeProblem(4, {{3, 0, 0.5}, {0, 1, 0.25}, {0, 2, 0.125}, {1, 2, 1}});
  problem.pins = {{0, 3}};
  problem.drops = {{0, 2}};
  const RoundInput input = *BuildRoundInput(problem, {});
  const PermittedPartners partners(problem, input);
  std::vector<uint32_t> of_zero;
  for (const PermittedPartners::Partner& partner : partners.Of(0)) of_zero.push_back(partner.member);
  EXPECT_THAT(of_zero, testing::ElementsAre(1, 3));
  EXPECT_EQ(partners.Find(1, 0)->value, 0.25);
  EXPECT_EQ(partners.Find(0, 3)->value, 0.5);
  EXPECT_EQ(partners.Find(0, 2), nullptr);
  EXPECT_EQ(partners.Find(2, 3), nullptr);
}

TEST(PermittedPartnersTest, AGroupIsTheMeanOfItsPairs) {
  RoundProblem problem = MakeProblem(3, {{0, 1, 0.25}, {0, 2, 0.5}, {1, 2, 0.75}});
  problem.candidates[1].kind = PairKind::kWeakTie;
  problem.candidates[1].bridging = 0.3;
  const RoundInput input = *BuildRoundInput(problem, {});
  const PlannedGroup group = PermittedPartners(problem, input).GroupOf({2, 0, 1});
  EXPECT_THAT(group.members, testing::ElementsAre(0, 1, 2));
  EXPECT_DOUBLE_EQ(group.fit, 0.5);
  EXPECT_DOUBLE_EQ(group.value, 0.5);
  EXPECT_DOUBLE_EQ(group.bridging, 0.1);
  EXPECT_TRUE(group.weak);
}

}  // namespace
}  // namespace weft
