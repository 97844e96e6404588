#include "indexer/build_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(BuildTextTest, SaysWhatBecameOfTheClusters) {
  GraphReport report;
  report.isolate_count = 3;
  ClusterReport& coarse = report.clusters.coarse;
  coarse.resolution = 1;
  coarse.modularity = 0.6341;
  coarse.largest = 24;
  coarse.matching.ids = {7, 8, 2, 9};
  coarse.matching.carried_on = {2};
  coarse.matching.appeared = {7, 8, 9};
  coarse.matching.vanished = {1, 3, 4};
  coarse.matching.splits = {{1, {7, 8}}};
  coarse.matching.merges = {{{3, 4}, 9}};
  report.clusters.fine.resolution = 4.5;
  EXPECT_THAT(
      ClusterLines(report),
      ElementsAre("clusters: 4 at resolution 1, modularity 0.634, the largest of 24 members; 1 carried on, 3 appeared, "
                  "3 vanished",
                  "cluster 1 split into 7, 8", "clusters 3, 4 merged into 9",
                  "fine clusters: 0 at resolution 4.5, modularity 0.000, the largest of 0 members; 0 carried on, 0 "
                  "appeared, 0 vanished",
                  "isolates: 3 members without a tie"));
}

TEST(BuildTextTest, ProvisionalClustersAreCalledSo) {
  GraphReport report;
  report.clusters.provisional = true;
  EXPECT_THAT(ClusterLines(report)[0], HasSubstr("the clusters are provisional"));
}

TEST(BuildTextTest, TheSnapshotIsOneLine) {
  BuildResult result;
  result.manifest.network = "food";
  result.manifest.member_count = 4;
  result.manifest.index_type[0] = "exact";
  result.elapsed = absl::Milliseconds(1500);
  EXPECT_THAT(BuildLine(result), HasSubstr("food: 4 members, "));
  EXPECT_THAT(BuildLine(result), HasSubstr(" in 1.5 s; interests exact, "));
}

}  // namespace
}  // namespace weft
