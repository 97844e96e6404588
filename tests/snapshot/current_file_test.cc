#include "weft/snapshot/current_file.h"

#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

class CurrentFileTest : public testing::Test {
 protected:
  CurrentFileTest() : text_(SerializeCurrent({"000000000001-20260101T000000Z-ab", Checksum("manifest")})) {
    EXPECT_OK(MakeDirectories(NetworkSnapshots(dir_.path(), "food")));
  }
  absl::StatusOr<CurrentSnapshot> ReadBack(const std::string& text) {
    EXPECT_TRUE(OverwriteFile(CurrentFile(dir_.path(), "food"), text));
    return ReadCurrent(dir_.path(), "food");
  }

  TempDir dir_;
  const std::string text_;
};

TEST_F(CurrentFileTest, RoundTrip) {
  ASSERT_OK_AND_ASSIGN(CurrentSnapshot current, ReadBack(text_));
  EXPECT_EQ(current.version, "000000000001-20260101T000000Z-ab");
  EXPECT_EQ(current.manifest_checksum, Checksum("manifest"));
}

TEST_F(CurrentFileTest, NothingPublishedIsNoDamage) {
  EXPECT_THAT(ReadCurrent(dir_.path(), "food").status(), HasReason("NO_SNAPSHOT"));
  EXPECT_THAT(ReadCurrent(dir_.path(), "other").status(), HasReason("NO_SNAPSHOT"));
}

TEST_F(CurrentFileTest, LostBesideVersionsIsDamage) {
  ASSERT_OK(MakeDirectories(SnapshotDirectory(dir_.path(), "food", "v1")));
  EXPECT_THAT(ReadCurrent(dir_.path(), "food").status(),
              StatusIs(absl::StatusCode::kDataLoss, testing::HasSubstr("/snapshots/food/current")));
}

TEST_F(CurrentFileTest, EveryFlippedBitAndTruncationIsNoticed) {
  for (size_t bit = 0; bit < text_.size() * 8; ++bit) {
    std::string changed = text_;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_THAT(ReadBack(changed).status(), HasReason("SNAPSHOT_CORRUPT")) << bit;
  }
  for (size_t size = 0; size < text_.size(); ++size) {
    EXPECT_THAT(ReadBack(text_.substr(0, size)).status(), HasReason("SNAPSHOT_CORRUPT")) << size;
  }
}

}  // namespace
}  // namespace weft
