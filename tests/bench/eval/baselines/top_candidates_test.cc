#include "bench/eval/baselines/top_candidates.h"

#include <algorithm>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct CandidateCase {
  const char* name;
  bool directed;
  std::vector<MadeTie> ties;
  MemberScores scores;
  size_t limit;
  RankedList expected;  // For member 0.
};

class TopCandidatesTest : public testing::TestWithParam<CandidateCase> {};

TEST_P(TopCandidatesTest, RanksThoseWhoMayBeRecommended) {
  const CandidateCase& c = GetParam();
  const EvalNetwork network = MakeEvalNetwork(static_cast<uint32_t>(c.scores.size()), c.ties, c.directed);
  const ScoredList list = TopCandidates(network, 0, c.scores, c.limit, /*seed=*/1);
  EXPECT_EQ(list.member, 0u);
  EXPECT_EQ(WithoutScores(list, c.limit), c.expected);
  for (const ScoredMember& candidate : list.candidates) {
    EXPECT_EQ(candidate.score, c.scores[candidate.member]);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, TopCandidatesTest,
    testing::Values(CandidateCase{"BestFirst", false, {}, {0, 1, 3, 2}, 10, {2, 3, 1}},
                    CandidateCase{"NotOneself", false, {}, {9, 1, 3}, 10, {2, 1}},
                    CandidateCase{"NotThoseTied", false, {{0, 2}}, {0, 1, 3, 2}, 10, {3, 1}},
                    CandidateCase{"NotThoseTiedFromTheOtherEnd", false, {{3, 0}}, {0, 1, 3, 2}, 10, {2, 1}},
                    CandidateCase{"NotThosePointedAt", true, {{0, 2}}, {0, 1, 3, 2}, 10, {3, 1}},
                    CandidateCase{"NotThosePointing", true, {{3, 0}}, {0, 1, 3, 2}, 10, {2, 1}},
                    CandidateCase{"OthersTiesDoNotMatter", false, {{1, 2}}, {0, 1, 3, 2}, 10, {2, 3, 1}},
                    CandidateCase{"ZeroSaysNothing", false, {}, {0, 1, 0, 2}, 10, {3, 1}},
                    CandidateCase{"BelowZeroSaysNothing", false, {}, {0, -1, 5, -2}, 10, {2}},
                    CandidateCase{"CutAtTheLimit", false, {}, {0, 1, 3, 2}, 2, {2, 3}},
                    CandidateCase{"LimitZero", false, {}, {0, 1, 3, 2}, 0, {}},
                    CandidateCase{"Nobody", false, {}, {5}, 10, {}}),
    [](const auto& info) { return info.param.name; });

TEST(TopCandidatesTest, EqualScoresStandInADrawnOrder) {
  const EvalNetwork network = MakeEvalNetwork(50, {});
  const MemberScores scores(50, 1);
  const auto list = [&](uint32_t member, uint64_t seed) {
    return WithoutScores(TopCandidates(network, member, scores, 10, seed), 10);
  };
  EXPECT_EQ(list(0, 1), list(0, 1));
  EXPECT_NE(list(0, 1), list(0, 2));
  EXPECT_NE(list(0, 1), list(1, 1));
  std::set<uint32_t> seen;
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    for (uint32_t member : list(0, seed)) seen.insert(member);
  }
  EXPECT_EQ(seen.size(), 49u) << "the order of the file must favour nobody";
}

TEST(TopCandidatesTest, EqualScoresStandByOrdinalWithoutASeed) {
  const EvalNetwork network = MakeEvalNetwork(6, {});
  EXPECT_THAT(WithoutScores(TopCandidates(network, 2, {1, 1, 1, 2, 1, 2}, 9, absl::nullopt), 9),
              ElementsAre(3, 5, 0, 1, 4));
}

TEST(TopCandidatesTest, AShortListIsTheBeginningOfALongOne) {
  const EvalNetwork network = DrawEvalNetwork(80, 0.1, true, 5);
  Random random(3);
  MemberScores scores(80);
  for (double& score : scores) score = static_cast<double>(random.Below(6));
  for (uint32_t member = 0; member < 80; ++member) {
    RankedList all = WithoutScores(TopCandidates(network, member, scores, 80, 7), 80);
    const RankedList ten = WithoutScores(TopCandidates(network, member, scores, 10, 7), 10);
    EXPECT_TRUE(
        std::is_sorted(all.begin(), all.end(), [&scores](uint32_t a, uint32_t b) { return scores[a] > scores[b]; }));
    all.resize(std::min<size_t>(all.size(), 10));
    EXPECT_EQ(ten, all);
  }
}

TEST(WithoutScoresTest, CutsToTheLength) {
  const ScoredList list = {7, {{1, 0.9}, {2, 0.8}, {3, 0.1}}};
  EXPECT_THAT(WithoutScores(list, 2), ElementsAre(1, 2));
  EXPECT_THAT(WithoutScores(list, 9), ElementsAre(1, 2, 3));
  EXPECT_THAT(WithoutScores(list, 0), IsEmpty());
}

}  // namespace
}  // namespace weft
