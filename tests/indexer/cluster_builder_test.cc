#include "indexer/cluster_builder.h"

#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/base/random.h"
#include "weft/graph/leiden.h"
#include "weft/graph/modularity.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A network over builds. Members are keys; a build's ordinals are in order of keys.
class ClusterBuilderTest : public testing::Test {
 protected:
  void AddGroup(int64_t first, int64_t count) {
    for (int64_t a = first; a < first + count; ++a) {
      keys_.insert(a);
      for (int64_t b = a + 1; b < first + count; ++b) Tie(a, b);
    }
  }
  void Tie(int64_t a, int64_t b, float strength = 0.5f) { ties_[std::minmax(a, b)] = strength; }
  void Untie(int64_t a, int64_t b) { ties_.erase(std::minmax(a, b)); }

  // Builds after the last build.
  ClusterReports Build() {
    const std::vector<int64_t> keys(keys_.begin(), keys_.end());
    std::map<int64_t, uint32_t> ordinals;
    content_ = std::make_shared<SnapshotContent>(32);
    for (const int64_t key : keys) {
      ordinals.emplace(key, static_cast<uint32_t>(ordinals.size()));
      MemberSettings settings;
      settings.key = key;
      content_->settings.push_back(settings);
    }
    std::vector<DerivedTie> ties;
    for (const auto& [ends, strength] : ties_) {
      ties.push_back({ordinals.at(ends.first), ordinals.at(ends.second), strength});
    }
    graph_ = std::make_unique<TieGraph>(*TieGraph::FromTies(static_cast<uint32_t>(keys.size()), ties));
    const TieGraphView graph = graph_->view();
    content_->tie_offsets.assign(graph.offsets.begin(), graph.offsets.end());
    content_->tie_neighbors.assign(graph.neighbors.begin(), graph.neighbors.end());
    content_->tie_strengths.assign(graph.strengths.begin(), graph.strengths.end());
    const ClusterReports reports = BuildClusters(graph, keys, history_, content_.get());
    Manifest manifest;
    manifest.next_cluster_id = static_cast<uint64_t>(reports.next_id);
    history_.snapshot = Snapshot::FromArrays(manifest, content_->View(), content_);
    history_.next_id = reports.next_id;
    return reports;
  }
  // Id of a member's cluster in the last build.
  uint64_t IdOf(int64_t key) const {
    const size_t ordinal = static_cast<size_t>(std::distance(keys_.begin(), keys_.find(key)));
    return content_->cluster_ids.at(content_->clusters.at(ordinal));
  }

  std::set<int64_t> keys_;
  std::map<std::pair<int64_t, int64_t>, float> ties_;
  ClusterHistory history_;
  std::shared_ptr<SnapshotContent> content_;
  std::unique_ptr<TieGraph> graph_;
};

TEST_F(ClusterBuilderTest, AFirstBuildNamesBothResolutionsFromOneCount) {
  AddGroup(10, 5);
  AddGroup(20, 4);
  Tie(10, 20);
  keys_.insert(15);
  const ClusterReports reports = Build();
  EXPECT_THAT(content_->clusters, ElementsAre(0, 0, 0, 0, 0, kNone, 1, 1, 1, 1));
  EXPECT_THAT(content_->cluster_ids, ElementsAre(1, 2));
  EXPECT_THAT(content_->cluster_members.view()[1], ElementsAre(6, 7, 8, 9));
  EXPECT_EQ(content_->fine_clusters.size(), 10u);
  EXPECT_EQ(content_->fine_clusters[5], kNone);
  EXPECT_EQ(content_->fine_cluster_members.view().size(), content_->fine_cluster_ids.size());
  EXPECT_EQ(content_->fine_cluster_ids.front(), 3u);
  EXPECT_EQ(reports.next_id, static_cast<ClusterId>(3 + content_->fine_cluster_ids.size()));
  EXPECT_EQ(reports.coarse.resolution, kClusterResolution);
  EXPECT_EQ(reports.coarse.largest, 5u);
  EXPECT_NEAR(reports.coarse.modularity, Modularity(graph_->view(), {content_->clusters, 2}), 1e-12);
  EXPECT_EQ(reports.fine.resolution, kFineClusterResolution);
  EXPECT_THAT(reports.coarse.matching.appeared, ElementsAre(1, 2));
}

TEST_F(ClusterBuilderTest, AddingMembersKeepsIds) {
  AddGroup(10, 6);
  AddGroup(30, 5);
  Tie(10, 30);
  Build();
  const uint64_t first = IdOf(10);
  const uint64_t second = IdOf(30);
  // Newcomers before, between and after, who shift every ordinal, some of them without ties.
  for (const int64_t key : {1, 5, 20, 31 + 5, 99}) keys_.insert(key);
  Tie(1, 30);
  Tie(1, 31);
  AddGroup(40, 8);
  const ClusterReports reports = Build();
  EXPECT_EQ(IdOf(10), first);
  EXPECT_EQ(IdOf(30), second);
  EXPECT_EQ(IdOf(1), second);
  EXPECT_THAT(reports.coarse.matching.carried_on, ElementsAre(first, second));
  EXPECT_EQ(reports.coarse.matching.appeared.size(), 1u);
  EXPECT_THAT(reports.coarse.matching.vanished, IsEmpty());
  EXPECT_GE(IdOf(40), 3u);
}

