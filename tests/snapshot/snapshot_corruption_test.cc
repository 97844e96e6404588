// For each file of a published snapshot: missing, empty, truncated, flipped bits. Every case is refused with an error
// that names the file.
#include <filesystem>
#include <functional>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/overwrite_file.h"
#include "tests/testing/small_snapshot.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/random.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

class SnapshotCorruptionTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::unique_ptr<SnapshotContent> content = SmallContent();
    Manifest manifest = SmallManifest(*content, "v1");
    manifest.index_type[1] = "fake";
    ASSERT_OK(WriteFileDurably(dir_.File("index"), "index bytes that the loader would trust"));
    ASSERT_OK(PublishSnapshot(dir_.path(), manifest, content->View(), {{"offers.index", dir_.File("index")}}));
    path_ = absl::StrCat(SnapshotDirectory(dir_.path(), "food", "v1"), "/", GetParam());
    ASSERT_OK_AND_ASSIGN(original_, ReadFile(path_));
    ASSERT_OK(Open());
  }

  absl::Status Open() {
    const Snapshot::SourceLoader loader = [](const std::string&, Facet facet, const Manifest&,
                                             const SnapshotArrays& arrays) {
      const int f = static_cast<int>(facet);
      return absl::StatusOr<std::unique_ptr<CandidateSource>>(
          std::make_unique<ExactSource>(arrays.facet_rows[f], arrays.facet_ordinals[f]));
    };
    WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(dir_.path(), "food"));
    return Snapshot::Open(SnapshotDirectory(dir_.path(), "food", current.version), "food", current.manifest_checksum,
                          "test", loader)
        .status();
  }
  void ExpectRefused(const std::string& content) {
    ASSERT_TRUE(OverwriteFile(path_, content));
    const absl::Status status = Open();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, HasSubstr(path_)));
    EXPECT_THAT(status, HasReason("SNAPSHOT_CORRUPT"));
  }

  TempDir dir_;
  std::string path_;
  std::string original_;
};

TEST_P(SnapshotCorruptionTest, MissingIsRefused) {
  std::filesystem::remove(path_);
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr(path_)));
}

TEST_P(SnapshotCorruptionTest, EmptyIsRefused) { ExpectRefused(""); }

TEST_P(SnapshotCorruptionTest, TruncatedIsRefused) {
  for (size_t tenth = 1; tenth < 10; ++tenth) ExpectRefused(original_.substr(0, original_.size() * tenth / 10));
  ExpectRefused(original_.substr(0, original_.size() - 1));
}

TEST_P(SnapshotCorruptionTest, LengthenedIsRefused) { ExpectRefused(original_ + '\0'); }

TEST_P(SnapshotCorruptionTest, FlippedBitsAreRefused) {
  Random random(5);
  std::vector<size_t> bits = {0, 7, original_.size() * 8 - 1};
  for (int i = 0; i < 100; ++i) bits.push_back(random.Below(original_.size() * 8));
  for (const size_t bit : bits) {
    std::string changed = original_;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    ExpectRefused(changed);
  }
}

INSTANTIATE_TEST_SUITE_P(EveryFile, SnapshotCorruptionTest,
                         testing::Values("manifest", "phrases.arrays", "members.arrays", "facets.arrays",
                                         "graph.arrays", "offers.index"),
                         [](const auto& info) {
                           const std::string name = info.param;
                           return name.substr(0, name.find('.'));
                         });

TEST(SnapshotForeignTest, OtherNetworksAndEmbeddersAreRefused) {
  TempDir dir;
  const std::unique_ptr<SnapshotContent> content = SmallContent();
  ASSERT_OK(PublishSnapshot(dir.path(), SmallManifest(*content, "v1"), content->View(), {}));
  const std::string directory = SnapshotDirectory(dir.path(), "food", "v1");
  EXPECT_OK(Snapshot::Open(directory, "food", "", "test", nullptr).status());
  for (const absl::Status& status : {Snapshot::Open(directory, "other", "", "test", nullptr).status(),
                                     Snapshot::Open(directory, "food", "", "another", nullptr).status()}) {
    EXPECT_THAT(status, HasReason("SNAPSHOT_FOREIGN"));
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(directory)));
  }
  EXPECT_THAT(Snapshot::Open(directory, "food", Checksum("another manifest"), "", nullptr).status(),
              HasReason("SNAPSHOT_CORRUPT"));
}

TEST(SnapshotForeignTest, AnotherFormatIsRefused) {
  for (const int format : {kSnapshotFormat - 1, kSnapshotFormat + 1}) {
    TempDir dir;
    const std::unique_ptr<SnapshotContent> content = SmallContent();
    Manifest manifest = SmallManifest(*content, "v1");
    manifest.format = format;
    ASSERT_OK(PublishSnapshot(dir.path(), manifest, content->View(), {}));
    const absl::Status status =
        Snapshot::Open(SnapshotDirectory(dir.path(), "food", "v1"), "food", "", "", nullptr).status();
    EXPECT_THAT(status, HasReason("SNAPSHOT_FOREIGN"));
    EXPECT_THAT(status.message(), HasSubstr("build the snapshot again"));
  }
}

}  // namespace
}  // namespace weft
