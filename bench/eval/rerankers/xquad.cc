#include "bench/eval/rerankers/xquad.h"

#include <cassert>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace weft {

RankedList DiversifyOverClusters(const ScoredList& list, size_t length, double weight, const Clustering& clustering) {
  assert(weight >= 0 && weight <= 1);
  RankedList ranked;
  std::vector<ScoredMember> left = list.candidates;
  if (left.empty()) return ranked;
  const double best_score = left.front().score;

  const auto key = [&clustering](uint32_t member) {
    const uint32_t label = clustering.labels[member];
    return label == kNoCluster ? uint64_t{clustering.count} + member : label;
  };
  absl::flat_hash_map<uint64_t, double> uncovered;  // By cluster: product of (1 - s) over those chosen.
  for (const ScoredMember& candidate : left) uncovered[key(candidate.member)] = 1;
  const double importance = 1 / static_cast<double>(uncovered.size());

  while (!left.empty() && ranked.size() < length) {
    size_t best = 0;
    double best_value = 0;
    for (size_t i = 0; i < left.size(); ++i) {
      const double score = left[i].score / best_score;
      const double value = (1 - weight) * score + weight * importance * score * uncovered[key(left[i].member)];
      if (i > 0 && value <= best_value) continue;
      best = i;
      best_value = value;
    }
    uncovered[key(left[best].member)] *= 1 - left[best].score / best_score;
    ranked.push_back(left[best].member);
    left.erase(left.begin() + static_cast<ptrdiff_t>(best));
  }
  return ranked;
}

}  // namespace weft
