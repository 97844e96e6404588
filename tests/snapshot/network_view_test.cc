#include "weft/snapshot/network_view.h"

#include "gtest/gtest.h"
#include "tests/testing/small_snapshot.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

TestNetwork Small() {
  TestNetwork network;
  network.Add("ada").add_interests("seed saving");
  network.Get("ada").add_circles("stewards");
  network.Get("ada").set_organization("Orchard");
  network.Add("bo").add_offers("seed saving courses");
  network.Get("bo").add_circles("stewards");
  network.Get("bo").set_bio("keeps bees");
  network.Add("cy").add_needs("a boat");
  network.Add("di").add_interests("boats");
  network.Tie("ada", "bo");
  network.Tie("cy", "di");
  network.Tie("bo", "cy");
  network.Cluster({"ada", "bo"});
  network.Cluster({"cy", "di"});
  return network;
}

TEST(NetworkViewTest, FindsMembersById) {
  const auto view = Small().Snapshot();
  ASSERT_TRUE(view->Find("bo").has_value());
  EXPECT_EQ(view->member(*view->Find("bo")).id, "bo");
  EXPECT_FALSE(view->Find("nobody").has_value());
  EXPECT_FALSE(view->Find("").has_value());
  EXPECT_EQ(view->member_count(), 4u);
}

TEST(NetworkViewTest, ReadsProfilesAndDictionaries) {
  const auto view = Small().Snapshot();
  const MemberView ada = view->member(*view->Find("ada"));
  ASSERT_EQ(ada.phrases[0].size(), 1u);
  EXPECT_EQ(view->phrase_text(ada.phrases[0][0]), "seed saving");
  EXPECT_EQ(view->organization_name(ada.organization), "Orchard");
  EXPECT_EQ(view->circle_name(ada.circles[0]), "stewards");
  EXPECT_EQ(view->FindCircle("stewards"), ada.circles[0]);
  EXPECT_EQ(view->FindCircle("nothing"), kNone);
  EXPECT_EQ(view->CircleSize(ada.circles[0]), 2u);
  const MemberView bo = view->member(*view->Find("bo"));
  EXPECT_EQ(view->phrase_text(bo.bio), "keeps bees");
  EXPECT_TRUE(view->facet_row(*view->Find("bo"), Facet::kInterests));  // The bio is one more interest.
  EXPECT_FALSE(view->facet_row(*view->Find("bo"), Facet::kNeeds));
}

TEST(NetworkViewTest, LaysIntroductionsOver) {
  TestNetwork network = Small();
  network.IntroductionsOf("bo").entries.resize(2);
  for (const auto& view : {network.Snapshot(), network.Live()}) {
    EXPECT_EQ(view->member(*view->Find("ada")).introductions, nullptr);
    EXPECT_EQ(view->FindKey(network.KeyOf("cy")), view->Find("cy"));
    EXPECT_EQ(view->FindKey(99), absl::nullopt);
    std::vector<int64_t> introduced;
    view->ForEachIntroduced([&](const MemberIntroductions& had) { introduced.push_back(had.key); });
    EXPECT_THAT(introduced, ElementsAre(network.KeyOf("bo")));
    ASSERT_NE(view->member(*view->Find("bo")).introductions, nullptr);
    EXPECT_EQ(view->member(*view->Find("bo")).introductions->entries.size(), 2);
    ViewDelta delta;
    delta.sequence = 5;
    delta.introductions.push_back({network.KeyOf("bo"), 9, {}});
    ASSERT_OK_AND_ASSIGN(const auto next, view->Apply(delta, network.embedder()));
    EXPECT_EQ(next->member(*next->Find("bo")).introductions->spoke_micros, 9);
    EXPECT_EQ(view->member(*view->Find("bo")).introductions->spoke_micros, 0);  // Stays as it was.
  }
}

