// Snapshots whose checksums are right and whose content is not: each case is refused, naming the file it stands in.
#include "weft/snapshot/snapshot_check.h"

#include <cmath>
#include <functional>
#include <limits>

#include "gtest/gtest.h"
#include "tests/testing/small_snapshot.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_paths.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

struct CheckCase {
  const char* name;
  const char* file;
  std::function<void(SnapshotContent*, Manifest*)> change;
};

template <typename T>
Lists<T> ListsOf(std::vector<std::vector<T>> lists) {
  Lists<T> out;
  for (const std::vector<T>& list : lists) out.Add(list);
  return out;
}

Strings StringsOf(const std::vector<const char*>& strings) {
  Strings out;
  for (const char* s : strings) out.Add(s);
  return out;
}

class SnapshotCheckTest : public testing::TestWithParam<CheckCase> {};

TEST_P(SnapshotCheckTest, IsRefused) {
  TempDir dir;
  const std::unique_ptr<SnapshotContent> content = SmallContent();
  Manifest manifest = SmallManifest(*content, "v1");
  GetParam().change(content.get(), &manifest);
  ASSERT_OK(PublishSnapshot(dir.path(), manifest, content->View(), {}));
  const absl::Status status =
      Snapshot::Open(SnapshotDirectory(dir.path(), "food", "v1"), "food", "", "", nullptr).status();
  EXPECT_THAT(status, HasReason("SNAPSHOT_CORRUPT"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, HasSubstr(std::string("/v1/") + GetParam().file)));
}

using C = SnapshotContent;
using M = Manifest;
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

