#include "weft/introductions/group_forming.h"

#include <map>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/round_problems.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Everybody may meet everybody within each of the circles.
RoundProblem Circles(uint32_t members, const std::vector<std::vector<uint32_t>>& circles) {
  std::vector<std::vector<double>> pairs;
  for (const std::vector<uint32_t>& circle : circles) {
    for (size_t i = 0; i < circle.size(); ++i) {
      for (size_t j = i + 1; j < circle.size(); ++j) {
        pairs.push_back({static_cast<double>(circle[i]), static_cast<double>(circle[j]), 0.5});
      }
    }
  }
  return MakeProblem(members, pairs);
}

Grouping Form(const RoundProblem& problem, const std::vector<MemberPair>& pairs, int size) {
  const RoundInput input = *BuildRoundInput(problem, {});
  return *FormGroups(problem, input, PermittedPartners(problem, input), pairs, size, 2000);
}

TEST(GroupFormingTest, TwoPairsMakeAFour) {
  const Grouping grouping = Form(Circles(6, {{0, 1, 2, 3}, {4, 5}}), {{0, 2}, {1, 3}, {4, 5}}, 4);
  EXPECT_THAT(grouping.groups, ElementsAre(ElementsAre(0, 1, 2, 3)));
  ASSERT_THAT(grouping.pairs, SizeIs(1));
  EXPECT_EQ(grouping.pairs[0].a, 4u);
}

TEST(GroupFormingTest, NotIfTwoOfThemMayNotMeet) {
  RoundProblem problem = Circles(4, {{0, 1, 2, 3}});
  problem.never = {{0, 3}};
  const Grouping grouping = Form(problem, {{0, 1}, {2, 3}}, 4);
  EXPECT_THAT(grouping.groups, IsEmpty());
  EXPECT_THAT(grouping.pairs, SizeIs(2));
}

TEST(GroupFormingTest, ThreePairsMakeTwoThrees) {
  const Grouping grouping = Form(Circles(6, {{0, 1, 2, 3, 4, 5}}), {{0, 1}, {2, 3}, {4, 5}}, 3);
  EXPECT_THAT(grouping.groups, SizeIs(2));
  EXPECT_THAT(grouping.pairs, IsEmpty());
}

TEST(GroupFormingTest, APairWhoseMembersCannotBothJoinStaysTogether) {
  // 4 may join anybody, 5 nobody but 4.
  const Grouping grouping = Form(Circles(6, {{0, 1, 2, 3, 4}, {4, 5}}), {{0, 1}, {2, 3}, {4, 5}}, 3);
  EXPECT_THAT(grouping.groups, IsEmpty());
  EXPECT_THAT(grouping.pairs, SizeIs(3));
}

TEST(GroupFormingTest, EverybodyStaysInOneGroupOrPair) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const RoundProblem problem = DrawProblem(40, 20, seed);
    std::vector<MemberPair> pairs;
    const RoundPlan plan = PlanOrDie(problem);
    std::set<uint32_t> members;
    for (const PlannedPair& pair : plan.pairs) {
      pairs.push_back({pair.a, pair.b});
      members.insert({pair.a, pair.b});
    }
    const RoundInput input = *BuildRoundInput(problem, {});
    const PermittedPartners partners(problem, input);
    for (int size : {3, 4}) {
      const Grouping grouping = *FormGroups(problem, input, partners, pairs, size, 2000);
      std::set<uint32_t> seen;
      for (const std::vector<uint32_t>& group : grouping.groups) {
        EXPECT_THAT(group, SizeIs(size));
        for (uint32_t a : group) {
          EXPECT_TRUE(seen.insert(a).second);
          for (uint32_t b : group) EXPECT_TRUE(a == b || partners.Find(a, b) != nullptr);
        }
      }
      for (const MemberPair& pair : grouping.pairs) {
        EXPECT_TRUE(seen.insert(pair.a).second);
        EXPECT_TRUE(seen.insert(pair.b).second);
        EXPECT_NE(partners.Find(pair.a, pair.b), nullptr);
      }
      EXPECT_EQ(seen, members);
    }
  }
}

}  // namespace
}  // namespace weft
