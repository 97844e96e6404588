#include "bench/eval/rerankers/greedy_cegc.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "bench/eval/rerankers/cegc_gain.h"
#include "weft/base/random.h"

namespace weft {
namespace {

std::vector<size_t> DrawOrder(size_t size, uint64_t seed) {
  std::vector<size_t> order(size);
  std::iota(order.begin(), order.end(), size_t{0});
  Random random(seed);
  for (size_t i = 0; i < size; ++i) std::swap(order[i], order[i + random.Below(size - i)]);
  return order;
}

// The network as it grows by the pairs taken.
class GrowingNetwork {
 public:
  GrowingNetwork(const TieGraphView& train, const Clustering& clustering)
      : labels_(clustering.labels), cegc_(train, clustering) {}

  // 1 for a pair whose clusters are joined least of all.
  double RelativeGain(uint32_t a, uint32_t b, double gain_max) const {
    if (gain_max <= 0 || taken_.contains(std::minmax(a, b))) return 0;
    return cegc_.Gain(labels_[a], labels_[b]) / gain_max;
  }
  double GainMax() const { return cegc_.GainMax(); }
  void Take(uint32_t a, uint32_t b) {
    if (taken_.insert(std::minmax(a, b)).second) cegc_.Add(labels_[a], labels_[b]);
  }

 private:
  const std::vector<uint32_t>& labels_;
  CegcGain cegc_;
  absl::flat_hash_set<std::pair<uint32_t, uint32_t>> taken_;
};

// Which of the candidates not yet chosen is best. REQUIRES: there is one.
size_t BestOf(const ScoredList& list, const std::vector<bool>& chosen, double weight, const GrowingNetwork& network) {
  const double best_score = list.candidates.front().score;
  const double gain_max = network.GainMax();
  size_t best = list.candidates.size();
  double best_value = 0;
  for (size_t i = 0; i < list.candidates.size(); ++i) {
    if (chosen[i]) continue;
    const ScoredMember& candidate = list.candidates[i];
    const double value = (1 - weight) * candidate.score / best_score +
                         weight * network.RelativeGain(list.member, candidate.member, gain_max);
    if (best < list.candidates.size() && value <= best_value) continue;
    best = i;
    best_value = value;
  }
  return best;
}

}  // namespace

std::vector<RankedList> SpreadOverClusterPairs(absl::Span<const ScoredList> lists, size_t length, double weight,
                                               const TieGraphView& train, const Clustering& clustering, uint64_t seed) {
  assert(weight >= 0 && weight <= 1);
  const std::vector<size_t> order = DrawOrder(lists.size(), seed);
  std::vector<std::vector<bool>> chosen;  // By list and candidate.
  for (const ScoredList& list : lists) chosen.emplace_back(list.candidates.size(), false);

  GrowingNetwork network(train, clustering);
  for (size_t place = 0; place < length; ++place) {
    for (size_t i : order) {
      const ScoredList& list = lists[i];
      if (place >= list.candidates.size()) continue;
      const size_t best = BestOf(list, chosen[i], weight, network);
      chosen[i][best] = true;
      network.Take(list.member, list.candidates[best].member);
    }
  }

  std::vector<RankedList> ranked(lists.size());
  for (size_t i = 0; i < lists.size(); ++i) {
    for (size_t j = 0; j < chosen[i].size(); ++j) {
      if (chosen[i][j]) ranked[i].push_back(lists[i].candidates[j].member);
    }
  }
  return ranked;
}

}  // namespace weft
