#include "indexer/snapshot_builder.h"

#include "absl/strings/str_cat.h"
#include "indexer/faiss_source.h"
#include "indexer/snapshot_verifier.h"
#include "tests/indexer/small_import.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

class SnapshotBuilderTest : public SmallImport {
 protected:
  absl::StatusOr<std::shared_ptr<const Snapshot>> OpenCurrent() {
    WEFT_ASSIGN_OR_RETURN(const CurrentSnapshot current, ReadCurrent(dir_.path(), "food"));
    return Snapshot::Open(SnapshotDirectory(dir_.path(), "food", current.version), "food", current.manifest_checksum,
                          embedder_.fingerprint(), FaissSourceLoader());
  }
};

TEST_F(SnapshotBuilderTest, HoldsWhatTheStoreHolds) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
  ASSERT_OK_AND_ASSIGN(BuildResult result, Build());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  const Manifest& m = snapshot->manifest();
  EXPECT_EQ(m.version, result.manifest.version);
  EXPECT_EQ(m.change_sequence, 7);
  EXPECT_EQ(m.member_count, 4u);
  EXPECT_EQ(m.tie_count, 2u);
  EXPECT_EQ(m.index_type[0], "exact");
  EXPECT_EQ(m.version.substr(0, 29), "000000000007-20260101T000000Z");
  const SnapshotArrays& a = snapshot->arrays();
  ASSERT_EQ(a.ids.size(), 4u);
  EXPECT_EQ(a.ids[0], "ann");
  EXPECT_EQ(a.ids[3], "dan");
  EXPECT_EQ(a.settings[a.by_key[0]].key, a.settings[3].key);  // dan stood first in the file
  // "Grant Writing" of dan and "grant writing" of ann are one phrase, as first seen in the order of ids.
  EXPECT_EQ(m.phrase_count, 4u);
  ASSERT_EQ(a.phrases[1][3].size(), 1u);
  EXPECT_EQ(a.phrases[1][3][0], a.phrases[2][0][0]);
  EXPECT_EQ(a.phrase_texts[a.phrases[2][0][0]], "grant writing");
  EXPECT_EQ(a.phrase_texts[a.bios[0]], "I grow old varieties.");
  EXPECT_EQ(a.bios[1], kNone);
  EXPECT_THAT(a.facet_ordinals[0], ElementsAre(0, 1));
  EXPECT_THAT(a.facet_ordinals[1], ElementsAre(3));
  EXPECT_THAT(a.facet_ordinals[2], ElementsAre(0));
  EXPECT_EQ(a.circle_names[0], "board");
  EXPECT_THAT(a.circles[0], ElementsAre(0, 1));
  EXPECT_THAT(a.circle_members[0], ElementsAre(0, 3));
  EXPECT_THAT(a.languages[1], ElementsAre(0, 1));
  EXPECT_EQ(a.organization_names[a.organizations[0]], "Seed Bank");
  EXPECT_TRUE(a.exposure.empty());
  // Ties: ann-bob of 2026-01-01 and bob-dan without time, of the same weight.
  EXPECT_EQ(a.median_weight, 2);
  EXPECT_EQ(a.as_of_micros, 1767225600000000);
  EXPECT_EQ(std::vector<uint64_t>(a.tie_offsets.begin(), a.tie_offsets.end()), (std::vector<uint64_t>{0, 1, 3, 3, 4}));
  EXPECT_THAT(a.tie_neighbors, ElementsAre(1, 0, 3, 1));
  EXPECT_THAT(a.tie_strengths, testing::Each(0.5f));
  EXPECT_THAT(a.tie_times_micros, ElementsAre(1767225600000000, 1767225600000000, 0, 0));
  EXPECT_EQ(a.clusters[2], kNone);
  EXPECT_EQ(a.clusters[0], a.clusters[1]);
  EXPECT_THAT(a.core_numbers, ElementsAre(1, 1, 0, 1));
  EXPECT_THAT(a.constraints, ElementsAre(1, 0.5f, 1, 1));
  EXPECT_THAT(a.effective_sizes, ElementsAre(1, 2, 0, 1));
  EXPECT_THAT(a.clustering_coefficients, testing::Each(0));
  EXPECT_FLOAT_EQ(a.betweenness[1], 1.0f / 3);  // One of the three pairs of others.
  EXPECT_EQ(a.fine_clusters[2], kNone);
  EXPECT_EQ(m.fine_cluster_count, a.fine_cluster_ids.size());
  EXPECT_EQ(result.graph.isolate_count, 1u);
  // dan offers what ann needs.
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found,
                       snapshot->source(Facet::kOffers).Nearest(a.facet_rows[2].row(0), 5));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].ordinal, 3u);
  EXPECT_NEAR(found[0].similarity, 1, 0.02);
}

