#include "indexer/watcher.h"

#include "absl/strings/str_cat.h"
#include "tests/indexer/small_import.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

TEST(NeedsBuildTest, AtFivePercentOrFiftyThousand) {
  EXPECT_FALSE(NeedsBuild(0, 0));
  EXPECT_FALSE(NeedsBuild(0, 100));
  EXPECT_FALSE(NeedsBuild(4, 100));
  EXPECT_TRUE(NeedsBuild(5, 100));
  EXPECT_TRUE(NeedsBuild(1, 1));
  EXPECT_FALSE(NeedsBuild(49999, 10000000));
  EXPECT_TRUE(NeedsBuild(50000, 10000000));
  EXPECT_TRUE(NeedsBuild(3, 0));  // All were deleted.
}

class WatcherTest : public SmallImport {
 protected:
  WatcherTest() : watcher_(dir_.path(), store_.get(), &embedder_, &clock_, BuildOptions()) {}
  // Members changed at each build of one look.
  std::vector<uint64_t> Look() {
    std::vector<uint64_t> builds;
    EXPECT_OK(watcher_.Poll([&builds](const WatchEvent& event) {
      EXPECT_OK(event.result);
      builds.push_back(event.changed);
    }));
    return builds;
  }
  void Put(int first, int count) {
    std::string members;
    for (int i = first; i < first + count; ++i) absl::StrAppend(&members, "{\"id\":\"m", i, "\"}\n");
    ASSERT_OK(Import(members, "").status());
  }

  Watcher watcher_;
};

using ::testing::ElementsAre;

TEST_F(WatcherTest, BuildsWhenEnoughHasChanged) {
  EXPECT_THAT(Look(), ElementsAre());
  Put(0, 100);
  EXPECT_THAT(Look(), ElementsAre(100));
  EXPECT_THAT(Look(), ElementsAre());
  Put(100, 4);
  EXPECT_THAT(Look(), ElementsAre());
  Put(104, 1);
  EXPECT_THAT(Look(), ElementsAre());  // 5 of 105
  Put(105, 1);
  EXPECT_THAT(Look(), ElementsAre(6));
  EXPECT_THAT(Look(), ElementsAre());
}

TEST_F(WatcherTest, TiesChangeBothEnds) {
  Put(0, 60);
  EXPECT_THAT(Look(), ElementsAre(60));
  ASSERT_OK(Import("{\"id\":\"m0\"}\n", "a,b\nm0,m1\nm0,m2\n").status());
  EXPECT_THAT(Look(), ElementsAre(3));
}

TEST_F(WatcherTest, CountsFromWhatSomebodyElseBuilt) {
  Put(0, 100);
  ASSERT_OK(Build().status());
  EXPECT_THAT(Look(), ElementsAre());
  Put(100, 6);
  ASSERT_OK(Build().status());
  EXPECT_THAT(Look(), ElementsAre());
}

TEST_F(WatcherTest, BuildsAnewWhereTheSnapshotIsDamaged) {
  Put(0, 10);
  EXPECT_THAT(Look(), ElementsAre(10));
  ASSERT_TRUE(OverwriteFile(CurrentFile(dir_.path(), "food"), "rubbish"));
  EXPECT_THAT(Look(), ElementsAre(10));
  EXPECT_OK(ReadCurrent(dir_.path(), "food").status());
}

TEST_F(WatcherTest, WaitsForAnotherBuild) {
  Put(0, 10);
  {
    ASSERT_OK_AND_ASSIGN(std::unique_ptr<FileLock> lock, AcquireBuildLock(dir_.path()));
    EXPECT_THAT(Look(), ElementsAre());
  }
  EXPECT_THAT(Look(), ElementsAre(10));
}

}  // namespace
}  // namespace weft
