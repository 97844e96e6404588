#include "weft/introductions/draft_planning.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/drafted_network.h"
#include "tests/testing/status_matchers.h"
#include "weft/introductions/round_planner.h"

namespace weft {
namespace {

// What a plan says it is worth, added up.
double WorthOf(const RoundPlan& plan) {
  double worth = 0;
  for (const PlannedPair& pair : plan.pairs) worth += pair.value + pair.urgency;
  return worth;
}

TEST(RoundDraftProperty, PlansAgainForThoseWhoAreLeft) {
  int more = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    DraftedNetwork drafted;
    Fill(&drafted, 60, seed);
    drafted.request.per_member = 2;
    RoundDraft draft = drafted.Draft();
    const Recommender recommender(nullptr);
    ASSERT_OK_AND_ASSIGN(const RoundPlan once, PlanRound(draft.problem, draft.options, Go));
    ASSERT_OK_AND_ASSIGN(const RoundPlan plan,
                         PlanDraft(drafted.view(), recommender, drafted.request, drafted.moment(), Go, &draft));
    EXPECT_GE(plan.served, once.served) << "seed " << seed;
    more += plan.served - once.served;
    // Nothing is left of what they were favoured by.
    EXPECT_NEAR(plan.total_value, WorthOf(plan), 1e-3);
    for (const PlannedPair& pair : plan.pairs) {
      const auto is_it = [&pair](const RoundCandidate& c) { return c.a == pair.a && c.b == pair.b; };
      const auto candidate = std::find_if(draft.problem.candidates.begin(), draft.problem.candidates.end(), is_it);
      ASSERT_NE(candidate, draft.problem.candidates.end());
      EXPECT_NEAR(pair.value, candidate->value, 1e-6);
      EXPECT_TRUE(drafted.CanBeMade(drafted.IdOf(draft.members[pair.a]), drafted.IdOf(draft.members[pair.b])));
    }
    EXPECT_GE(plan.upper_bound, plan.total_value - 1e-6);
  }
  EXPECT_GT(more, 0) << "else nobody was helped.";
}

}  // namespace
}  // namespace weft
