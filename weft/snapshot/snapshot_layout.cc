#include "weft/snapshot/snapshot_layout.h"

#include <cassert>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_check.h"

namespace weft {
namespace {

constexpr const char* kFacetNames[kFacetCount] = {"interests", "offers", "needs"};

// Each calls visit(name, array) for the arrays of its file; A is SnapshotArrays or const SnapshotArrays.

template <typename A, typename Visit>
absl::Status VisitPhrases(A& arrays, Visit visit) {
  WEFT_RETURN_IF_ERROR(visit("phrase_texts", arrays.phrase_texts));
  WEFT_RETURN_IF_ERROR(visit("phrase_rows.data", arrays.phrase_rows.data));
  WEFT_RETURN_IF_ERROR(visit("phrase_rows.scales", arrays.phrase_rows.scales));
  WEFT_RETURN_IF_ERROR(visit("circle_names", arrays.circle_names));
  WEFT_RETURN_IF_ERROR(visit("organization_names", arrays.organization_names));
  return visit("language_tags", arrays.language_tags);
}

template <typename A, typename Visit>
absl::Status VisitMembers(A& arrays, Visit visit) {
  WEFT_RETURN_IF_ERROR(visit("ids", arrays.ids));
  WEFT_RETURN_IF_ERROR(visit("display_names", arrays.display_names));
  WEFT_RETURN_IF_ERROR(visit("settings", arrays.settings));
  WEFT_RETURN_IF_ERROR(visit("by_key", arrays.by_key));
  for (int f = 0; f < kFacetCount; ++f) {
    WEFT_RETURN_IF_ERROR(visit(absl::StrCat("phrases.", kFacetNames[f]), arrays.phrases[f]));
  }
  WEFT_RETURN_IF_ERROR(visit("bios", arrays.bios));
  WEFT_RETURN_IF_ERROR(visit("circles", arrays.circles));
  WEFT_RETURN_IF_ERROR(visit("organizations", arrays.organizations));
  WEFT_RETURN_IF_ERROR(visit("languages", arrays.languages));
  WEFT_RETURN_IF_ERROR(visit("refused", arrays.refused));
  return visit("circle_members", arrays.circle_members);
}

template <typename A, typename Visit>
absl::Status VisitFacets(A& arrays, Visit visit) {
  for (int f = 0; f < kFacetCount; ++f) {
    WEFT_RETURN_IF_ERROR(visit(absl::StrCat(kFacetNames[f], ".data"), arrays.facet_rows[f].data));
    WEFT_RETURN_IF_ERROR(visit(absl::StrCat(kFacetNames[f], ".scales"), arrays.facet_rows[f].scales));
    WEFT_RETURN_IF_ERROR(visit(absl::StrCat(kFacetNames[f], ".ordinals"), arrays.facet_ordinals[f]));
  }
  return absl::OkStatus();
}

template <typename A, typename Visit>
absl::Status VisitGraph(A& arrays, Visit visit) {
  WEFT_RETURN_IF_ERROR(visit("tie_offsets", arrays.tie_offsets));
  WEFT_RETURN_IF_ERROR(visit("tie_neighbors", arrays.tie_neighbors));
  WEFT_RETURN_IF_ERROR(visit("tie_strengths", arrays.tie_strengths));
  WEFT_RETURN_IF_ERROR(visit("tie_times_micros", arrays.tie_times_micros));
  WEFT_RETURN_IF_ERROR(visit("clusters", arrays.clusters));
  WEFT_RETURN_IF_ERROR(visit("cluster_ids", arrays.cluster_ids));
  WEFT_RETURN_IF_ERROR(visit("cluster_members", arrays.cluster_members));
  WEFT_RETURN_IF_ERROR(visit("fine_clusters", arrays.fine_clusters));
  WEFT_RETURN_IF_ERROR(visit("fine_cluster_ids", arrays.fine_cluster_ids));
  WEFT_RETURN_IF_ERROR(visit("fine_cluster_members", arrays.fine_cluster_members));
  WEFT_RETURN_IF_ERROR(visit("core_numbers", arrays.core_numbers));
  WEFT_RETURN_IF_ERROR(visit("constraints", arrays.constraints));
  WEFT_RETURN_IF_ERROR(visit("effective_sizes", arrays.effective_sizes));
  WEFT_RETURN_IF_ERROR(visit("clustering_coefficients", arrays.clustering_coefficients));
  WEFT_RETURN_IF_ERROR(visit("betweenness", arrays.betweenness));
  WEFT_RETURN_IF_ERROR(visit("exposure", arrays.exposure));
  WEFT_RETURN_IF_ERROR(visit("bridges", arrays.bridges));
  return visit("closeness_scales", arrays.closeness_scales);
}

template <typename A, typename Visit>
absl::Status VisitFile(size_t file, A& arrays, Visit visit) {
  switch (file) {
    case 0:
      return VisitPhrases(arrays, visit);
    case 1:
      return VisitMembers(arrays, visit);
    case 2:
      return VisitFacets(arrays, visit);
    default:
      assert(file == 3);
      return VisitGraph(arrays, visit);
  }
}

}  // namespace

void AddArrays(size_t file, const SnapshotArrays& arrays, ArrayFileWriter* writer) {
  const absl::Status status = VisitFile(file, arrays, [writer](absl::string_view name, const auto& array) {
    writer->Add(name, array);
    return absl::OkStatus();
  });
  assert(status.ok());
}

absl::Status TakeArrays(size_t file, const ArrayFileReader& reader, const std::string& path, const Manifest& manifest,
                        SnapshotArrays* arrays) {
  WEFT_RETURN_IF_ERROR(
      VisitFile(file, *arrays, [&reader](absl::string_view name, auto& array) { return reader.Take(name, &array); }));
  const SnapshotCheck check(*arrays, manifest, path);
  switch (file) {
    case 0:
      arrays->phrase_rows.dimension = manifest.dimension;
      return check.Phrases();
    case 1:
      return check.Members();
    case 2:
      for (Int8RowsView& rows : arrays->facet_rows) rows.dimension = manifest.dimension;
      return check.Facets();
    default:
      arrays->median_weight = manifest.median_weight;
      arrays->as_of_micros = manifest.as_of_micros;
      return check.Graph();
  }
}

}  // namespace weft
