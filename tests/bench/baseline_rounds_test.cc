#include "bench/baseline_rounds.h"

#include <limits>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using testing::ElementsAre;

constexpr int kAnyNumber = std::numeric_limits<int>::max();

// A path 0-1-2-3: the middle pair fits best, the outer ones are worth more, 0-1 is the closest.
RoundProblem Path() {
  RoundProblem problem;
  problem.members.resize(4);
  for (uint32_t a = 0; a < 3; ++a) {
    RoundCandidate candidate;
    candidate.a = a;
    candidate.b = a + 1;
    candidate.fit = a == 1 ? 0.9 : 0.5;
    candidate.value = a == 1 ? 0.9 : 1.0;
    problem.candidates.push_back(candidate);
  }
  return problem;
}

double FirstIsClosest(uint32_t a, uint32_t b) { return 1.0 / (1 + a + b); }

TEST(BaselineRoundsTest, EachTakesWhatItLikesBest) {
  const RoundProblem problem = Path();
  EXPECT_THAT(PlanBaseline(problem, BaselineRound::kBestFit, nullptr, kAnyNumber, 1), ElementsAre(1));
  EXPECT_THAT(PlanBaseline(problem, BaselineRound::kBestValue, nullptr, kAnyNumber, 1), ElementsAre(0, 2));
  EXPECT_THAT(PlanBaseline(problem, BaselineRound::kNearest, FirstIsClosest, kAnyNumber, 1), ElementsAre(0, 2));
}

TEST(BaselineRoundsTest, KeepsToTheRules) {
  RoundProblem problem = Path();
  problem.drops = {{2, 1}};
  EXPECT_THAT(PlanBaseline(problem, BaselineRound::kBestFit, nullptr, kAnyNumber, 1), ElementsAre(0, 2));
  problem.never = {{2, 3}};
  EXPECT_THAT(PlanBaseline(problem, BaselineRound::kBestFit, nullptr, kAnyNumber, 1), ElementsAre(0));
  problem.members[0].capacity = 0;
  EXPECT_TRUE(PlanBaseline(problem, BaselineRound::kBestFit, nullptr, kAnyNumber, 1).empty());
  problem = Path();
  for (RoundCandidate& candidate : problem.candidates) candidate.kind = PairKind::kWeakTie;
  EXPECT_EQ(PlanBaseline(problem, BaselineRound::kBestValue, nullptr, 1, 1).size(), 1u);
  problem.members[0].newcomer = true;
  EXPECT_THAT(PlanBaseline(problem, BaselineRound::kBestValue, nullptr, kAnyNumber, 1), ElementsAre(2));
}

TEST(BaselineRoundsTest, RandomFollowsItsSeed) {
  std::set<std::vector<uint32_t>> plans;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    plans.insert(PlanBaseline(Path(), BaselineRound::kRandom, nullptr, kAnyNumber, seed));
    EXPECT_EQ(PlanBaseline(Path(), BaselineRound::kRandom, nullptr, kAnyNumber, seed),
              PlanBaseline(Path(), BaselineRound::kRandom, nullptr, kAnyNumber, seed));
  }
  EXPECT_EQ(plans.size(), 2u);
}

}  // namespace
}  // namespace weft
