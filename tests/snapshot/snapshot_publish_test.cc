#include <algorithm>
#include <filesystem>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/small_snapshot.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> FilesBelow(const std::string& directory) {
  std::vector<std::string> files;
  if (!std::filesystem::exists(directory)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) files.push_back(std::filesystem::relative(entry.path(), directory).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class SnapshotPublishTest : public testing::Test {
 protected:
  absl::Status Publish(const std::string& version,
                       const std::vector<std::pair<std::string, std::string>>& extra_files = {}) {
    return PublishSnapshot(dir_.path(), SmallManifest(*content_, version), content_->View(), extra_files);
  }
  absl::StatusOr<std::shared_ptr<const Snapshot>> OpenCurrent() {
    WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(dir_.path(), "food"));
    return Snapshot::Open(SnapshotDirectory(dir_.path(), "food", current.version), "food", current.manifest_checksum,
                          "test", nullptr);
  }
  std::vector<std::string> Versions() {
    std::vector<std::string> versions;
    for (const auto& entry : std::filesystem::directory_iterator(NetworkSnapshots(dir_.path(), "food"))) {
      if (entry.is_directory()) versions.push_back(entry.path().filename().string());
    }
    std::sort(versions.begin(), versions.end());
    return versions;
  }

  TempDir dir_;
  std::unique_ptr<SnapshotContent> content_ = SmallContent();
};

TEST_F(SnapshotPublishTest, WhatIsOpenedIsWhatWasPublished) {
  ASSERT_OK(Publish("v1"));
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  const SnapshotArrays& a = snapshot->arrays();
  const SnapshotContent& c = *content_;
  ASSERT_EQ(a.ids.size(), 4u);
  EXPECT_EQ(a.ids[3], "dan");
  EXPECT_EQ(a.display_names[0], "Ann");
  EXPECT_EQ(a.settings[1].key, 10);
  EXPECT_EQ(a.by_key, absl::MakeConstSpan(c.by_key));
  EXPECT_THAT(a.phrases[0][1], ElementsAre(0, 2));
  EXPECT_EQ(a.bios, absl::MakeConstSpan(c.bios));
  EXPECT_THAT(a.circles[0], ElementsAre(0, 1));
  EXPECT_EQ(a.organizations, absl::MakeConstSpan(c.organizations));
  EXPECT_THAT(a.languages[2], ElementsAre(0));
  EXPECT_THAT(a.refused[0], ElementsAre(IdHash("cid")));
  EXPECT_EQ(a.phrase_texts[1], "grant writing");
  EXPECT_EQ(a.phrase_rows.data, absl::MakeConstSpan(c.phrase_rows.data()));
  EXPECT_EQ(a.phrase_rows.dimension, 32);
  EXPECT_EQ(a.circle_names[1], "board");
  EXPECT_EQ(a.organization_names[0], "Seed Bank");
  EXPECT_EQ(a.language_tags[0], "en");
  EXPECT_THAT(a.circle_members[1], ElementsAre(0, 2));
  for (int f = 0; f < kFacetCount; ++f) {
    EXPECT_EQ(a.facet_rows[f].data, absl::MakeConstSpan(c.facet_rows[f].data()));
    EXPECT_EQ(a.facet_rows[f].scales, absl::MakeConstSpan(c.facet_rows[f].scales()));
    EXPECT_EQ(a.facet_ordinals[f], absl::MakeConstSpan(c.facet_ordinals[f]));
    EXPECT_EQ(snapshot->source(static_cast<Facet>(f)).size(), c.facet_rows[f].size());
  }
  EXPECT_EQ(a.tie_offsets, absl::MakeConstSpan(c.tie_offsets));
  EXPECT_EQ(a.tie_neighbors, absl::MakeConstSpan(c.tie_neighbors));
  EXPECT_EQ(a.tie_strengths, absl::MakeConstSpan(c.tie_strengths));
  EXPECT_EQ(a.tie_times_micros, absl::MakeConstSpan(c.tie_times_micros));
  EXPECT_EQ(a.clusters, absl::MakeConstSpan(c.clusters));
  EXPECT_EQ(a.cluster_ids, absl::MakeConstSpan(c.cluster_ids));
  EXPECT_THAT(a.cluster_members[0], ElementsAre(0, 1, 2));
  EXPECT_EQ(a.fine_clusters, absl::MakeConstSpan(c.fine_clusters));
  EXPECT_EQ(a.fine_cluster_ids, absl::MakeConstSpan(c.fine_cluster_ids));
  EXPECT_THAT(a.fine_cluster_members[0], ElementsAre(0, 1));
  EXPECT_EQ(a.core_numbers, absl::MakeConstSpan(c.core_numbers));
  EXPECT_EQ(a.constraints, absl::MakeConstSpan(c.constraints));
  EXPECT_EQ(a.effective_sizes, absl::MakeConstSpan(c.effective_sizes));
  EXPECT_EQ(a.clustering_coefficients, absl::MakeConstSpan(c.clustering_coefficients));
  EXPECT_EQ(a.betweenness, absl::MakeConstSpan(c.betweenness));
  EXPECT_EQ(a.exposure, absl::MakeConstSpan(c.exposure));
  EXPECT_EQ(a.median_weight, 2);
  EXPECT_EQ(a.as_of_micros, 7);
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found,
                       snapshot->source(Facet::kNeeds).Nearest(a.facet_rows[1].row(0), 1));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].ordinal, 1u);  // bob needs what ann offers
}

