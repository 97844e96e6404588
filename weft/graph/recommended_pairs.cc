#include "weft/graph/recommended_pairs.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "weft/graph/cegc.h"

namespace weft {

CrossingCounts CountCrossing(absl::Span<const RecommendedPair> pairs, const Clustering& clustering,
                             const std::function<bool(uint32_t, uint32_t)>& group_in_common) {
  CrossingCounts counts;
  for (const RecommendedPair& pair : pairs) {
    const uint32_t from = clustering.labels[pair.from];
    const uint32_t to = clustering.labels[pair.to];
    if (from == kNoCluster || to == kNoCluster) continue;
    ++counts.clustered;
    if (from == to) continue;
    ++counts.crossing;
    if (!group_in_common(pair.from, pair.to)) ++counts.strict;
  }
  return counts;
}

double CegcWith(const TieGraphView& graph, const Clustering& clustering, absl::Span<const RecommendedPair> pairs) {
  ClusterPairCounts counts = ClusterPairCounts::Of(graph, clustering);
  absl::flat_hash_set<uint64_t> added;
  for (const RecommendedPair& pair : pairs) {
    const uint64_t key = uint64_t{std::min(pair.from, pair.to)} << 32 | std::max(pair.from, pair.to);
    if (graph.HasTie(pair.from, pair.to) || !added.insert(key).second) continue;
    counts.Add(clustering.labels[pair.from], clustering.labels[pair.to]);
  }
  return counts.Cegc();
}

std::vector<uint64_t> ExposureCounts(absl::Span<const RecommendedPair> pairs, uint32_t members) {
  std::vector<uint64_t> counts(members, 0);
  for (const RecommendedPair& pair : pairs) ++counts[pair.to];
  return counts;
}

double Coverage(absl::Span<const uint64_t> exposure) {
  if (exposure.empty()) return 0;
  const auto never = std::count(exposure.begin(), exposure.end(), uint64_t{0});
  return 1 - static_cast<double>(never) / static_cast<double>(exposure.size());
}

std::vector<uint32_t> LeastTied(const TieGraphView& graph) {
  const uint32_t n = graph.size();
  if (n == 0) return {};
  std::vector<uint32_t> degrees;
  for (uint32_t u = 0; u < n; ++u) degrees.push_back(graph.Degree(u));
  const auto last = degrees.begin() + (n + 3) / 4 - 1;
  std::nth_element(degrees.begin(), last, degrees.end());
  std::vector<uint32_t> out;
  for (uint32_t u = 0; u < n; ++u) {
    if (graph.Degree(u) <= *last) out.push_back(u);
  }
  return out;
}

double Reach(absl::Span<const uint32_t> members, absl::Span<const uint64_t> exposure) {
  if (members.empty()) return 0;
  const auto reached =
      std::count_if(members.begin(), members.end(), [&](uint32_t member) { return exposure[member] > 0; });
  return static_cast<double>(reached) / static_cast<double>(members.size());
}

}  // namespace weft
