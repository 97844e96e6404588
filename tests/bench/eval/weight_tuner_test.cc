#include "bench/eval/weight_tuner.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

PartValue Both(double value) { return {value, value}; }

// Members whose later ties are those with the highest value of one part; the others are noise.
std::vector<TuningMember> MembersTiedBy(FitPart part, uint64_t seed) {
  Random random(seed);
  std::vector<TuningMember> out;
  for (uint32_t i = 0; i < 60; ++i) {
    TuningMember member;
    member.member = i;
    for (uint32_t c = 0; c < 40; ++c) {
      PartValues parts;
      for (FitPart p : {FitPart::kInterests, FitPart::kCircles, FitPart::kProximity}) {
        parts[static_cast<size_t>(p)] = Both(random.Uniform());
      }
      const bool tied = *parts[static_cast<size_t>(part)].forward > 0.9;
      member.candidates.push_back(c);
      member.parts.push_back(parts);
      member.tied_later.push_back(tied);
      member.later_ties += tied;
    }
    if (member.later_ties > 0) out.push_back(std::move(member));
  }
  return out;
}

TEST(WeightTunerTest, RaisesThePartThatTellsAndOnlyThat) {
  for (FitPart part : {FitPart::kInterests, FitPart::kCircles, FitPart::kProximity}) {
    const Tuned tuned = TuneWeights(MembersTiedBy(part, 1), NeutralWeights());
    EXPECT_GT(tuned.ndcg, tuned.ndcg_before + 0.1);
    for (FitPart other : {FitPart::kInterests, FitPart::kCircles, FitPart::kProximity}) {
      if (other != part) {
        EXPECT_GT(tuned.weights.parts[part], 2 * tuned.weights.parts[other]);
      }
    }
  }
}

TEST(WeightTunerTest, PartsWithoutAWordKeepTheirWeight) {
  const Tuned tuned = TuneWeights(MembersTiedBy(FitPart::kCircles, 2), MatchWeights());
  const MatchWeights shipped;
  for (FitPart part : {FitPart::kNeeds, FitPart::kOrganization, FitPart::kWiderProximity, FitPart::kCircleProximity}) {
    EXPECT_FALSE(tuned.moved[static_cast<size_t>(part)]);
    EXPECT_EQ(tuned.weights.parts[part], shipped.parts[part]);
  }
  EXPECT_THAT(TunedText(tuned), testing::HasSubstr("the data have no word of it"));
}

TEST(WeightTunerTest, WithoutAnybodyNothingMoves) {
  const Tuned tuned = TuneWeights({}, MatchWeights());
  EXPECT_EQ(tuned.weights.parts.values, MatchWeights().parts.values);
  EXPECT_EQ(tuned.ndcg, 0);
}

TEST(WithoutMembersTest, LeavesOutTheMembersAndTheTiesToThem) {
  TuningMember first;
  first.member = 0;
  first.candidates = {1, 2};
  first.parts.resize(2);
  first.tied_later = {true, true};
  first.later_ties = 2;
  TuningMember second = first;
  second.member = 1;
  second.candidates = {2, 3};
  second.tied_later = {true, false};
  second.later_ties = 1;
  std::vector<bool> left_out(4);
  left_out[2] = true;
  const std::vector<TuningMember> kept = WithoutMembers(std::vector<TuningMember>{first, second}, left_out);
  ASSERT_EQ(kept.size(), 1u);  // The second has no tie left.
  EXPECT_EQ(kept[0].member, 0u);
  EXPECT_THAT(kept[0].tied_later, testing::ElementsAre(true, false));
  EXPECT_EQ(kept[0].later_ties, 1u);
  left_out[0] = true;
  EXPECT_TRUE(WithoutMembers(std::vector<TuningMember>{first}, left_out).empty());
}

TEST(TuningNdcgTest, IsThatOfTheListsByFit) {
  TuningMember member;
  for (double value : {0.9, 0.5, 0.1}) {
    PartValues parts;
    parts[static_cast<size_t>(FitPart::kInterests)] = Both(value);
    member.parts.push_back(parts);
  }
  member.tied_later = {true, false, true};
  member.later_ties = 2;
  // Hits at ranks 1 and 3 of two: (1 + 1/2) / (1 + 1/log2 3).
  EXPECT_NEAR(TuningNdcg(std::vector<TuningMember>{member}, MatchWeights()), 0.9197, 1e-4);
}

}  // namespace
}  // namespace weft
