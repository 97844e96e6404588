#include "weft/introductions/round_input.h"

#include <functional>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"
#include "weft/base/error.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

RoundProblem Square() { return MakeProblem(4, {{0, 1, 0.5}, {2, 1, 0.25}, {2, 3, 0.5}, {0, 3, 0.125}}); }

struct BadCase {
  const char* name;
  std::function<void(RoundProblem*, RoundOptions*)> change;
  const char* reason;
  const char* message;
};

class BadRoundInputTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadRoundInputTest, IsRefused) {
  RoundProblem problem = Square();
  RoundOptions options;
  GetParam().change(&problem, &options);
  const absl::Status status = BuildRoundInput(problem, options).status();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(DetailOf(status)->reason, GetParam().reason);
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().message));
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
INSTANTIATE_TEST_SUITE_P(
    All, BadRoundInputTest,
    testing::Values(
        BadCase{"CapacityBelow", [](auto* p, auto*) { p->members[2].capacity = -1; }, "INVALID_FIELD",
                "members[2].capacity"},
        BadCase{"CapacityAbove", [](auto* p, auto*) { p->members[2].capacity = 4; }, "INVALID_FIELD",
                "members[2].capacity"},
        BadCase{"WaitBelow", [](auto* p, auto*) { p->members[0].rounds_waited = -1; }, "INVALID_FIELD",
                "members[0].rounds_waited"},
        BadCase{"DueAbove", [](auto* p, auto*) { p->members[0].weak_due = 10.5; }, "INVALID_FIELD",
                "members[0].weak_due"},
        BadCase{"DueIsNoNumber", [](auto* p, auto*) { p->members[0].weak_due = kNan; }, "INVALID_FIELD",
                "members[0].weak_due"},
        BadCase{"UnknownMember", [](auto* p, auto*) { p->candidates[1].b = 4; }, "INVALID_FIELD", "candidates[1]"},
        BadCase{"WithThemselves", [](auto* p, auto*) { p->candidates[1].b = 2; }, "INVALID_FIELD", "candidates[1]"},
        BadCase{"Twice",
                [](auto* p, auto*) {
                  p->candidates[1].a = 1;
                  p->candidates[1].b = 0;
                },
                "INVALID_FIELD", "candidates[1]"},
        BadCase{"ValueBelow", [](auto* p, auto*) { p->candidates[1].value = -0.1; }, "INVALID_FIELD",
                "candidates[1].value"},
        BadCase{"ValueIsNoNumber", [](auto* p, auto*) { p->candidates[1].value = kNan; }, "INVALID_FIELD",
                "candidates[1].value"},
        BadCase{"FitIsNoNumber", [](auto* p, auto*) { p->candidates[1].fit = kNan; }, "INVALID_FIELD",
                "candidates[1].fit"},
        BadCase{"UnknownDrop",
                [](auto* p, auto*) {
                  p->drops = {{0, 9}};
                },
                "INVALID_FIELD", "drops[0]"},
        BadCase{"NeverWithThemselves",
                [](auto* p, auto*) {
                  p->never = {{1, 1}};
                },
                "INVALID_FIELD", "never[0]"},
        BadCase{"PinOfNoCandidate",
                [](auto* p, auto*) {
                  p->pins = {{0, 2}};
                },
                "PIN_NOT_PERMITTED", "0 and 2"},
        BadCase{"PinOfANeverPair",
                [](auto* p, auto*) {
                  p->pins = {{0, 1}};
                  p->never = {{1, 0}};
                },
                "PIN_NOT_PERMITTED", "0 and 1"},
        BadCase{"PinAndDrop",
                [](auto* p, auto*) {
                  p->pins = {{0, 1}};
                  p->drops = {{0, 1}};
                },
                "PIN_NOT_PERMITTED", "0 and 1"},
        BadCase{"TwoPinsOfOneMember",
                [](auto* p, auto*) {
                  p->pins = {{0, 1}, {1, 2}};
                },
                "PIN_OVER_CAPACITY", "1 and 2"},
        BadCase{"PinWithoutCapacity",
                [](auto* p, auto*) {
                  p->pins = {{0, 1}};
                  p->members[0].capacity = 0;
                },
                "PIN_OVER_CAPACITY", "0 and 1"},
        BadCase{"NoPairs", [](auto*, auto* o) { o->pairs_per_member = 0; }, "INVALID_FIELD", "pairs_per_member"},
        BadCase{"GroupOfFive", [](auto*, auto* o) { o->group_size = 5; }, "INVALID_FIELD", "group_size"},
        BadCase{"GroupsAndPairs",
                [](auto*, auto* o) {
                  o->group_size = 3;
                  o->pairs_per_member = 2;
                },
                "INVALID_FIELD", "group_size"},
        BadCase{"UrgencyIsNoNumber", [](auto*, auto* o) { o->urgency = kNan; }, "INVALID_FIELD", "urgency"},
        BadCase{"PatienceAbove", [](auto*, auto* o) { o->newcomer_patience = 3; }, "INVALID_FIELD",
                "newcomer_patience"},
        BadCase{"GapAbove", [](auto*, auto* o) { o->gap_max = 2; }, "INVALID_FIELD", "gap_max"}),
    [](const auto& info) { return info.param.name; });