TEST_F(SnapshotBuilderTest, TheSameStoreGivesTheSameSnapshot) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
  ASSERT_OK(Build().status());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> first, OpenCurrent());
  clock_.Advance(absl::Hours(1000));
  ASSERT_OK(Build().status());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> second, OpenCurrent());
  EXPECT_NE(first->manifest().version, second->manifest().version);
  ASSERT_EQ(first->manifest().files.size(), second->manifest().files.size());
  for (size_t i = 0; i < first->manifest().files.size(); ++i) {
    EXPECT_EQ(first->manifest().files[i].checksum, second->manifest().files[i].checksum);
  }
}

TEST_F(SnapshotBuilderTest, DecayCountsToAsOf) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
  BuildOptions options;
  options.as_of = absl::FromUnixSeconds(1767225600) + absl::Hours(24 * 730);
  ASSERT_OK(Build(options).status());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  EXPECT_NEAR(snapshot->arrays().tie_strengths[0], 0.25, 1e-3);
  EXPECT_NEAR(snapshot->arrays().tie_strengths[3], 0.5, 1e-3);
}

// Two groups of four, each all tied to one another, and one tie between them.
std::string TwoGroups() {
  std::string ties = "a,b\n";
  for (const char* group : {"x", "y"}) {
    for (int i = 0; i < 4; ++i) {
      for (int j = i + 1; j < 4; ++j) absl::StrAppend(&ties, group, i, ",", group, j, "\n");
    }
  }
  return absl::StrCat(ties, "x0,y0\n");
}
std::string TwoGroupsMembers() {
  std::string members;
  for (const char* group : {"x", "y"}) {
    for (int i = 0; i < 4; ++i) absl::StrAppend(&members, "{\"id\":\"", group, i, "\"}\n");
  }
  return members;
}

TEST_F(SnapshotBuilderTest, ClusterIdsAreStableAndNeverReused) {
  ASSERT_OK(Import(TwoGroupsMembers(), TwoGroups()).status());
  ASSERT_OK_AND_ASSIGN(BuildResult first, Build());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> before, OpenCurrent());
  EXPECT_THAT(before->arrays().cluster_ids, testing::UnorderedElementsAre(1, 2));
  // Fine clusters are named from the same count.
  EXPECT_EQ(first.manifest.next_cluster_id, 3u + before->arrays().fine_cluster_ids.size());
  const uint64_t id_of_y = before->arrays().cluster_ids[before->arrays().clusters[4]];
  // A third, larger group comes: clusters are ordered anew, and keep their names.
  std::string members;
  std::string ties = "a,b\n";
  for (int i = 0; i < 6; ++i) {
    absl::StrAppend(&members, "{\"id\":\"z", i, "\"}\n");
    for (int j = i + 1; j < 6; ++j) absl::StrAppend(&ties, "z", i, ",z", j, "\n");
  }
  ASSERT_OK(Import(members, ties).status());
  ASSERT_OK_AND_ASSIGN(BuildResult second, Build());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> after, OpenCurrent());
  EXPECT_EQ(after->arrays().cluster_ids[after->arrays().clusters[4]], id_of_y);
  EXPECT_EQ(after->arrays().cluster_ids[after->arrays().clusters[8]], first.manifest.next_cluster_id);
  EXPECT_THAT(second.graph.clusters.coarse.matching.appeared, ElementsAre(first.manifest.next_cluster_id));
  EXPECT_GT(second.manifest.next_cluster_id, first.manifest.next_cluster_id);
}

TEST_F(SnapshotBuilderTest, AGroupThatFallsApartIsReportedByName) {
  std::string ties = TwoGroups();
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) absl::StrAppend(&ties, "x", i, ",y", j, "\n");
  }
  ASSERT_OK(Import(TwoGroupsMembers(), ties).status());
  ASSERT_OK_AND_ASSIGN(BuildResult first, Build());
  ASSERT_THAT(first.graph.clusters.coarse.matching.ids, ElementsAre(1));
  WriteBatch batch;
  for (const char* x : {"x0", "x1", "x2", "x3"}) {
    for (const char* y : {"y0", "y1", "y2", "y3"}) {
      if (x != std::string("x0") || y != std::string("y0")) batch.mutations.push_back(DeleteTieMutation{"food", x, y});
    }
  }
  ASSERT_OK(store_->Apply(batch).status());
  ASSERT_OK_AND_ASSIGN(BuildResult second, Build());
  const ClusterMatching& matching = second.graph.clusters.coarse.matching;
  ASSERT_EQ(matching.splits.size(), 1u);
  EXPECT_EQ(matching.splits[0].from, 1);
  EXPECT_THAT(matching.splits[0].into, testing::UnorderedElementsAreArray(matching.ids));
  EXPECT_THAT(matching.vanished, ElementsAre(1));
}

