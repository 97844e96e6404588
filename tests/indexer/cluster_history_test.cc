#include "indexer/cluster_history.h"

#include "absl/strings/str_cat.h"
#include "tests/indexer/small_import.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

class ClusterHistoryTest : public SmallImport {
 protected:
  void BuildOnce() {
    ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
    ASSERT_OK_AND_ASSIGN(const BuildResult result, Build());
    next_id_ = result.graph.clusters.next_id;
    ASSERT_GT(next_id_, 1);
  }
  ClusterHistory Read() { return ReadClusterHistory(dir_.path(), "food"); }

  ClusterId next_id_ = 0;
};

TEST_F(ClusterHistoryTest, BeforeAnyBuildThereIsNone) {
  const ClusterHistory history = Read();
  EXPECT_EQ(history.snapshot, nullptr);
  EXPECT_EQ(history.next_id, 1);
  EXPECT_EQ(history.problem, "");
}

TEST_F(ClusterHistoryTest, IsTheLastSnapshot) {
  BuildOnce();
  const ClusterHistory history = Read();
  ASSERT_NE(history.snapshot, nullptr);
  EXPECT_EQ(history.snapshot->arrays().clusters.size(), 4u);
  EXPECT_EQ(history.next_id, next_id_);
  EXPECT_EQ(history.problem, "");
}

TEST_F(ClusterHistoryTest, IdsAreNotReusedAfterDamage) {
  BuildOnce();
  ASSERT_OK_AND_ASSIGN(const CurrentSnapshot current, ReadCurrent(dir_.path(), "food"));
  const std::string directory = SnapshotDirectory(dir_.path(), "food", current.version);
  ASSERT_TRUE(OverwriteFile(absl::StrCat(directory, "/graph.arrays"), "rubbish"));
  ClusterHistory history = Read();
  EXPECT_EQ(history.snapshot, nullptr);
  EXPECT_EQ(history.next_id, next_id_);
  EXPECT_THAT(history.problem, HasSubstr("graph.arrays is damaged"));
  ASSERT_TRUE(OverwriteFile(CurrentFile(dir_.path(), "food"), "rubbish"));
  EXPECT_EQ(Read().next_id, next_id_);
  // Nothing is left that could tell.
  ASSERT_TRUE(OverwriteFile(absl::StrCat(directory, "/manifest"), "rubbish"));
  history = Read();
  EXPECT_EQ(history.next_id, 1);
  EXPECT_THAT(history.problem, HasSubstr("damaged"));
}

}  // namespace
}  // namespace weft
