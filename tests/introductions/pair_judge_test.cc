#include "weft/introductions/pair_judge.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

class PairJudgeTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"a", "b", "c"}) network_.Add(id).add_interests("boats");
    network_.Add("mute");
    network_.Cluster({"a"});
    network_.Cluster({"b"});
  }
  bool IsWeak(const std::string& a, const std::string& b, double fit, bool crosses = true) {
    const auto view = network_.Snapshot();
    ScoredCandidate scored;
    scored.fit.fit = fit;
    scored.crosses = crosses;
    return PairJudge(*view, MatchWeights()).IsWeak(view->member(*view->Find(a)), view->member(*view->Find(b)), scored);
  }
  TestNetwork network_;
};

TEST_F(PairJudgeTest, WeakTiesCrossAboveTheFloor) {
  EXPECT_TRUE(IsWeak("a", "b", 0.2));
  EXPECT_FALSE(IsWeak("a", "b", 0.2, /*crosses=*/false));
  EXPECT_FALSE(IsWeak("a", "b", 0.001));
  EXPECT_TRUE(IsWeak("a", "mute", 0.001)) << "of somebody without text no fit can be told,";
  network_.policy().set_fit_floor(0.5);
  EXPECT_FALSE(IsWeak("a", "mute", 0.001)) << "unless somebody has raised the floor.";
  EXPECT_FALSE(IsWeak("a", "b", 0.2));
}

TEST_F(PairJudgeTest, ValueIsFitAndWhatJoins) {
  const auto view = network_.Snapshot();
  const PairJudge judge(*view, MatchWeights());
  const double bridging = judge.Bridging(0.5, 1);
  EXPECT_DOUBLE_EQ(bridging, 0.4 * 0.5 + 0.6);
  EXPECT_DOUBLE_EQ(judge.Value(/*weak=*/true, 0.3, 0.5, 1), 0.3 + bridging);
  EXPECT_DOUBLE_EQ(judge.Value(/*weak=*/false, 0.3, 0.5, 1), 0.3 + PairJudge::kStrongFitGain);
  EXPECT_DOUBLE_EQ(judge.Value(/*weak=*/false, 0.3, 0.5, 0), 0.3);
  EXPECT_DOUBLE_EQ(judge.Value(/*weak=*/false, 0.001, 0.5, 1), 0.001) << "below the floor nothing is joined.";
}

TEST_F(PairJudgeTest, OnlyKnownClustersAreJoined) {
  const auto view = network_.Snapshot();
  const PairJudge judge(*view, MatchWeights());
  EXPECT_EQ(judge.Gain(0, 1, 0), 1);
  EXPECT_EQ(judge.Gain(0, 0, 0), 0);
  EXPECT_EQ(judge.Gain(0, kNone, 0), 0);
  EXPECT_EQ(judge.Gain(kNone, kNone, 0), 0);
}

}  // namespace
}  // namespace weft
