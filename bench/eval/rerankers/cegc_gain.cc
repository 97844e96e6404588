#include "bench/eval/rerankers/cegc_gain.h"

#include <cassert>
#include <utility>

namespace weft {
namespace {

uint64_t PairKey(uint32_t a, uint32_t b) {
  if (a > b) std::swap(a, b);
  return static_cast<uint64_t>(a) << 32 | b;
}

}  // namespace

CegcGain::CegcGain(const TieGraphView& graph, const Clustering& clustering) {
  assert(clustering.labels.size() == graph.size());
  const uint64_t clusters = clustering.count;
  pairs_ = clusters * (clusters > 0 ? clusters - 1 : 0) / 2;
  at_most_.push_back(pairs_);
  for (uint32_t u = 0; u < graph.size(); ++u) {
    for (uint32_t v : graph.Neighbors(u)) {
      if (u < v) Add(clustering.labels[u], clustering.labels[v]);
    }
  }
}

double CegcGain::Gain(uint32_t label_a, uint32_t label_b) const {
  if (label_a == label_b || label_a == kNoCluster || label_b == kNoCluster) return 0;
  return GainOfCount(CountOf(label_a, label_b));
}

double CegcGain::GainMax() const {
  if (pairs_ == 0) return 0;
  uint64_t least = 0;
  while (at_most_[least] == 0) ++least;
  return GainOfCount(least);
}

void CegcGain::Add(uint32_t label_a, uint32_t label_b) {
  if (label_a == label_b || label_a == kNoCluster || label_b == kNoCluster) return;
  uint64_t& count = counts_[PairKey(label_a, label_b)];
  ranked_sum_ += 2 * static_cast<__int128>(at_most_[count]) - static_cast<__int128>(pairs_) - 1;
  ++total_;
  --at_most_[count];
  if (++count == at_most_.size()) at_most_.push_back(pairs_);
}

uint64_t CegcGain::CountOf(uint32_t label_a, uint32_t label_b) const {
  const auto found = counts_.find(PairKey(label_a, label_b));
  return found == counts_.end() ? 0 : found->second;
}

double CegcGain::GainOfCount(uint64_t count) const {
  const __int128 more = 2 * static_cast<__int128>(at_most_[count]) - static_cast<__int128>(pairs_) - 1;
  return ValueOf(ranked_sum_ + more, total_ + 1) - Value();
}

double CegcGain::ValueOf(__int128 ranked_sum, uint64_t total) const {
  if (total == 0) return 0;
  if (pairs_ == 1) return 1;
  return 1 - static_cast<double>(ranked_sum) / (static_cast<double>(total) * static_cast<double>(pairs_ - 1));
}

}  // namespace weft
