#include "indexer/snapshot_verifier.h"

#include <filesystem>

#include "tests/indexer/small_import.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

class SnapshotVerifierTest : public SmallImport {
 protected:
  void SetUp() override {
    ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
    ASSERT_OK(Build().status());
    ASSERT_OK_AND_ASSIGN(BuildResult result, Build());
    version_ = result.manifest.version;
    ASSERT_OK(Verify());
  }
  absl::Status Verify(const std::string& network = "") {
    verified_.clear();
    return VerifySnapshots(dir_.path(), network, &verified_);
  }
  void ExpectNamed(const std::string& path) {
    EXPECT_THAT(std::string(Verify().message()), HasSubstr(path));
    EXPECT_FALSE(Verify().ok());
  }

  std::string version_;
  std::vector<VerifiedSnapshot> verified_;
};

TEST_F(SnapshotVerifierTest, ListsWhatIsGood) {
  ASSERT_EQ(verified_.size(), 2u);
  EXPECT_EQ(verified_[0].current + verified_[1].current, 1);
  EXPECT_GT(verified_[0].bytes, 0u);
  EXPECT_OK(Verify("food"));
  EXPECT_THAT(Verify("other"), HasReason("NO_SNAPSHOT"));
  TempDir empty;
  EXPECT_OK(VerifySnapshots(empty.path(), "", &verified_));
  EXPECT_THAT(VerifySnapshots(empty.File("absent"), "", &verified_), HasReason("DATA_NOT_FOUND"));
}

TEST_F(SnapshotVerifierTest, NamesUnknownFiles) {
  for (const std::string& path :
       {SnapshotsDirectory(dir_.path()) + "/notes.txt", SnapshotsDirectory(dir_.path()) + "/.hidden",
        NetworkSnapshots(dir_.path(), "food") + "/current.new",
        SnapshotDirectory(dir_.path(), "food", version_) + "/extra"}) {
    ASSERT_TRUE(OverwriteFile(path, "x"));
    EXPECT_THAT(Verify(), HasReason("SNAPSHOT_FOREIGN"));
    ExpectNamed(path);
    std::filesystem::remove(path);
  }
  EXPECT_OK(Verify());
}

TEST_F(SnapshotVerifierTest, NamesDamagedAndMissingFiles) {
  const std::string directory = SnapshotDirectory(dir_.path(), "food", version_);
  for (const char* name : {"manifest", "members.arrays", "graph.arrays"}) {
    const std::string path = directory + "/" + name;
    ASSERT_OK_AND_ASSIGN(std::string content, ReadFile(path));
    std::string changed = content;
    changed[changed.size() / 2] ^= 1;
    ASSERT_TRUE(OverwriteFile(path, changed));
    ExpectNamed(path);
    std::filesystem::remove(path);
    ExpectNamed(path);
    ASSERT_TRUE(OverwriteFile(path, content));
  }
  EXPECT_OK(Verify());
  std::filesystem::rename(directory, directory + "x");
  EXPECT_FALSE(Verify().ok());
}

TEST_F(SnapshotVerifierTest, NamesALostCurrent) {
  std::filesystem::remove(CurrentFile(dir_.path(), "food"));
  ExpectNamed(CurrentFile(dir_.path(), "food"));
}

}  // namespace
}  // namespace weft