TEST(NetworkViewTest, CountsTiesBetweenClusters) {
  const auto view = Small().Snapshot();
  EXPECT_EQ(view->ClusterPairTies(0, 1), 1u);
  EXPECT_EQ(view->ClusterPairTies(1, 0), 1u);
  EXPECT_DOUBLE_EQ(view->ClusterPairJoined(0, 1), 1);
  EXPECT_DOUBLE_EQ(view->ClusterPairGain(0, 1), 1);  // The only pair is the least joined.
  EXPECT_THAT(view->ClusterMembers(0), ElementsAre(0, 1));
}

TEST(NetworkViewTest, HasClustersAtTwoResolutions) {
  TestNetwork network = Small();
  network.FineCluster({"bo", "cy"});
  network.FineCluster({"ada"});
  const auto view = network.Snapshot();
  EXPECT_EQ(view->cluster_count(), 2u);
  EXPECT_EQ(view->fine_cluster_count(), 2u);
  EXPECT_EQ(view->cluster(*view->Find("bo")), 0u);
  EXPECT_EQ(view->fine_cluster(*view->Find("bo")), 0u);
  EXPECT_EQ(view->fine_cluster(*view->Find("ada")), 1u);
  EXPECT_EQ(view->fine_cluster(*view->Find("di")), kNone);
  EXPECT_THAT(view->FineClusterMembers(0), ElementsAre(1, 2));
  EXPECT_DOUBLE_EQ(view->LargestClusterShare(), 0.5);
}

TEST(NetworkViewTest, ReadsStructuralMeasures) {
  const std::shared_ptr<SnapshotContent> content = SmallContent();
  const auto view =
      NetworkView::Create(Snapshot::FromArrays(SmallManifest(*content, "v1"), content->View(), content), v1::Policy());
  const StructuralMeasures bob = view->measures(*view->Find("bob"));
  EXPECT_EQ(bob.core_number, 1u);
  EXPECT_EQ(bob.constraint, 0.5f);
  EXPECT_EQ(bob.effective_size, 2.0f);
  EXPECT_EQ(bob.clustering_coefficient, 0.25f);
  EXPECT_EQ(bob.betweenness, 1.0f);
  // Somebody who came later is like dan, who knows nobody.
  for (const uint32_t ordinal : {3u, 4u}) {
    const StructuralMeasures none = view->measures(ordinal);
    EXPECT_EQ(none.core_number, 0u);
    EXPECT_EQ(none.constraint, 1.0f);
    EXPECT_EQ(none.effective_size, 0.0f);
    EXPECT_EQ(none.clustering_coefficient, 0.0f);
    EXPECT_EQ(none.betweenness, 0.0f);
  }
  EXPECT_EQ(view->CountTies().ties, 2u);
  EXPECT_EQ(view->CountTies().isolates, 1u);
}

TEST(NetworkViewTest, NearestPutsTheRightOneFirst) {
  const auto view = Small().Snapshot();
  const Int8Row query = view->facet_row(*view->Find("cy"), Facet::kNeeds);
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found, view->Nearest(Facet::kNeeds, query, 5));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].ordinal, *view->Find("cy"));
  EXPECT_NEAR(found[0].similarity, 1, 0.01);
  ASSERT_OK_AND_ASSIGN(found, view->Nearest(Facet::kNeeds, Int8Row{}, 5));
  EXPECT_TRUE(found.empty());
}

TEST(NetworkViewTest, EmptyNetworkAnswers) {
  const auto view = NetworkView::Empty("n", "hash-256", 256, v1::Policy());
  EXPECT_EQ(view->size(), 0u);
  EXPECT_FALSE(view->Find("x").has_value());
  EXPECT_EQ(view->cluster_count(), 0u);
  EXPECT_EQ(view->fine_cluster_count(), 0u);
  EXPECT_EQ(view->fine_cluster(0), kNone);
  EXPECT_EQ(view->LargestClusterShare(), 0);
  EXPECT_EQ(view->CountTies().ties, 0u);
  EXPECT_EQ(view->CountTies().isolates, 0u);
  EXPECT_EQ(view->network(), "n");
}

}  // namespace
}  // namespace weft
