#include "weft/introductions/trio_forming.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

std::vector<std::pair<uint32_t, uint32_t>> Join(const RoundProblem& problem, const std::vector<MemberPair>& pairs,
                                                const std::vector<uint32_t>& odd) {
  const RoundInput input = *BuildRoundInput(problem, {});
  const PermittedPartners partners(problem, input);
  std::vector<std::pair<uint32_t, uint32_t>> out;
  const auto joinings = JoinPairs(problem, input, partners, pairs, odd, 2000);
  for (const Joining& joining : *joinings) {
    out.push_back({joining.pair, joining.third});
  }
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(TrioFormingTest, AThirdJoinsWhereBothMayMeetThem) {
  const RoundProblem problem = MakeProblem(3, {{0, 1, 0.5}, {0, 2, 0.25}, {1, 2, 0.25}});
  EXPECT_THAT(Join(problem, {{0, 1}}, {2}), ElementsAre(Pair(0, 2)));
}

TEST(TrioFormingTest, OneOfTwoIsNotEnough) {
  const RoundProblem problem = MakeProblem(3, {{0, 1, 0.5}, {0, 2, 0.25}});
  EXPECT_THAT(Join(problem, {{0, 1}}, {2}), IsEmpty());
}

TEST(TrioFormingTest, ADropHoldsForTriosToo) {
  RoundProblem problem = MakeProblem(3, {{0, 1, 0.5}, {0, 2, 0.25}, {1, 2, 0.25}});
  problem.drops = {{1, 2}};
  EXPECT_THAT(Join(problem, {{0, 1}}, {2}), IsEmpty());
}

TEST(TrioFormingTest, OneThirdAPairAndUrgentOnesFirst) {
  RoundProblem problem = MakeProblem(4, {{0, 1, 0.5}, {0, 2, 0.9}, {1, 2, 0.9}, {0, 3, 0.1}, {1, 3, 0.1}});
  EXPECT_THAT(Join(problem, {{0, 1}}, {2, 3}), ElementsAre(Pair(0, 2)));
  problem.members[3].rounds_waited = kUrgentRounds;
  EXPECT_THAT(Join(problem, {{0, 1}}, {2, 3}), ElementsAre(Pair(0, 3)));
}

TEST(TrioFormingTest, AllWhoCanJoinDo) {
  // 4 may join either pair, 5 only the first: both join, though 4 would rather join the first.
  const RoundProblem problem = MakeProblem(
      6, {{0, 1, 0.5}, {2, 3, 0.5}, {0, 4, 0.9}, {1, 4, 0.9}, {2, 4, 0.2}, {3, 4, 0.2}, {0, 5, 0.3}, {1, 5, 0.3}});
  EXPECT_THAT(Join(problem, {{0, 1}, {2, 3}}, {4}), ElementsAre(Pair(0, 4)));
  RoundProblem waiting = problem;
  waiting.members[4].rounds_waited = waiting.members[5].rounds_waited = kUrgentRounds;
  EXPECT_THAT(Join(waiting, {{0, 1}, {2, 3}}, {4, 5}), ElementsAre(Pair(0, 5), Pair(1, 4)));
}

}  // namespace
}  // namespace weft
