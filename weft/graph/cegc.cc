#include "weft/graph/cegc.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "weft/graph/gini.h"

namespace weft {

double Cegc(absl::Span<const uint64_t> counts, uint64_t pairs) {
  assert(counts.size() <= pairs);
  if (std::all_of(counts.begin(), counts.end(), [](uint64_t count) { return count == 0; })) return 0;
  return 1 - Gini(counts, pairs);
}

ClusterPairCounts ClusterPairCounts::Of(const TieGraphView& graph, const Clustering& clustering) {
  assert(clustering.labels.size() == graph.size());
  ClusterPairCounts counts(clustering.count);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (uint32_t v : graph.Neighbors(u)) {
      if (u < v) counts.Add(clustering.labels[u], clustering.labels[v]);
    }
  }
  return counts;
}

void ClusterPairCounts::Add(uint32_t label_a, uint32_t label_b) {
  if (label_a == label_b || label_a == kNoCluster || label_b == kNoCluster) return;
  assert(label_a < clusters_ && label_b < clusters_);
  ++counts_[Key(label_a, label_b)];
}

uint64_t ClusterPairCounts::Of(uint32_t label_a, uint32_t label_b) const {
  auto found = counts_.find(Key(label_a, label_b));
  return found == counts_.end() ? 0 : found->second;
}

double ClusterPairCounts::Cegc() const {
  std::vector<uint64_t> counts;
  counts.reserve(counts_.size());
  for (const auto& entry : counts_) counts.push_back(entry.second);
  return weft::Cegc(counts, pairs());
}

uint64_t ClusterPairCounts::Key(uint32_t label_a, uint32_t label_b) {
  if (label_a > label_b) std::swap(label_a, label_b);
  return static_cast<uint64_t>(label_a) << 32 | label_b;
}

}  // namespace weft
