#include "weft/graph/cluster_matching.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"

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
  uint64_t old_here;   // Members of the old cluster who are in any cluster now.
  uint64_t new_known;  // Members of the new cluster who were in any cluster before.

  double Jaccard() const { return static_cast<double>(both) / static_cast<double>(old_size + new_size - both); }
  bool MostOfOld() const { return 2 * both > old_here; }
  bool MostOfNew() const { return 2 * both > new_known; }
  bool PartOfOld() const { return static_cast<double>(both) >= kClusterPartMin * static_cast<double>(old_here); }
  bool PartOfNew() const { return static_cast<double>(both) >= kClusterPartMin * static_cast<double>(new_known); }
};

// All pairs that share a member, by id, then label.
std::vector<Overlap> FindOverlaps(const absl::flat_hash_map<int64_t, ClusterId>& before,
                                  absl::Span<const int64_t> members, const Clustering& clustering) {
  absl::flat_hash_map<ClusterId, uint64_t> old_sizes;
  for (const auto& entry : before) ++old_sizes[entry.second];
  absl::flat_hash_map<ClusterId, uint64_t> old_here;
  std::vector<uint64_t> new_sizes(clustering.count, 0);
  std::vector<uint64_t> new_known(clustering.count, 0);
  absl::flat_hash_map<std::pair<ClusterId, uint32_t>, uint64_t> shared;
  for (size_t v = 0; v < members.size(); ++v) {
    const uint32_t label = clustering.labels[v];
    if (label == kNoCluster) continue;
    ++new_sizes[label];
    auto old = before.find(members[v]);
    if (old == before.end()) continue;
    ++new_known[label];
    ++old_here[old->second];
    ++shared[{old->second, label}];
  }
  std::vector<Overlap> overlaps;
  overlaps.reserve(shared.size());
  for (const auto& entry : shared) {
    const auto& [id, label] = entry.first;
    overlaps.push_back({id, label, entry.second, old_sizes[id], new_sizes[label], old_here[id], new_known[label]});
  }
  std::sort(overlaps.begin(), overlaps.end(),
            [](const Overlap& x, const Overlap& y) { return std::tie(x.id, x.label) < std::tie(y.id, y.label); });
  return overlaps;
}

// Old cluster -> the new ones that it split into, ascending.
std::map<ClusterId, std::vector<uint32_t>> FindSplits(const std::vector<Overlap>& overlaps) {
  std::map<ClusterId, std::vector<uint32_t>> parts;
  for (const Overlap& o : overlaps) {
    if (o.MostOfNew() && o.PartOfOld()) parts[o.id].push_back(o.label);
  }
  for (auto it = parts.begin(); it != parts.end();) it = it->second.size() < 2 ? parts.erase(it) : std::next(it);
  return parts;
}

// New cluster -> the old ones that merged in it, ascending.
std::map<uint32_t, std::vector<ClusterId>> FindMerges(const std::vector<Overlap>& overlaps) {
  std::map<uint32_t, std::vector<ClusterId>> parts;
  for (const Overlap& o : overlaps) {
    if (o.MostOfOld() && o.PartOfNew()) parts[o.label].push_back(o.id);
  }
  for (auto it = parts.begin(); it != parts.end();) it = it->second.size() < 2 ? parts.erase(it) : std::next(it);
  return parts;
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

}  // namespace

ClusterMatching MatchClusters(const absl::flat_hash_map<int64_t, ClusterId>& before, absl::Span<const int64_t> members,
                              const Clustering& clustering, ClusterId next_id) {
  assert(members.size() == clustering.labels.size());
  const std::vector<Overlap> overlaps = FindOverlaps(before, members, clustering);
  const std::map<ClusterId, std::vector<uint32_t>> splits = FindSplits(overlaps);
  const std::map<uint32_t, std::vector<ClusterId>> merges = FindMerges(overlaps);

  // Old ids still to be carried on or not, and new clusters that must take a fresh id.
  absl::flat_hash_set<ClusterId> left;
  for (const auto& entry : before) {
    assert(entry.second >= 0 && entry.second < next_id);
    left.insert(entry.second);
  }
  absl::flat_hash_set<ClusterId> retired;
  std::vector<bool> renamed(clustering.count, false);
  for (const auto& [from, into] : splits) {
    retired.insert(from);
    for (uint32_t label : into) renamed[label] = true;
  }
  for (const auto& [into, from] : merges) {
    retired.insert(from.begin(), from.end());
    renamed[into] = true;
  }

  ClusterMatching matching;
  matching.ids.assign(clustering.count, kNone);
  for (const Overlap& o : Qualified(overlaps)) {
    if (matching.ids[o.label] != kNone || renamed[o.label] || retired.contains(o.id) || left.erase(o.id) == 0) continue;
    matching.ids[o.label] = o.id;
    matching.carried_on.push_back(o.id);
  }
  std::sort(matching.carried_on.begin(), matching.carried_on.end());
  matching.vanished.assign(left.begin(), left.end());
  std::sort(matching.vanished.begin(), matching.vanished.end());
  matching.next_id = next_id;
  for (ClusterId& id : matching.ids) {
    if (id != kNone) continue;
    id = matching.next_id++;
    matching.appeared.push_back(id);
  }

  for (const auto& [from, into] : splits) {
    ClusterSplit split{from, {}};
    for (uint32_t label : into) split.into.push_back(matching.ids[label]);  // Fresh, so ascending as labels are.
    matching.splits.push_back(std::move(split));
  }
  for (const auto& [into, from] : merges) matching.merges.push_back({from, matching.ids[into]});
  return matching;
}

}  // namespace weft