INSTANTIATE_TEST_SUITE_P(
    All, SnapshotCheckTest,
    testing::Values(
        CheckCase{"TooManyMembersNamed", "members.arrays", [](C*, M* m) { m->member_count = 5; }},
        CheckCase{"AllTheMembersThereCanBe", "members.arrays", [](C*, M* m) { m->member_count = kNone; }},
        CheckCase{"MorePhrasesThanRows", "phrases.arrays",
                  [](C* c, M* m) {
                    c->phrase_texts.Add("x");
                    ++m->phrase_count;
                  }},
        CheckCase{"OtherDimension", "phrases.arrays", [](C*, M* m) { m->dimension = 64; }},
        CheckCase{"ScaleNan", "phrases.arrays",
                  [](C* c, M*) {
                    Int8Rows rows(32);
                    const std::vector<int8_t> ones(32, 1);
                    for (int i = 0; i < 4; ++i) rows.Add(Int8Row{ones.data(), kNan});
                    c->phrase_rows = rows;
                  }},
        CheckCase{"IdsOutOfOrder", "members.arrays",
                  [](C* c, M*) {
                    c->ids = StringsOf({"b", "a", "c", "d"});
                  }},
        CheckCase{"IdTwice", "members.arrays",
                  [](C* c, M*) {
                    c->ids = StringsOf({"a", "a", "c", "d"});
                  }},
        CheckCase{"IdImproper", "members.arrays",
                  [](C* c, M*) {
                    c->ids = StringsOf({"", "b", "c", "d"});
                  }},
        CheckCase{"TooFewNames", "members.arrays", [](C* c, M*) { c->display_names = StringsOf({"a"}); }},
        CheckCase{"WordUnknown", "members.arrays", [](C* c, M*) { c->settings[2].being_introduced = 9; }},
        CheckCase{"RhythmUnknown", "members.arrays", [](C* c, M*) { c->settings[2].rhythm = 9; }},
        CheckCase{"ShareNan", "members.arrays", [](C* c, M*) { c->settings[2].weak_tie_share = kNan; }},
        CheckCase{"ByKeyOutOfRange", "members.arrays", [](C* c, M*) { c->by_key[0] = 4; }},
        CheckCase{"ByKeyTwice", "members.arrays", [](C* c, M*) { c->by_key[0] = 0; }},
        CheckCase{"PhraseOutOfRange", "members.arrays",
                  [](C* c, M*) {
                    c->phrases[2] = ListsOf<uint32_t>({{4}, {}, {}, {}});
                  }},
        CheckCase{"PhraseNone", "members.arrays",
                  [](C* c, M*) {
                    c->phrases[0] = ListsOf<uint32_t>({{kNone}, {}, {}, {}});
                  }},
        CheckCase{"TooFewPhraseLists", "members.arrays", [](C* c, M*) { c->phrases[1] = ListsOf<uint32_t>({{0}}); }},
        CheckCase{"BioOutOfRange", "members.arrays", [](C* c, M*) { c->bios[1] = 4; }},
        CheckCase{"CircleOutOfRange", "members.arrays",
                  [](C* c, M*) {
                    c->circles = ListsOf<uint32_t>({{2}, {}, {}, {}});
                  }},
        CheckCase{"CirclesDescend", "members.arrays",
                  [](C* c, M*) {
                    c->circles = ListsOf<uint32_t>({{1, 0}, {}, {}, {}});
                  }},
        CheckCase{"CircleMemberOutOfRange", "members.arrays",
                  [](C* c, M*) {
                    c->circle_members = ListsOf<uint32_t>({{4}, {}});
                  }},
        CheckCase{"CircleMemberTwice", "members.arrays",
                  [](C* c, M*) {
                    c->circle_members = ListsOf<uint32_t>({{1, 1}, {}});
                  }},
        CheckCase{"OrganizationOutOfRange", "members.arrays", [](C* c, M*) { c->organizations[0] = 1; }},
        CheckCase{"LanguageOutOfRange", "members.arrays",
                  [](C* c, M*) {
                    c->languages = ListsOf<uint32_t>({{1}, {}, {}, {}});
                  }},
        CheckCase{"FacetOrdinalOutOfRange", "facets.arrays", [](C* c, M*) { c->facet_ordinals[0][1] = 4; }},
        CheckCase{"FacetOrdinalsDescend", "facets.arrays",
                  [](C* c, M*) {
                    c->facet_ordinals[0] = {1, 0};
                  }},
        CheckCase{"FacetRowWithoutOrdinal", "facets.arrays", [](C* c, M*) { c->facet_ordinals[1].clear(); }},
        CheckCase{"OtherTieCount", "graph.arrays", [](C*, M* m) { m->tie_count = 3; }},
        CheckCase{"NeighborOutOfRange", "graph.arrays", [](C* c, M*) { c->tie_neighbors[0] = 4; }},
        CheckCase{"NeighborSelf", "graph.arrays", [](C* c, M*) { c->tie_neighbors[0] = 0; }},
        CheckCase{"TieOneSided", "graph.arrays", [](C* c, M*) { c->tie_neighbors[0] = 3; }},
        CheckCase{"TieOffsetsFall", "graph.arrays", [](C* c, M*) { c->tie_offsets[1] = 9; }},
        CheckCase{"TieOffsetsTooFew", "graph.arrays", [](C* c, M*) { c->tie_offsets.pop_back(); }},
        CheckCase{"StrengthAboveOne", "graph.arrays", [](C* c, M*) { c->tie_strengths[0] = 1.5f; }},
        CheckCase{"TieTimeMissing", "graph.arrays", [](C* c, M*) { c->tie_times_micros.pop_back(); }},
        CheckCase{"TieTimeNegative", "graph.arrays", [](C* c, M*) { c->tie_times_micros[0] = -1; }},
        CheckCase{"ClusterOutOfRange", "graph.arrays", [](C* c, M*) { c->clusters[0] = 1; }},
        CheckCase{"ClusterMemberElsewhere", "graph.arrays", [](C* c, M*) { c->clusters = {0, 0, kNone, 0}; }},
        CheckCase{"ClusterMemberOutOfRange", "graph.arrays",
                  [](C* c, M*) { c->cluster_members = ListsOf<uint32_t>({{0, 1, 4}}); }},
        CheckCase{"ClusterIdNotGivenYet", "graph.arrays", [](C* c, M*) { c->cluster_ids[0] = 15; }},
        CheckCase{"FineClusterOutOfRange", "graph.arrays", [](C* c, M*) { c->fine_clusters[0] = 2; }},
        CheckCase{"FineClusterMissing", "graph.arrays", [](C* c, M*) { c->fine_clusters.pop_back(); }},
        CheckCase{"FineClusterIdMissing", "graph.arrays", [](C* c, M*) { c->fine_cluster_ids.pop_back(); }},
        CheckCase{"FineClusterIdNotGivenYet", "graph.arrays", [](C* c, M*) { c->fine_cluster_ids[1] = 15; }},
        CheckCase{"FineClusterMemberElsewhere", "graph.arrays",
                  [](C* c, M*) { c->fine_cluster_members = ListsOf<uint32_t>({{0}, {1, 2}}); }},
        CheckCase{"OtherFineClusterCount", "graph.arrays", [](C*, M* m) { m->fine_cluster_count = 3; }},
        CheckCase{"ConstraintMissing", "graph.arrays", [](C* c, M*) { c->constraints.pop_back(); }},
        CheckCase{"ConstraintNan", "graph.arrays", [](C* c, M*) { c->constraints[1] = kNan; }},
        CheckCase{"ConstraintTooHigh", "graph.arrays", [](C* c, M*) { c->constraints[1] = 4.5f; }},
        CheckCase{"EffectiveSizeMissing", "graph.arrays", [](C* c, M*) { c->effective_sizes.pop_back(); }},
        CheckCase{"EffectiveSizeAboveAll", "graph.arrays", [](C* c, M*) { c->effective_sizes[0] = 5; }},
        CheckCase{"CoefficientMissing", "graph.arrays", [](C* c, M*) { c->clustering_coefficients.clear(); }},
        CheckCase{"CoefficientAboveOne", "graph.arrays", [](C* c, M*) { c->clustering_coefficients[2] = 1.5f; }},
        CheckCase{"BetweennessMissing", "graph.arrays", [](C* c, M*) { c->betweenness.pop_back(); }},
        CheckCase{"BetweennessNegative", "graph.arrays", [](C* c, M*) { c->betweenness[0] = -0.1f; }},
        CheckCase{"CoreNumberMissing", "graph.arrays", [](C* c, M*) { c->core_numbers.pop_back(); }},
        CheckCase{"ExposureMissing", "graph.arrays", [](C* c, M*) { c->exposure.pop_back(); }},
        CheckCase{"ExposureNan", "graph.arrays", [](C* c, M*) { c->exposure[0] = kNan; }},
        CheckCase{"BridgeToNowhere", "graph.arrays", [](C* c, M*) { c->bridges = {{0, 1, 1, 1}}; }},
        CheckCase{"BridgeToItself", "graph.arrays", [](C* c, M*) { c->bridges = {{0, 0, 1, 1}}; }},
        CheckCase{"ScaleMissing", "graph.arrays", [](C* c, M*) { c->closeness_scales.pop_back(); }},
        CheckCase{"ScaleZero", "graph.arrays", [](C* c, M*) { c->closeness_scales[0] = 0; }}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