TEST(RoundInputTest, SaysHowEachCandidateStands) {
  RoundProblem problem = MakeProblem(
      8, {{0, 1, 0.5}, {0, 2, 0.5}, {1, 2, 0.5}, {2, 3, 0.5}, {4, 2, 0.5}, {5, 2, 0.5}, {6, 2, 0.5}, {7, 5, 0.5}});
  problem.pins = {{1, 0}, {0, 1}};  // Said twice.
  problem.drops = {{2, 3}};
  problem.members[4].capacity = 0;
  problem.members[5].newcomer = true;
  problem.members[7].rounds_waited = 1;
  problem.candidates[5].kind = problem.candidates[6].kind = problem.candidates[7].kind = PairKind::kWeakTie;
  const RoundInput input = *BuildRoundInput(problem, {});
  using S = CandidateStanding;
  EXPECT_THAT(input.standings, ElementsAre(S::kPinned, S::kPermitted, S::kPermitted, S::kTakenOut, S::kNoCapacity,
                                           S::kTooNew, S::kPermitted, S::kPermitted));
  EXPECT_THAT(input.pins, ElementsAre(0));
  // Whom a pin leaves no room is out of the graph.
  EXPECT_THAT(input.candidates, ElementsAre(6, 7));
  EXPECT_EQ(input.graph->room(0), 0);
}

TEST(RoundInputTest, APinMeetsTheWait) {
  RoundProblem problem = MakeProblem(3, {{0, 1, 0.5}, {0, 2, 0.5}});
  problem.members[0] = {2, kUrgentRounds};
  problem.pins = {{0, 1}};
  RoundOptions options;
  options.pairs_per_member = 2;
  const RoundInput input = *BuildRoundInput(problem, options);
  EXPECT_EQ(input.graph->room(0), 1);
  EXPECT_EQ(input.graph->bonus(0), 0);
  EXPECT_FALSE(input.graph->urgent(0));
  EXPECT_EQ(input.urgency[0], ToUnits(2 * options.urgency));
}

TEST(RoundInputTest, TheSeedOnlyReordersMembers) {
  const RoundProblem problem = DrawProblem(40, 6, 3);
  RoundOptions options;
  const RoundInput plain = *BuildRoundInput(problem, options);
  for (uint32_t i = 0; i < 40; ++i) EXPECT_EQ(plain.order[i], i);
  options.seed = 9;
  const RoundInput shuffled = *BuildRoundInput(problem, options);
  EXPECT_NE(shuffled.order, plain.order);
  EXPECT_EQ(shuffled.graph->pairs().size(), plain.graph->pairs().size());
  for (uint32_t i = 0; i < 40; ++i) {
    EXPECT_EQ(shuffled.place[shuffled.order[i]], i);
    EXPECT_EQ(shuffled.graph->room(i), plain.graph->room(shuffled.order[i]));
    EXPECT_EQ(shuffled.graph->bonus(i), plain.graph->bonus(shuffled.order[i]));
  }
  for (uint32_t p = 0; p < shuffled.candidates.size(); ++p) {
    const RoundCandidate& candidate = problem.candidates[shuffled.candidates[p]];
    const auto [a, b] = shuffled.graph->pairs()[p];
    EXPECT_EQ(std::minmax(shuffled.order[a], shuffled.order[b]), std::minmax(candidate.a, candidate.b));
  }
}

}  // namespace
}  // namespace weft
