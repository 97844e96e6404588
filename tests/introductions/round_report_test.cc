#include "weft/introductions/round_report.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

// Clusters {0, 1}, {2, 3}, {4, 5} and 6 in none; ties within the clusters and one between the first two.
class RoundReportTest : public testing::Test {
 protected:
  RoundReportTest() : ties_(*TieGraph::FromTies(7, {{0, 1, 1}, {2, 3, 1}, {4, 5, 1}, {1, 2, 1}})) {
    clusters_.labels = {0, 0, 1, 1, 2, 2, kNoCluster};
    clusters_.count = 3;
  }
  static RoundOutcome Of(std::vector<uint32_t> members, bool mutual) {
    RoundOutcome out;
    out.members = std::move(members);
    out.mutual = mutual;
    return out;
  }
  RoundFigures Measure(const RoundRecord& record) const { return MeasureRound(record, ties_.view(), clusters_); }

  TieGraph ties_;
  Clustering clusters_;
};

TEST_F(RoundReportTest, CountsWhatCameOfIt) {
  RoundRecord record;
  record.introductions = {Of({0, 4}, true), Of({3, 5}, false), Of({1, 2, 6}, true)};
  record.introductions[0].met = true;
  record.introductions[0].useful = 2;
  record.introductions[0].learned = 1;
  record.introductions[0].kind = PairKind::kWeakTie;
  record.introductions[0].fit = 0.6;
  record.introductions[1].fit = 0.3;
  record.introductions[1].repeated = true;
  record.introductions[2].collaborating = 3;
  record.waits = {0, 2, 1, 0, 0, 0, 3, 0};
  record.exposures = {1, 1, 4};
  record.total_value = 9;
  record.upper_bound = 10;
  const RoundFigures figures = Measure(record);
  EXPECT_EQ(figures.eligible, 8);
  EXPECT_EQ(figures.served, 7);
  EXPECT_EQ(figures.introductions, 3);
  EXPECT_EQ(figures.mutual, 2);
  EXPECT_EQ(figures.met, 1);
  EXPECT_EQ(figures.useful, 2);
  EXPECT_EQ(figures.learned, 1);
  EXPECT_EQ(figures.collaborating, 3);
  EXPECT_EQ(figures.weak_ties, 1);
  EXPECT_EQ(figures.groups, 1);
  EXPECT_EQ(figures.repeats, 1);
  EXPECT_EQ(figures.longest_wait, 3);
  EXPECT_DOUBLE_EQ(figures.mean_fit, 0.3);
  EXPECT_DOUBLE_EQ(figures.value_of_bound, 0.9);
  EXPECT_DOUBLE_EQ(figures.exposure_gini, 0.5);
}

TEST_F(RoundReportTest, BridgesWhatWasNotJoined) {
  RoundRecord record;
  // Joins the first and third clusters twice and the first two once more; what was declined joins nothing; ties that
  // are there, members of one cluster and of none change nothing.
  record.introductions = {Of({0, 4}, true), Of({1, 5}, true), Of({0, 3}, true), Of({2, 4}, false),
                          Of({1, 2}, true), Of({0, 1}, true), Of({6, 4}, true)};
  const RoundFigures figures = Measure(record);
  EXPECT_DOUBLE_EQ(figures.cegc_before, 0);   // Counts 1, 0, 0.
  EXPECT_DOUBLE_EQ(figures.cegc_after, 0.5);  // Counts 2, 2, 0.
  EXPECT_EQ(figures.cluster_pairs_joined, 1);
}

TEST_F(RoundReportTest, AnEmptyRoundIsAllZero) {
  const RoundFigures figures = Measure({});
  EXPECT_EQ(figures.served, 0);
  EXPECT_DOUBLE_EQ(figures.mean_fit, 0);
  EXPECT_DOUBLE_EQ(figures.value_of_bound, 1);
  EXPECT_DOUBLE_EQ(figures.cegc_after, figures.cegc_before);
}

RoundOutcome By(IntroducerKind kind, uint32_t introducer) {
  RoundOutcome out;
  out.introducer_kind = kind;
  out.introducer = introducer;
  return out;
}

TEST(IntroducerShareTest, NamesKindsAndWhoeverMakesMuch) {
  std::vector<RoundOutcome> introductions;
  for (int i = 0; i < 5; ++i) introductions.push_back(By(IntroducerKind::kWeaver, 7));
  for (int i = 0; i < 3; ++i) introductions.push_back(By(IntroducerKind::kRound, 0));
  introductions.push_back(By(IntroducerKind::kMember, 1));
  introductions.push_back(By(IntroducerKind::kMember, 2));
  introductions.push_back(By(IntroducerKind::kMember, 2));
  introductions.push_back(By(IntroducerKind::kMember, 3));
  const std::vector<IntroducerShare> shares = SplitByIntroducer(introductions);
  ASSERT_EQ(shares.size(), 5u);
  EXPECT_EQ(shares[0].kind, IntroducerKind::kWeaver);
  EXPECT_FALSE(shares[0].is_one);
  EXPECT_FALSE(shares[0].over_a_third);
  EXPECT_TRUE(shares[1].is_one);
  EXPECT_EQ(shares[1].introducer, 7u);
  EXPECT_TRUE(shares[1].over_a_third);  // 5 of 12.
  EXPECT_EQ(shares[2].kind, IntroducerKind::kMember);
  EXPECT_EQ(shares[2].introductions, 4);
  EXPECT_FALSE(shares[2].over_a_third);  // 4 of 12, and by three members.
  EXPECT_EQ(shares[3].kind, IntroducerKind::kRound);
  EXPECT_TRUE(shares[3].is_one);
  EXPECT_EQ(shares[4].introducer, 2u);
  EXPECT_NEAR(shares[4].share, 2.0 / 12, 1e-12);
}

TEST(IntroducerShareTest, ExactlyAThirdIsFine) {
  std::vector<RoundOutcome> introductions = {By(IntroducerKind::kRound, 0), By(IntroducerKind::kMember, 1),
                                             By(IntroducerKind::kMember, 2)};
  for (const IntroducerShare& share : SplitByIntroducer(introductions)) EXPECT_FALSE(share.over_a_third);
  introductions.push_back(By(IntroducerKind::kRound, 0));
  EXPECT_TRUE(SplitByIntroducer(introductions)[0].over_a_third || SplitByIntroducer(introductions)[1].over_a_third);
}

TEST(IntroducerShareTest, NobodyIntroducedNobody) { EXPECT_TRUE(SplitByIntroducer({}).empty()); }

}  // namespace
}  // namespace weft