TEST_F(ClusterBuilderTest, ASplitAndAMergeGetNewNames) {
  AddGroup(10, 12);
  AddGroup(50, 6);
  Tie(10, 50);
  Build();
  const ClusterId whole = static_cast<ClusterId>(IdOf(10));
  const ClusterId other = static_cast<ClusterId>(IdOf(50));
  for (int64_t a = 10; a < 16; ++a) {
    for (int64_t b = 16; b < 22; ++b) Untie(a, b);
  }
  Tie(10, 16);
  const ClusterReports split = Build();
  ASSERT_EQ(split.coarse.matching.splits.size(), 1u);
  EXPECT_EQ(split.coarse.matching.splits[0].from, whole);
  const ClusterId left = static_cast<ClusterId>(IdOf(10));
  const ClusterId right = static_cast<ClusterId>(IdOf(16));
  EXPECT_THAT(split.coarse.matching.splits[0].into, testing::UnorderedElementsAre(left, right));
  EXPECT_GE(std::min(left, right), split.fine.matching.ids.empty() ? 0 : whole + 1);
  EXPECT_THAT(split.coarse.matching.vanished, ElementsAre(whole));
  EXPECT_THAT(split.coarse.matching.carried_on, ElementsAre(other));

  for (int64_t a = 10; a < 16; ++a) {
    for (int64_t b = 16; b < 22; ++b) Tie(a, b);
  }
  const ClusterReports merge = Build();
  ASSERT_EQ(merge.coarse.matching.merges.size(), 1u);
  EXPECT_THAT(merge.coarse.matching.merges[0].from, testing::UnorderedElementsAre(left, right));
  EXPECT_EQ(merge.coarse.matching.merges[0].into, static_cast<ClusterId>(IdOf(10)));
  EXPECT_GT(IdOf(10), static_cast<uint64_t>(std::max(left, right)));  // Not the old name again.
}

// The search would find better clusters from where it stopped; nothing has happened that would tell members why.
TEST_F(ClusterBuilderTest, ClustersStayWhereTiesStay) {
  Random random(2);
  for (int64_t key = 0; key < 400; ++key) keys_.insert(10 * key);
  for (int i = 0; i < 1600; ++i) {
    const int64_t a = static_cast<int64_t>(random.Below(400));
    const int64_t b = static_cast<int64_t>(random.Below(400));
    if (a != b) Tie(10 * a, 10 * b);
  }
  Build();
  const std::vector<uint32_t> before = content_->clusters;
  ASSERT_NE(FindClusters(graph_->view(), {}, before).labels, before);
  EXPECT_THAT(Build().coarse.matching.appeared, IsEmpty());
  EXPECT_EQ(content_->clusters, before);
  // Newcomers who know nobody change no tie, but all ordinals.
  keys_.insert(5);
  EXPECT_THAT(Build().coarse.matching.appeared, IsEmpty());
  EXPECT_EQ(content_->clusters[1], kNone);
  EXPECT_EQ(content_->clusters[0], before[0]);
  EXPECT_TRUE(std::equal(before.begin() + 1, before.end(), content_->clusters.begin() + 2));
  // One tie of another strength, and the search goes on.
  ties_.begin()->second = 0.6f;
  Build();
  EXPECT_NE(std::vector<uint32_t>(content_->clusters.begin() + 2, content_->clusters.end()),
            std::vector<uint32_t>(before.begin() + 1, before.end()));
}

TEST_F(ClusterBuilderTest, NobodyKnowsAnybody) {
  EXPECT_EQ(Build().next_id, 1);
  keys_ = {1, 2, 3};
  const ClusterReports reports = Build();
  EXPECT_THAT(content_->clusters, ElementsAre(kNone, kNone, kNone));
  EXPECT_EQ(reports.next_id, 1);
  EXPECT_EQ(reports.fine.largest, 0u);
  EXPECT_EQ(reports.coarse.modularity, 0);
  AddGroup(1, 3);
  EXPECT_THAT(Build().coarse.matching.appeared, ElementsAre(1));
  ties_.clear();
  EXPECT_THAT(Build().coarse.matching.vanished, ElementsAre(1));
}

