#include "weft/graph/cluster_matching.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

namespace weft {
namespace {

constexpr ClusterId kNone = -1;

// What an old and a new cluster share.
struct Overlap {
  ClusterId id;    // Old.
  uint32_t label;  // New.
  uint64_t both;
  uint64_t old_size;
  uint64_t new_size;

  double Jaccard() const { return static_cast<double>(both) / static_cast<double>(old_size + new_size - both); }
  bool MostOfOld() const { return 2 * both > old_size; }
  bool MostOfNew() const { return 2 * both > new_size; }
};

// All pairs that share a member, by id, then label.
std::vector<Overlap> FindOverlaps(const absl::flat_hash_map<int64_t, ClusterId>& before,
                                  absl::Span<const int64_t> members, const Clustering& clustering) {
  absl::flat_hash_map<ClusterId, uint64_t> old_sizes;
  for (const auto& entry : before) ++old_sizes[entry.second];
  std::vector<uint64_t> new_sizes(clustering.count, 0);
  absl::flat_hash_map<std::pair<ClusterId, uint32_t>, uint64_t> shared;
  for (size_t v = 0; v < members.size(); ++v) {
    const uint32_t label = clustering.labels[v];
    if (label == kNoCluster) continue;
    ++new_sizes[label];
    auto old = before.find(members[v]);
    if (old != before.end()) ++shared[{old->second, label}];
  }
  std::vector<Overlap> overlaps;
  overlaps.reserve(shared.size());
  for (const auto& entry : shared) {
    const auto& [id, label] = entry.first;
    overlaps.push_back({id, label, entry.second, old_sizes[id], new_sizes[label]});
  }
  std::sort(overlaps.begin(), overlaps.end(),
            [](const Overlap& x, const Overlap& y) { return std::tie(x.id, x.label) < std::tie(y.id, y.label); });
  return overlaps;
}

// The pairs that may carry an id on, best first.
std::vector<Overlap> Qualified(const std::vector<Overlap>& overlaps) {
  absl::flat_hash_map<ClusterId, uint64_t> largest_of_old;
  absl::flat_hash_map<uint32_t, uint64_t> largest_of_new;
  for (const Overlap& o : overlaps) {
    largest_of_old[o.id] = std::max(largest_of_old[o.id], o.both);
    largest_of_new[o.label] = std::max(largest_of_new[o.label], o.both);
  }
  std::vector<Overlap> qualified;
  for (const Overlap& o : overlaps) {
    const bool largest = o.both == largest_of_old[o.id] && o.both == largest_of_new[o.label];
    if (o.Jaccard() >= kSameClusterOverlapMin && (o.MostOfOld() || largest)) qualified.push_back(o);
  }
  std::stable_sort(qualified.begin(), qualified.end(), [](const Overlap& x, const Overlap& y) {
    return std::make_pair(x.Jaccard(), x.both) > std::make_pair(y.Jaccard(), y.both);
  });
  return qualified;
}

void NameSplits(const std::vector<Overlap>& overlaps, ClusterMatching* matching) {
  std::map<ClusterId, std::vector<ClusterId>> parts;
  for (const Overlap& o : overlaps) {
    if (o.MostOfNew() && static_cast<double>(o.both) >= kClusterPartMin * static_cast<double>(o.old_size)) {
      parts[o.id].push_back(matching->ids[o.label]);
    }
  }
  for (auto& [from, into] : parts) {
    if (into.size() < 2) continue;
    std::sort(into.begin(), into.end());
    matching->splits.push_back({from, std::move(into)});
  }
}

void NameMerges(const std::vector<Overlap>& overlaps, ClusterMatching* matching) {
  std::map<ClusterId, std::vector<ClusterId>> parts;
  for (const Overlap& o : overlaps) {
    if (o.MostOfOld() && static_cast<double>(o.both) >= kClusterPartMin * static_cast<double>(o.new_size)) {
      parts[matching->ids[o.label]].push_back(o.id);  // Ascending, as overlaps are.
    }
  }
  for (auto& [into, from] : parts) {
    if (from.size() >= 2) matching->merges.push_back({std::move(from), into});
  }
}

}  // namespace

ClusterMatching MatchClusters(const absl::flat_hash_map<int64_t, ClusterId>& before, absl::Span<const int64_t> members,
                              const Clustering& clustering, ClusterId next_id) {
  assert(members.size() == clustering.labels.size());
  const std::vector<Overlap> overlaps = FindOverlaps(before, members, clustering);
  ClusterMatching matching;
  matching.ids.assign(clustering.count, kNone);
  absl::flat_hash_map<ClusterId, bool> carried_on;  // Every old id.
  for (const auto& entry : before) {
    assert(entry.second >= 0 && entry.second < next_id);
    carried_on[entry.second] = false;
  }
  for (const Overlap& o : Qualified(overlaps)) {
    if (carried_on[o.id] || matching.ids[o.label] != kNone) continue;
    carried_on[o.id] = true;
    matching.ids[o.label] = o.id;
  }
  matching.next_id = next_id;
  for (ClusterId& id : matching.ids) {
    if (id != kNone) continue;
    id = matching.next_id++;
    matching.appeared.push_back(id);
  }
  for (const auto& entry : carried_on) {
    if (!entry.second) matching.vanished.push_back(entry.first);
  }
  std::sort(matching.vanished.begin(), matching.vanished.end());
  NameSplits(overlaps, &matching);
  NameMerges(overlaps, &matching);
  return matching;
}

}  // namespace weft