TEST_F(SnapshotPublishTest, NothingElseLiesUnderSnapshots) {
  ASSERT_OK(Publish("v1"));
  EXPECT_THAT(FilesBelow(SnapshotsDirectory(dir_.path())),
              ElementsAre("food/current", "food/v1/facets.arrays", "food/v1/graph.arrays", "food/v1/manifest",
                          "food/v1/members.arrays", "food/v1/phrases.arrays"));
  EXPECT_THAT(FilesBelow(TemporaryDirectory(dir_.path())), ElementsAre());
}

TEST_F(SnapshotPublishTest, KeepsThePreviousVersionOnly) {
  for (const char* version : {"v1", "v2", "v3", "v4"}) ASSERT_OK(Publish(version));
  EXPECT_THAT(Versions(), ElementsAre("v3", "v4"));
  EXPECT_THAT(FilesBelow(TemporaryDirectory(dir_.path())), ElementsAre());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  EXPECT_EQ(snapshot->manifest().version, "v4");
}

TEST_F(SnapshotPublishTest, KeepsNoVersionOfAnotherFormat) {
  Manifest manifest = SmallManifest(*content_, "v1");
  manifest.format = kSnapshotFormat - 1;
  ASSERT_OK(PublishSnapshot(dir_.path(), manifest, content_->View(), {}));
  ASSERT_OK(Publish("v2"));
  EXPECT_THAT(Versions(), ElementsAre("v2"));
}

TEST_F(SnapshotPublishTest, AnEmptySnapshotRoundTrips) {
  content_ = std::make_unique<SnapshotContent>(32);
  ASSERT_OK(Publish("v1"));
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  EXPECT_EQ(snapshot->arrays().ids.size(), 0u);
}

TEST_F(SnapshotPublishTest, ExtraFilesAreMovedInAndVerified) {
  ASSERT_OK(WriteFileDurably(dir_.File("built"), "index bytes"));
  Manifest manifest = SmallManifest(*content_, "v1");
  manifest.index_type[1] = "fake";
  ASSERT_OK(PublishSnapshot(dir_.path(), manifest, content_->View(), {{"offers.index", dir_.File("built")}}));
  EXPECT_FALSE(std::filesystem::exists(dir_.File("built")));
  std::string loaded;
  const Snapshot::SourceLoader loader = [&loaded](const std::string& path, Facet facet, const Manifest&,
                                                  const SnapshotArrays& arrays) {
    loaded = path;
    const int f = static_cast<int>(facet);
    return absl::StatusOr<std::unique_ptr<CandidateSource>>(
        std::make_unique<ExactSource>(arrays.facet_rows[f], arrays.facet_ordinals[f]));
  };
  const std::string directory = SnapshotDirectory(dir_.path(), "food", "v1");
  ASSERT_OK(Snapshot::Open(directory, "food", "", "", loader).status());
  EXPECT_EQ(loaded, directory + "/offers.index");
  EXPECT_THAT(Snapshot::Open(directory, "food", "", "", nullptr).status(), HasReason("SNAPSHOT_FOREIGN"));
}

TEST_F(SnapshotPublishTest, AFailureLeavesTheOldOneCurrent) {
  ASSERT_OK(Publish("v1"));
  EXPECT_FALSE(Publish("v2", {{"offers.index", dir_.File("absent")}}).ok());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  EXPECT_EQ(snapshot->manifest().version, "v1");
  EXPECT_THAT(Versions(), ElementsAre("v1"));
  EXPECT_THAT(FilesBelow(TemporaryDirectory(dir_.path())), ElementsAre());
}

// What a publish that was killed leaves behind: its work folder at any stage, or a version that `current` never named.
TEST_F(SnapshotPublishTest, LeftoversOfAKilledPublishDoNoHarmAndGo) {
  ASSERT_OK(Publish("v1"));
  const std::string work = absl::StrCat(TemporaryDirectory(dir_.path()), "/publish+food+v2");
  ASSERT_OK(MakeDirectories(work + "/food/v2"));
  ASSERT_OK(WriteFileDurably(work + "/food/v2/phrases.arrays", "half"));
  ASSERT_OK(WriteFileDurably(work + "/current", "half"));
  std::filesystem::copy(SnapshotDirectory(dir_.path(), "food", "v1"), SnapshotDirectory(dir_.path(), "food", "v2"));
  const std::string others = absl::StrCat(TemporaryDirectory(dir_.path()), "/publish+food2+v2");
  ASSERT_OK(MakeDirectories(others));
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> before, OpenCurrent());
  EXPECT_EQ(before->manifest().version, "v1");
  ASSERT_OK(Publish("v3"));
  EXPECT_THAT(Versions(), ElementsAre("v1", "v3"));
  EXPECT_FALSE(std::filesystem::exists(work));
  EXPECT_TRUE(std::filesystem::exists(others));
}

TEST_F(SnapshotPublishTest, ADamagedCurrentIsReplacedAndNothingRemoved) {
  ASSERT_OK(Publish("v1"));
  ASSERT_OK(WriteFileDurably(CurrentFile(dir_.path(), "food"), "rubbish"));
  ASSERT_OK(Publish("v2"));
  EXPECT_THAT(Versions(), ElementsAre("v1", "v2"));
  EXPECT_OK(OpenCurrent().status());
}

TEST_F(SnapshotPublishTest, AMappedSnapshotOutlivesItsRemoval) {
  ASSERT_OK(Publish("v1"));
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> old, OpenCurrent());
  ASSERT_OK(Publish("v2"));
  ASSERT_OK(Publish("v3"));
  EXPECT_THAT(Versions(), ElementsAre("v2", "v3"));
  EXPECT_EQ(old->arrays().ids[1], "bob");
}

}  // namespace
}  // namespace weft
