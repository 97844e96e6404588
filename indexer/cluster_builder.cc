#include "indexer/cluster_builder.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "weft/graph/clustering.h"
#include "weft/graph/leiden.h"
#include "weft/graph/modularity.h"

namespace weft {
namespace {

static_assert(kNoCluster == kNone, "labels are stored as they are");

// One resolution of the last snapshot.
struct LastClusters {
  absl::Span<const uint32_t> labels;
  absl::Span<const uint64_t> ids;
};

// Per node, its ordinal at the last snapshot, or kNone.
std::vector<uint32_t> LastOrdinals(absl::Span<const int64_t> keys, const SnapshotArrays& last) {
  absl::flat_hash_map<int64_t, uint32_t> ordinals;
  for (uint32_t i = 0; i < last.settings.size(); ++i) ordinals[last.settings[i].key] = i;
  std::vector<uint32_t> out;
  for (const int64_t key : keys) {
    const auto found = ordinals.find(key);
    out.push_back(found == ordinals.end() ? kNone : found->second);
  }
  return out;
}

// Whether the same members are tied with the same strengths. Members stand in order of their ids in both, so that rows
// can be compared place by place.
bool SameTies(const TieGraphView& graph, const std::vector<uint32_t>& last_ordinals, const SnapshotArrays& arrays) {
  const TieGraphView last = {arrays.tie_offsets, arrays.tie_neighbors, arrays.tie_strengths};
  if (graph.neighbors.size() != last.neighbors.size()) return false;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    const uint32_t was = last_ordinals[u];
    if (graph.Degree(u) == 0) continue;
    if (was == kNone || graph.Strengths(u) != last.Strengths(was)) return false;
    for (size_t i = 0; i < graph.Degree(u); ++i) {
      if (last_ordinals[graph.Neighbors(u)[i]] != last.Neighbors(was)[i]) return false;
    }
  }
  return true;
}

// Last clusters by node; new members have none.
std::vector<uint32_t> LabelsOf(const std::vector<uint32_t>& last_ordinals, const LastClusters& last) {
  std::vector<uint32_t> labels;
  for (const uint32_t was : last_ordinals) labels.push_back(was == kNone ? kNoCluster : last.labels[was]);
  return labels;
}

absl::flat_hash_map<int64_t, ClusterId> NamesOf(const SnapshotArrays& arrays, const LastClusters& last) {
  absl::flat_hash_map<int64_t, ClusterId> names;
  for (size_t i = 0; i < last.labels.size(); ++i) {
    if (last.labels[i] == kNone) continue;
    names[arrays.settings[i].key] = static_cast<ClusterId>(last.ids[last.labels[i]]);
  }
  return names;
}

// Where the clusters of one resolution go.
struct Target {
  std::vector<uint32_t>* clusters;
  std::vector<uint64_t>* ids;
  Lists<uint32_t>* members;
};

void Store(const Clustering& clustering, const ClusterMatching& matching, const Target& target) {
  *target.clusters = clustering.labels;
  std::vector<std::vector<uint32_t>> members(clustering.count);
  for (uint32_t i = 0; i < clustering.labels.size(); ++i) {
    if (clustering.labels[i] != kNoCluster) members[clustering.labels[i]].push_back(i);
  }
  for (const std::vector<uint32_t>& list : members) target.members->Add(list);
  for (const ClusterId id : matching.ids) target.ids->push_back(static_cast<uint64_t>(id));
}

// Whether the last snapshot's clusters are of the same kind, so that names and places can be carried on.
bool FollowsClusters(const ClusterHistory& history, bool provisional) {
  return history.snapshot != nullptr && history.snapshot->manifest().provisional_clusters == provisional;
}

// Clusters of the other kind carry nothing on: all of their names vanish.
void ReportGivenUp(const ClusterHistory& history, ClusterReports* reports) {
  if (history.snapshot == nullptr) return;
  const auto give_up = [](absl::Span<const uint64_t> ids, ClusterReport* report) {
    for (const uint64_t id : ids) report->matching.vanished.push_back(static_cast<ClusterId>(id));
    std::sort(report->matching.vanished.begin(), report->matching.vanished.end());
  };
  give_up(history.snapshot->arrays().cluster_ids, &reports->coarse);
  give_up(history.snapshot->arrays().fine_cluster_ids, &reports->fine);
}

// The first `count` nodes' clusters. One that is left with a single member is none.
Clustering MembersOnly(const Clustering& found, uint32_t count) {
  std::vector<uint32_t> labels(found.labels.begin(), found.labels.begin() + count);
  std::vector<uint32_t> sizes(found.count);
  for (const uint32_t label : labels) {
    if (label != kNoCluster) ++sizes[label];
  }
  absl::flat_hash_map<uint32_t, uint32_t> dense;  // There may be more clusters of groups than members.
  for (uint32_t& label : labels) {
    if (label == kNoCluster) continue;
    label = sizes[label] < 2 ? kNoCluster : dense.emplace(label, static_cast<uint32_t>(dense.size())).first->second;
  }
  return OrderClusters(std::move(labels));
}

}  // namespace

