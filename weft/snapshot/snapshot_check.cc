#include "weft/snapshot/snapshot_check.h"

#include <cmath>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/graph/tie_graph.h"
#include "weft/snapshot/snapshot_error.h"
#include "weft/v1/member.pb.h"

namespace weft {

absl::Status SnapshotCheck::Corrupt(absl::string_view what) const { return SnapshotCorrupt(path_, what); }

absl::Status SnapshotCheck::Length(absl::string_view name, uint64_t found, uint64_t owed) const {
  if (found == owed) return absl::OkStatus();
  return Corrupt(absl::StrCat(name, " has ", found, " entries instead of ", owed));
}

absl::Status SnapshotCheck::Below(absl::string_view name, absl::Span<const uint32_t> values, uint64_t bound,
                                  bool may_be_none) const {
  for (const uint32_t value : values) {
    if (value >= bound && !(may_be_none && value == kNone)) {
      return Corrupt(absl::StrCat(name, " holds ", value, ", which is not below ", bound));
    }
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Ascending(absl::string_view name, const ListsView<uint32_t>& lists, uint64_t bound) const {
  WEFT_RETURN_IF_ERROR(Below(name, lists.values, bound, /*may_be_none=*/false));
  for (size_t i = 0; i < lists.size(); ++i) {
    const absl::Span<const uint32_t> list = lists[i];
    for (size_t j = 1; j < list.size(); ++j) {
      if (list[j - 1] >= list[j]) return Corrupt(absl::StrCat(name, " has list ", i, " out of order"));
    }
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Rows(absl::string_view name, const Int8RowsView& rows) const {
  const uint64_t dimension = static_cast<uint64_t>(manifest_.dimension);
  if (rows.data.size() % dimension != 0 || rows.data.size() / dimension != rows.scales.size()) {
    return Corrupt(
        absl::StrCat(name, " has ", rows.data.size(), " numbers for ", rows.scales.size(), " rows of ", dimension));
  }
  for (const float scale : rows.scales) {
    if (!std::isfinite(scale) || scale < 0) return Corrupt(absl::StrCat(name, " has a scale that is no scale"));
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Phrases() const {
  WEFT_RETURN_IF_ERROR(Length("phrase_texts", arrays_.phrase_texts.size(), manifest_.phrase_count));
  WEFT_RETURN_IF_ERROR(Length("phrase_rows", arrays_.phrase_rows.size(), manifest_.phrase_count));
  return Rows("phrase_rows", arrays_.phrase_rows);
}

absl::Status SnapshotCheck::Members() const {
  const uint64_t n = manifest_.member_count;
  if (n >= kNone) return Corrupt("it names more members than there can be");
  WEFT_RETURN_IF_ERROR(Length("ids", arrays_.ids.size(), n));
  WEFT_RETURN_IF_ERROR(Length("display_names", arrays_.display_names.size(), n));
  WEFT_RETURN_IF_ERROR(Length("settings", arrays_.settings.size(), n));
  WEFT_RETURN_IF_ERROR(Length("by_key", arrays_.by_key.size(), n));
  WEFT_RETURN_IF_ERROR(Length("bios", arrays_.bios.size(), n));
  WEFT_RETURN_IF_ERROR(Length("organizations", arrays_.organizations.size(), n));
  WEFT_RETURN_IF_ERROR(Length("circles", arrays_.circles.size(), n));
  WEFT_RETURN_IF_ERROR(Length("languages", arrays_.languages.size(), n));
  WEFT_RETURN_IF_ERROR(Length("refused", arrays_.refused.size(), n));
  for (size_t i = 0; i < n; ++i) {
    if (!IsValidId(arrays_.ids[i])) return Corrupt(absl::StrCat("member ", i, " has no proper id"));
    if (i > 0 && arrays_.ids[i - 1] >= arrays_.ids[i]) return Corrupt("the members are not in order of their ids");
    const MemberSettings& settings = arrays_.settings[i];
    if (!v1::Participation::Word_IsValid(settings.being_found) ||
        !v1::Participation::Word_IsValid(settings.being_introduced) ||
        !v1::Participation::Word_IsValid(settings.introducing) || !v1::Participation::Rhythm_IsValid(settings.rhythm) ||
        !(settings.weak_tie_share <= 1)) {
      return Corrupt(absl::StrCat("member ", i, " has impossible settings"));
    }
  }
  WEFT_RETURN_IF_ERROR(Keys());
  const uint64_t phrases = arrays_.phrase_texts.size();
  for (const ListsView<uint32_t>& lists : arrays_.phrases) {
    WEFT_RETURN_IF_ERROR(Length("phrases", lists.size(), n));
    WEFT_RETURN_IF_ERROR(Below("phrases", lists.values, phrases, /*may_be_none=*/false));
  }
  WEFT_RETURN_IF_ERROR(Below("bios", arrays_.bios, phrases, /*may_be_none=*/true));
  const uint64_t circles = arrays_.circle_names.size();
  WEFT_RETURN_IF_ERROR(Ascending("circles", arrays_.circles, circles));
  WEFT_RETURN_IF_ERROR(Length("circle_members", arrays_.circle_members.size(), circles));
  WEFT_RETURN_IF_ERROR(Ascending("circle_members", arrays_.circle_members, n));
  WEFT_RETURN_IF_ERROR(
      Below("organizations", arrays_.organizations, arrays_.organization_names.size(), /*may_be_none=*/true));
  return Ascending("languages", arrays_.languages, arrays_.language_tags.size());
}

absl::Status SnapshotCheck::Keys() const {
  WEFT_RETURN_IF_ERROR(Below("by_key", arrays_.by_key, arrays_.settings.size(), /*may_be_none=*/false));
  for (size_t i = 1; i < arrays_.by_key.size(); ++i) {
    if (arrays_.settings[arrays_.by_key[i - 1]].key >= arrays_.settings[arrays_.by_key[i]].key) {
      return Corrupt("by_key is not in order of keys");
    }
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Facets() const {
  for (int f = 0; f < kFacetCount; ++f) {
    WEFT_RETURN_IF_ERROR(Rows("facet rows", arrays_.facet_rows[f]));
    const absl::Span<const uint32_t> ordinals = arrays_.facet_ordinals[f];
    WEFT_RETURN_IF_ERROR(Length("facet ordinals", ordinals.size(), arrays_.facet_rows[f].size()));
    WEFT_RETURN_IF_ERROR(Below("facet ordinals", ordinals, manifest_.member_count, /*may_be_none=*/false));
    for (size_t i = 1; i < ordinals.size(); ++i) {
      if (ordinals[i - 1] >= ordinals[i]) return Corrupt("facet ordinals are out of order");
    }
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Graph() const {
  const uint64_t n = manifest_.member_count;
  WEFT_RETURN_IF_ERROR(Length("tie_offsets", arrays_.tie_offsets.size(), n + 1));
  WEFT_RETURN_IF_ERROR(Length("tie_neighbors", arrays_.tie_neighbors.size(), 2 * manifest_.tie_count));
  WEFT_RETURN_IF_ERROR(Length("tie_times_micros", arrays_.tie_times_micros.size(), arrays_.tie_neighbors.size()));
  const absl::Status graph = ValidateTieGraph({arrays_.tie_offsets, arrays_.tie_neighbors, arrays_.tie_strengths});
  if (!graph.ok()) return Corrupt(graph.message());
  for (const int64_t time : arrays_.tie_times_micros) {
    if (time < 0) return Corrupt("a tie has a time before 1970");
  }
  WEFT_RETURN_IF_ERROR(Length("core_numbers", arrays_.core_numbers.size(), n));
  // What goes to each acquaintance, directly and through others, sums up to 2 at most: its squares to 4.
  WEFT_RETURN_IF_ERROR(Measure("constraints", arrays_.constraints, 4));
  WEFT_RETURN_IF_ERROR(Measure("effective_sizes", arrays_.effective_sizes, static_cast<double>(n)));
  WEFT_RETURN_IF_ERROR(Measure("clustering_coefficients", arrays_.clustering_coefficients, 1));
  WEFT_RETURN_IF_ERROR(Measure("betweenness", arrays_.betweenness, 1));
  if (!arrays_.exposure.empty()) WEFT_RETURN_IF_ERROR(Length("exposure", arrays_.exposure.size(), n));
  for (const float exposure : arrays_.exposure) {
    if (!std::isfinite(exposure) || exposure < 0) return Corrupt("an exposure is below 0 or no number");
  }
  WEFT_RETURN_IF_ERROR(Bridges());
  if (!arrays_.closeness_scales.empty()) {
    WEFT_RETURN_IF_ERROR(Length("closeness_scales", arrays_.closeness_scales.size(), 3));
  }
  for (const float scale : arrays_.closeness_scales) {
    if (!std::isfinite(scale) || scale <= 0) return Corrupt("a closeness scale is not above 0");
  }
  WEFT_RETURN_IF_ERROR(
      Clusters("cluster", arrays_.clusters, arrays_.cluster_ids, arrays_.cluster_members, manifest_.cluster_count));
  return Clusters("fine_cluster", arrays_.fine_clusters, arrays_.fine_cluster_ids, arrays_.fine_cluster_members,
                  manifest_.fine_cluster_count);
}

absl::Status SnapshotCheck::Bridges() const {
  const ClusterBridge* before = nullptr;
  for (const ClusterBridge& bridge : arrays_.bridges) {
    if (bridge.from >= manifest_.cluster_count || bridge.to >= manifest_.cluster_count || bridge.from == bridge.to) {
      return Corrupt("a bridge joins clusters that there are not");
    }
    if (before != nullptr && std::tie(before->from, before->to) >= std::tie(bridge.from, bridge.to)) {
      return Corrupt("the bridges are not in order");
    }
    if (!(bridge.joined >= 0 && bridge.flow >= 0) || !std::isfinite(bridge.joined) || !std::isfinite(bridge.flow)) {
      return Corrupt("a bridge's count is below 0 or no number");
    }
    before = &bridge;
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Measure(absl::string_view name, absl::Span<const float> values, double most) const {
  WEFT_RETURN_IF_ERROR(Length(name, values.size(), manifest_.member_count));
  for (const float value : values) {
    if (!(value >= 0 && value <= most)) return Corrupt(absl::StrCat(name, " has a value outside 0 to ", most));
  }
  return absl::OkStatus();
}

absl::Status SnapshotCheck::Clusters(absl::string_view name, absl::Span<const uint32_t> clusters,
                                     absl::Span<const uint64_t> ids, const ListsView<uint32_t>& members,
                                     uint64_t count) const {
  const std::string labels_name = absl::StrCat(name, "s");
  const std::string members_name = absl::StrCat(name, "_members");
  WEFT_RETURN_IF_ERROR(Length(labels_name, clusters.size(), manifest_.member_count));
  WEFT_RETURN_IF_ERROR(Below(labels_name, clusters, count, /*may_be_none=*/true));
  WEFT_RETURN_IF_ERROR(Length(absl::StrCat(name, "_ids"), ids.size(), count));
  for (const uint64_t id : ids) {
    if (id >= manifest_.next_cluster_id) return Corrupt(absl::StrCat(name, "_ids holds ", id, ", not given yet"));
  }
  WEFT_RETURN_IF_ERROR(Length(members_name, members.size(), count));
  WEFT_RETURN_IF_ERROR(Ascending(members_name, members, manifest_.member_count));
  uint64_t clustered = 0;
  for (const uint32_t cluster : clusters) clustered += cluster != kNone;
  WEFT_RETURN_IF_ERROR(Length(members_name, members.values.size(), clustered));
  for (size_t c = 0; c < count; ++c) {
    for (const uint32_t ordinal : members[c]) {
      if (clusters[ordinal] != c) return Corrupt(absl::StrCat(labels_name, " and ", members_name, " disagree"));
    }
  }
  return absl::OkStatus();
}

}  // namespace weft
