#include "weft/introductions/unserved.h"

#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

using testing::ElementsAre;
using Reason = UnservedReason;

std::map<uint32_t, UnservedMember> ByMember(const RoundPlan& plan) {
  std::map<uint32_t, UnservedMember> out;
  for (const UnservedMember& unserved : plan.unserved) out[unserved.member] = unserved;
  return out;
}

TEST(UnservedTest, SaysWhyOfEachKind) {
  //  0-1 are paired; 2 would have met 1; 3 knows nobody; 4 was dropped from 0; 5 has no capacity; 6 may meet only 5;
  //  7 is new and has a weak tie only.
  RoundProblem problem = MakeProblem(8, {{0, 1, 0.9}, {1, 2, 0.1}, {0, 4, 0.5}, {5, 6, 0.5}, {0, 7, 0.5}});
  problem.drops = {{0, 4}};
  problem.members[5].capacity = 0;
  problem.members[7].newcomer = true;
  problem.candidates[4].kind = PairKind::kWeakTie;
  const auto unserved = ByMember(PlanOrDie(problem));
  ASSERT_EQ(unserved.size(), 6u);
  EXPECT_EQ(unserved.at(2).reason, Reason::kPartnersTaken);
  EXPECT_EQ(unserved.at(2).permitted_partners, 1);
  EXPECT_EQ(unserved.at(3).reason, Reason::kNobodyPermitted);
  EXPECT_EQ(unserved.at(4).reason, Reason::kTakenOut);
  EXPECT_EQ(unserved.at(5).reason, Reason::kNoCapacity);
  EXPECT_EQ(unserved.at(6).reason, Reason::kPartnersHaveNoRoom);
  EXPECT_EQ(unserved.at(7).reason, Reason::kOnlyWeakTies);
  for (const auto& entry : unserved) EXPECT_FALSE(entry.second.needs_a_hand);
}

TEST(UnservedTest, NeedsAHandWhereWaitingDoesNotHelp) {
  RoundProblem problem = MakeProblem(6, {{1, 2, 0.6}, {1, 3, 0.5}, {4, 5, 0.5}});
  problem.members[0].rounds_waited = 1;
  problem.members[2].rounds_waited = 2;
  problem.members[3].rounds_waited = 2;
  problem.members[4].capacity = 0;
  problem.members[5].rounds_waited = 2;
  const RoundPlan plan = PlanOrDie(problem);
  const auto unserved = ByMember(plan);
  EXPECT_TRUE(unserved.at(0).needs_a_hand);
  EXPECT_TRUE(unserved.at(3).needs_a_hand);
  EXPECT_EQ(unserved.at(3).reason, Reason::kPartnersNeededMore);
  EXPECT_THAT(unserved.at(3).rivals, ElementsAre(2, 3));
  EXPECT_THAT(unserved.at(3).partners, ElementsAre(1));
  EXPECT_FALSE(unserved.at(4).needs_a_hand);
  EXPECT_TRUE(unserved.at(5).needs_a_hand);
  // The longest wait first.
  std::vector<uint32_t> order;
  for (const UnservedMember& member : plan.unserved) order.push_back(member.member);
  EXPECT_THAT(order, ElementsAre(3, 5, 0, 4));
}

TEST(UnservedTest, RivalsAreNamedInTheOrderOfTheProblemWhateverTheSeed) {
  RoundProblem problem = MakeProblem(4, {{1, 0, 0.5}, {1, 2, 0.5}, {1, 3, 0.5}});
  for (int i : {0, 2, 3}) problem.members[i].rounds_waited = 3;
  for (uint64_t seed : {0, 1, 2, 3, 4}) {
    RoundOptions options;
    options.seed = seed;
    const RoundPlan plan = PlanOrDie(problem, options);
    ASSERT_EQ(plan.unserved.size(), 2u);
    EXPECT_THAT(plan.unserved[0].rivals, ElementsAre(0, 2, 3));
    EXPECT_THAT(plan.unserved[0].partners, ElementsAre(1));
  }
}

TEST(UnservedTest, EveryReasonHasItsSentences) {
  for (Reason reason : {Reason::kNoCapacity, Reason::kNobodyPermitted, Reason::kTakenOut, Reason::kOnlyWeakTies,
                        Reason::kPartnersHaveNoRoom, Reason::kPartnersTaken, Reason::kPartnersNeededMore}) {
    EXPECT_EQ(WhyUnserved(reason).back(), '.');
    EXPECT_EQ(WhatWouldHelp(reason).back(), '.');
    EXPECT_NE(WhyUnserved(reason), WhatWouldHelp(reason));
  }
}

}  // namespace
}  // namespace weft