// As after an update of the program.
TEST_F(SnapshotBuilderTest, AnOlderFormatIsRefusedAndBuiltAnew) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
  ASSERT_OK(Build().status());
  ClusterId next_id = 0;
  {
    ASSERT_OK_AND_ASSIGN(const std::shared_ptr<const Snapshot> built, OpenCurrent());
    Manifest older = built->manifest();
    older.format = kSnapshotFormat - 1;
    older.version = "older";
    next_id = static_cast<ClusterId>(older.next_cluster_id);
    ASSERT_OK(PublishSnapshot(dir_.path(), older, built->arrays(), {}));
  }
  const absl::Status refused = OpenCurrent().status();
  EXPECT_THAT(refused, HasReason("SNAPSHOT_FOREIGN"));
  EXPECT_THAT(refused.message(), testing::HasSubstr("build the snapshot again"));
  ASSERT_OK_AND_ASSIGN(const BuildResult result, Build());
  ASSERT_EQ(result.warnings.size(), 1u);
  EXPECT_THAT(result.warnings[0], testing::HasSubstr("it has format"));
  EXPECT_THAT(result.graph.clusters.coarse.matching.appeared, ElementsAre(next_id));  // Not 1 again.
  EXPECT_OK(OpenCurrent().status());
  std::vector<VerifiedSnapshot> verified;
  EXPECT_OK(VerifySnapshots(dir_.path(), "food", &verified));  // The older one is gone.
}

TEST_F(SnapshotBuilderTest, ThreadsChangeNothing) {
  ASSERT_OK(Import(TwoGroupsMembers(), TwoGroups()).status());
  ASSERT_OK(Build().status());
  ASSERT_OK_AND_ASSIGN(const std::shared_ptr<const Snapshot> first, OpenCurrent());
  BuildOptions options;
  options.threads = 4;
  ASSERT_OK(Build(options).status());
  ASSERT_OK_AND_ASSIGN(const std::shared_ptr<const Snapshot> second, OpenCurrent());
  EXPECT_EQ(first->arrays().clusters, second->arrays().clusters);
  EXPECT_EQ(first->arrays().betweenness, second->arrays().betweenness);
}

TEST_F(SnapshotBuilderTest, ADamagedLastSnapshotIsAWarning) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
  ASSERT_OK(Build().status());
  ASSERT_TRUE(OverwriteFile(CurrentFile(dir_.path(), "food"), "rubbish"));
  ASSERT_OK_AND_ASSIGN(BuildResult result, Build());
  EXPECT_EQ(result.warnings.size(), 1u);
  EXPECT_OK(OpenCurrent().status());
}

TEST_F(SnapshotBuilderTest, MeasuresOfMatchingSeeThoseBeforeThem) {
  ASSERT_OK(Import(kFoodMembers, kFoodTies).status());
  BuildOptions options;
  options.matching.push_back(
      {"first", [](std::shared_ptr<const Snapshot> snapshot, const v1::Policy&, SnapshotContent* content) {
         content->exposure.assign(snapshot->arrays().ids.size(), 1.5f);
         return absl::OkStatus();
       }});
  options.matching.push_back(
      {"second", [](std::shared_ptr<const Snapshot> snapshot, const v1::Policy&, SnapshotContent* content) {
         content->closeness_scales.assign(3, snapshot->arrays().exposure[0] * 2);
         return absl::OkStatus();
       }});
  ASSERT_OK(Build(options).status());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  EXPECT_THAT(snapshot->arrays().exposure, ElementsAre(1.5f, 1.5f, 1.5f, 1.5f));
  EXPECT_THAT(snapshot->arrays().closeness_scales, ElementsAre(3.0f, 3.0f, 3.0f));
  options.matching.push_back({"third", [](std::shared_ptr<const Snapshot>, const v1::Policy&, SnapshotContent*) {
                                return absl::InternalError("hook failed");
                              }});
  EXPECT_FALSE(Build(options).ok());
}

TEST_F(SnapshotBuilderTest, AnEmptyNetworkCanBeBuilt) {
  WriteBatch batch;
  batch.mutations.push_back(CreateNetworkMutation{"food", "", {}});
  ASSERT_OK(store_->Apply(batch).status());
  ASSERT_OK(Build().status());
  ASSERT_OK_AND_ASSIGN(std::shared_ptr<const Snapshot> snapshot, OpenCurrent());
  EXPECT_EQ(snapshot->manifest().index_type[0], "none");
}

TEST_F(SnapshotBuilderTest, AMissingNetworkIsNamed) { EXPECT_THAT(Build().status(), HasReason("NETWORK_NOT_FOUND")); }

TEST_F(SnapshotBuilderTest, OneBuildAtATime) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<FileLock> lock, AcquireBuildLock(dir_.path()));
  EXPECT_THAT(AcquireBuildLock(dir_.path()).status(), HasReason("LOCKED"));
}

}  // namespace
}  // namespace weft
