#include "weft/matching/fit.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

PairFit FitOf(const TestNetwork& network, const std::string& a, const std::string& b) {
  const auto view = network.Snapshot();
  const Seeker seeker = SeekerFromProfile(*view, *view->Find(a));
  const MatchWeights weights;
  return FitScorer(*view, seeker, Closeness(*view, seeker), weights).Score(*view->Find(b));
}

TEST(FitTest, PartsThatEitherSideLacksAreAbsent) {
  TestNetwork network;
  network.Add("ada").add_needs("boat");
  network.Add("bo").add_offers("boat");
  const PairFit fit = FitOf(network, "ada", "bo");
  EXPECT_TRUE(fit[FitPart::kNeeds].forward.has_value());
  EXPECT_FALSE(fit[FitPart::kNeeds].backward.has_value());
  for (FitPart part : {FitPart::kInterests, FitPart::kCircles, FitPart::kOrganization, FitPart::kProximity,
                       FitPart::kWiderProximity, FitPart::kCircleProximity}) {
    EXPECT_FALSE(fit[part].forward.has_value()) << static_cast<int>(part);
    EXPECT_FALSE(fit[part].backward.has_value()) << static_cast<int>(part);
  }
}

// A part that is missing is not a part that is zero.
TEST(FitTest, AMissingPartCountsForMoreThanAZero) {
  TestNetwork missing;
  missing.Add("ada").add_interests("bees");
  missing.Add("bo").add_interests("bees");
  TestNetwork zero = missing;
  zero.Get("ada").add_circles("x");
  zero.Get("bo").add_circles("y");
  EXPECT_GT(FitOf(missing, "ada", "bo").fit, FitOf(zero, "ada", "bo").fit);
}

TEST(FitTest, LittleEvidenceDoesNotMakeAPerfectFit) {
  TestNetwork network;
  for (int i = 0; i < 30; ++i) network.Add(absl::StrCat("m", i));
  network.Get("m1").add_circles("bees");
  network.Get("m2").add_circles("bees");
  const double circles_only = FitOf(network, "m1", "m2").fit;
  for (const char* id : {"m1", "m2"}) {
    network.Get(id).add_interests("bees");
    network.Get(id).add_needs("boat");
    network.Get(id).add_offers("boat");
  }
  EXPECT_LT(circles_only, FitOf(network, "m1", "m2").fit);
}

TEST(FitTest, MustBeGoodForBoth) {
  TestNetwork network;
  network.Add("ada").add_needs("boat");
  network.Get("ada").add_offers("bread");
  network.Add("bo").add_needs("law");
  network.Get("bo").add_offers("boat");
  network.Add("cy").add_needs("bread");
  network.Get("cy").add_offers("boat");
  const PairFit one_way = FitOf(network, "ada", "bo");
  const PairFit both_ways = FitOf(network, "ada", "cy");
  EXPECT_GT(both_ways.fit, one_way.fit);
  EXPECT_LT(one_way.fit, (one_way.for_seeker + one_way.for_other) / 2);
}

TEST(FitTest, IsTheSameSeenFromBothSides) {
  TestNetwork network;
  network.Add("ada").add_needs("boat");
  network.Get("ada").add_interests("bees");
  network.Add("bo").add_offers("boat hire");
  network.Get("bo").add_interests("bees");
  network.Get("bo").set_bio("bees and boats");
  const PairFit there = FitOf(network, "ada", "bo");
  const PairFit back = FitOf(network, "bo", "ada");
  EXPECT_NEAR(there.fit, back.fit, 1e-9);
  EXPECT_NEAR(there.for_seeker, back.for_other, 1e-9);
}

TEST(FitTest, RareCirclesSayMore) {
  TestNetwork network;
  for (int i = 0; i < 20; ++i) network.Add(absl::StrCat("m", i)).add_circles("everybody");
  network.Get("m1").add_circles("rare");
  network.Get("m2").add_circles("rare");
  const PairFit rare = FitOf(network, "m1", "m2");
  const PairFit common = FitOf(network, "m1", "m3");
  EXPECT_GT(*rare[FitPart::kCircles].forward, *common[FitPart::kCircles].forward);
  EXPECT_NEAR(*common[FitPart::kCircles].forward, 0, 1e-9);
}

TEST(FitTest, AcquaintancesInCommonBringNearer) {
  TestNetwork network;
  for (const char* id : {"a", "b", "c", "d", "e"}) network.Add(id);
  network.Tie("a", "c");
  network.Tie("b", "c");
  network.Tie("d", "e");
  const PairFit fit = FitOf(network, "a", "b");
  EXPECT_EQ(fit.mutual_ties, 1u);
  EXPECT_DOUBLE_EQ(fit.jaccard, 1);
  EXPECT_GT(*fit[FitPart::kProximity].forward, 0);
  EXPECT_EQ(*FitOf(network, "a", "d")[FitPart::kProximity].forward, 0);
}

// Popularity is no merit: knowing more people elsewhere never raises a fit.
TEST(FitTest, PopularityNeverRaisesFit) {
  TestNetwork network;
  network.Add("ada").add_interests("bees");
  network.Add("bo").add_interests("bees");
  network.Add("c");
  for (int i = 0; i < 20; ++i) network.Add(absl::StrCat("fan", i));
  network.Tie("ada", "c");
  network.Tie("bo", "c");
  const double before = FitOf(network, "ada", "bo").fit;
  for (int i = 0; i < 20; ++i) network.Tie("bo", absl::StrCat("fan", i));
  EXPECT_LE(FitOf(network, "ada", "bo").fit, before + 1e-6);
}

}  // namespace
}  // namespace weft
