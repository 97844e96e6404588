#include "weft/matching/seeker.h"

#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

TEST(PhraseWeightTest, RarePhrasesSayMore) {
  EXPECT_DOUBLE_EQ(PhraseWeight(1, 1000), 1);
  EXPECT_GT(PhraseWeight(100, 1000), PhraseWeight(500, 1000));
  EXPECT_GT(PhraseWeight(1000, 1000), 0);
  EXPECT_DOUBLE_EQ(PhraseWeight(1, 1), 1);
  EXPECT_DOUBLE_EQ(PhraseWeight(0, 1000), 1);
  EXPECT_DOUBLE_EQ(PhraseWeight(2, 2), 1);
}

TEST(SeekerTest, ProfileCountsTheBioAsAnInterest) {
  TestNetwork network;
  v1::Member& ada = network.Add("ada");
  ada.add_interests("bees");
  ada.add_needs("a boat");
  ada.set_bio("keeps bees on a boat");
  const auto view = network.Snapshot();
  const Seeker seeker = SeekerFromProfile(*view, 0);
  ASSERT_EQ(seeker.phrases[0].size(), 2u);
  EXPECT_TRUE(seeker.phrases[0][1].is_bio);
  EXPECT_EQ(seeker.phrases[2][0].text, "a boat");
  EXPECT_TRUE(seeker.phrases[1].empty());
  EXPECT_TRUE(seeker.HasText());
  EXPECT_FALSE(seeker.facet_rows[1]);
}

TEST(SeekerTest, ATopicThatWasNotTheirsCountsLess) {
  TestNetwork network;
  network.Add("ada").add_needs("a boat");
  network.Get("ada").add_needs("a choir");
  MemberIntroductions::Entry entry;
  entry.topic_declined = true;
  entry.topic = "a boat";
  network.IntroductionsOf("ada").entries = {entry, entry};
  const auto view = network.Snapshot();
  const Seeker seeker = SeekerFromProfile(*view, 0);
  ASSERT_EQ(seeker.phrases[2].size(), 2u);
  EXPECT_DOUBLE_EQ(seeker.phrases[2][0].weight * 4, seeker.phrases[2][1].weight);
}

TEST(SeekerTest, PurposeStandsInForTheProfile) {
  TestNetwork network;
  network.Add("ada").add_offers("bees");
  const auto view = network.Snapshot();
  std::vector<float> vector(TestNetwork::kDimension, 0.0f);
  vector[3] = 1;
  const Seeker seeker = SeekerWithPurpose(*view, 0, "start a choir", vector);
  EXPECT_TRUE(seeker.has_purpose);
  EXPECT_TRUE(seeker.phrases[1].empty());
  EXPECT_EQ(seeker.phrases[2][0].text, "start a choir");
  EXPECT_FLOAT_EQ(Dot(seeker.facet_rows[0], seeker.phrases[2][0].row, TestNetwork::kDimension), 1);
}

}  // namespace
}  // namespace weft