ClusterReports BuildClusters(const TieGraphView& graph, absl::Span<const int64_t> keys, const ClusterHistory& history,
                             SnapshotContent* content) {
  assert(keys.size() == graph.size());
  const SnapshotArrays none;
  const bool follows = FollowsClusters(history, /*provisional=*/false);
  const SnapshotArrays& last = follows ? history.snapshot->arrays() : none;
  const std::vector<uint32_t> last_ordinals = LastOrdinals(keys, last);
  const bool same_ties = follows && SameTies(graph, last_ordinals, last);

  ClusterReports reports;
  reports.next_id = history.next_id;
  const auto build = [&](double resolution, const LastClusters& before, const Target& target, ClusterReport* report) {
    std::vector<uint32_t> start = LabelsOf(last_ordinals, before);
    LeidenOptions options;
    options.resolution = resolution;
    const Clustering clustering =
        same_ties ? OrderClusters(std::move(start)) : FindClusters(graph, options, std::move(start));
    report->resolution = resolution;
    report->modularity = Modularity(graph, clustering, resolution);
    report->matching = MatchClusters(NamesOf(last, before), keys, clustering, reports.next_id);
    reports.next_id = report->matching.next_id;
    Store(clustering, report->matching, target);
    // The first is the largest.
    report->largest = clustering.count == 0 ? 0 : target.members->view()[0].size();
  };
  build(kClusterResolution, {last.clusters, last.cluster_ids},
        {&content->clusters, &content->cluster_ids, &content->cluster_members}, &reports.coarse);
  build(kFineClusterResolution, {last.fine_clusters, last.fine_cluster_ids},
        {&content->fine_clusters, &content->fine_cluster_ids, &content->fine_cluster_members}, &reports.fine);
  if (!follows) ReportGivenUp(history, &reports);
  return reports;
}

ClusterReports BuildProvisionalClusters(const LikenessGraph& likeness, absl::Span<const int64_t> keys,
                                        const ClusterHistory& history, SnapshotContent* content) {
  assert(keys.size() == likeness.member_count);
  const SnapshotArrays none;
  const bool follows = FollowsClusters(history, /*provisional=*/true);
  const SnapshotArrays& last = follows ? history.snapshot->arrays() : none;
  const LastClusters before = {last.clusters, last.cluster_ids};

  const TieGraphView graph = likeness.graph.view();
  std::vector<uint32_t> start = LabelsOf(LastOrdinals(keys, last), before);
  start.resize(graph.size(), kNoCluster);
  LeidenOptions options;
  options.resolution = kClusterResolution;
  const Clustering found = FindClusters(graph, options, std::move(start));
  const Clustering members = MembersOnly(found, likeness.member_count);

  ClusterReports reports;
  reports.provisional = true;
  ClusterReport& report = reports.coarse;
  report.resolution = kClusterResolution;
  report.modularity = Modularity(graph, found, kClusterResolution);
  report.matching = MatchClusters(NamesOf(last, before), keys, members, history.next_id);
  reports.next_id = report.matching.next_id;
  Store(members, report.matching, {&content->clusters, &content->cluster_ids, &content->cluster_members});
  report.largest = members.count == 0 ? 0 : content->cluster_members.view()[0].size();
  reports.fine.resolution = kFineClusterResolution;
  content->fine_clusters.assign(keys.size(), kNone);
  if (!follows) ReportGivenUp(history, &reports);
  return reports;
}

}  // namespace weft
