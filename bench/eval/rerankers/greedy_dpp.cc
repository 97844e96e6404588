#include "bench/eval/rerankers/greedy_dpp.h"

#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

namespace weft {
namespace {

constexpr double kVolumeMin = 1e-6;  // Below it a volume is rounding: similarities are made of floats.

}  // namespace

RankedList MaximizeVolume(const ScoredList& list, size_t length, double weight, const Similarity& similarity) {
  assert(weight >= 0 && weight <= 1);
  const std::vector<ScoredMember>& candidates = list.candidates;
  RankedList ranked;
  std::vector<bool> taken(candidates.size(), false);
  std::vector<double> volumes(candidates.size(), 1);         // What taking each would multiply det S by.
  std::vector<std::vector<double>> rows(candidates.size());  // Of the Cholesky factor, one column a step.
  while (ranked.size() < length) {
    size_t best = candidates.size();
    double best_value = 0;
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (taken[i] || volumes[i] < kVolumeMin) continue;
      const double value =
          (1 - weight) * candidates[i].score / candidates.front().score + weight * std::log(volumes[i]);
      if (best < candidates.size() && value <= best_value) continue;
      best = i;
      best_value = value;
    }
    if (best == candidates.size()) break;
    taken[best] = true;
    ranked.push_back(candidates[best].member);
    const std::vector<double> chosen = rows[best];
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (taken[i]) continue;
      double column = similarity(candidates[best].member, candidates[i].member);
      for (size_t step = 0; step < chosen.size(); ++step) column -= chosen[step] * rows[i][step];
      column /= std::sqrt(volumes[best]);
      rows[i].push_back(column);
      volumes[i] -= column * column;
    }
  }
  for (size_t i = 0; i < candidates.size() && ranked.size() < length; ++i) {
    if (!taken[i]) ranked.push_back(candidates[i].member);
  }
  return ranked;
}

}  // namespace weft
