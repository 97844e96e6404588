#include "bench/eval/rerankers/marginal_relevance.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace weft {

RankedList MaximizeMarginalRelevance(const ScoredList& list, size_t length, double weight,
                                     const Similarity& similarity) {
  assert(weight >= 0 && weight <= 1);
  RankedList ranked;
  std::vector<ScoredMember> left = list.candidates;
  if (left.empty()) return ranked;
  const double best_score = left.front().score;
  std::vector<double> alike(left.size(), 0);  // Highest similarity to those chosen; parallel to `left`.
  while (!left.empty() && ranked.size() < length) {
    size_t best = 0;
    double best_value = 0;
    for (size_t i = 0; i < left.size(); ++i) {
      const double value = (1 - weight) * left[i].score / best_score - weight * alike[i];
      if (i > 0 && value <= best_value) continue;
      best = i;
      best_value = value;
    }
    const uint32_t chosen = left[best].member;
    left.erase(left.begin() + static_cast<ptrdiff_t>(best));
    alike.erase(alike.begin() + static_cast<ptrdiff_t>(best));
    for (size_t i = 0; i < left.size(); ++i) {
      const double value = similarity(chosen, left[i].member);
      alike[i] = ranked.empty() ? value : std::max(alike[i], value);
    }
    ranked.push_back(chosen);
  }
  return ranked;
}

}  // namespace weft