// Members are keys 1, 2, …; circles are given by ordinals.
class ProvisionalClustersTest : public testing::Test {
 protected:
  ClusterReports Build(uint32_t members, const std::vector<std::vector<uint32_t>>& circles) {
    content_ = std::make_shared<SnapshotContent>(32);
    std::vector<int64_t> keys;
    for (uint32_t i = 0; i < members; ++i) {
      MemberSettings settings;
      settings.key = i + 1;
      content_->settings.push_back(settings);
      keys.push_back(settings.key);
    }
    content_->organizations.assign(members, kNone);
    for (const std::vector<uint32_t>& circle : circles) content_->circle_members.Add(circle);
    const absl::StatusOr<LikenessGraph> likeness = BuildLikenessGraph(content_->View(), LikenessOptions());
    EXPECT_TRUE(likeness.ok());
    const ClusterReports reports = BuildProvisionalClusters(*likeness, keys, history_, content_.get());
    Remember(reports);
    return reports;
  }
  ClusterReports BuildTied(uint32_t members, const std::vector<DerivedTie>& ties) {
    content_ = std::make_shared<SnapshotContent>(32);
    std::vector<int64_t> keys;
    for (uint32_t i = 0; i < members; ++i) {
      MemberSettings settings;
      settings.key = i + 1;
      content_->settings.push_back(settings);
      keys.push_back(settings.key);
    }
    const TieGraph graph = *TieGraph::FromTies(members, ties);
    const ClusterReports reports = BuildClusters(graph.view(), keys, history_, content_.get());
    Remember(reports);
    return reports;
  }

  std::shared_ptr<SnapshotContent> content_;

 private:
  void Remember(const ClusterReports& reports) {
    Manifest manifest;
    manifest.provisional_clusters = reports.provisional;
    manifest.next_cluster_id = static_cast<uint64_t>(reports.next_id);
    history_.snapshot = Snapshot::FromArrays(manifest, content_->View(), content_);
    history_.next_id = reports.next_id;
  }
  ClusterHistory history_;
};

TEST_F(ProvisionalClustersTest, HoldMembersAndNoCircles) {
  const ClusterReports reports = Build(8, {{0, 1, 2, 3}, {4, 5, 6}});
  EXPECT_TRUE(reports.provisional);
  EXPECT_THAT(content_->clusters, ElementsAre(0, 0, 0, 0, 1, 1, 1, kNone));
  EXPECT_THAT(content_->cluster_ids, ElementsAre(1, 2));
  EXPECT_THAT(content_->cluster_members.view()[1], ElementsAre(4, 5, 6));
  EXPECT_THAT(content_->fine_clusters, testing::Each(kNone));
  EXPECT_EQ(content_->fine_clusters.size(), 8u);
  EXPECT_THAT(content_->fine_cluster_ids, IsEmpty());
  EXPECT_EQ(reports.coarse.largest, 4u);
  EXPECT_EQ(reports.next_id, 3);
}

TEST_F(ProvisionalClustersTest, NothingIsKnownOfAnybody) {
  const ClusterReports reports = Build(3, {});
  EXPECT_TRUE(reports.provisional);
  EXPECT_THAT(content_->clusters, ElementsAre(kNone, kNone, kNone));
  EXPECT_EQ(reports.next_id, 1);
  EXPECT_TRUE(Build(0, {}).provisional);
}

TEST_F(ProvisionalClustersTest, KeepTheirNamesAmongThemselves) {
  Build(7, {{0, 1, 2, 3}, {4, 5, 6}});
  const ClusterReports again = Build(9, {{0, 1, 2, 3}, {4, 5, 6, 7, 8}});
  EXPECT_THAT(again.coarse.matching.carried_on, ElementsAre(1, 2));
  EXPECT_THAT(content_->cluster_ids, ElementsAre(2, 1));  // The larger first.
}

TEST_F(ProvisionalClustersTest, GiveTheirNamesUpToRealOnesAndNoSplitIsTold) {
  Build(8, {{0, 1, 2, 3, 4, 5, 6, 7}});
  EXPECT_THAT(content_->cluster_ids, ElementsAre(1));
  const std::vector<DerivedTie> ties = {{0, 1, 0.5f}, {1, 2, 0.5f}, {0, 2, 0.5f},
                                        {3, 4, 0.5f}, {4, 5, 0.5f}, {3, 5, 0.5f}};
  const ClusterReports real = BuildTied(8, ties);
  EXPECT_FALSE(real.provisional);
  EXPECT_THAT(content_->cluster_ids, ElementsAre(2, 3));
  EXPECT_THAT(real.coarse.matching.vanished, ElementsAre(1));
  EXPECT_THAT(real.coarse.matching.carried_on, IsEmpty());
  EXPECT_THAT(real.coarse.matching.splits, IsEmpty());
  EXPECT_THAT(content_->clusters, ElementsAre(0, 0, 0, 1, 1, 1, kNone, kNone));
  // And the other way round.
  const std::vector<uint64_t> fine = content_->fine_cluster_ids;
  const ClusterReports gone = Build(8, {{0, 1, 2}, {3, 4, 5}});
  EXPECT_THAT(gone.coarse.matching.vanished, ElementsAre(2, 3));
  EXPECT_EQ(gone.fine.matching.vanished.size(), fine.size());
  EXPECT_THAT(gone.coarse.matching.merges, IsEmpty());
  EXPECT_EQ(content_->cluster_ids[0], static_cast<uint64_t>(real.next_id));
}

}  // namespace
}  // namespace weft
