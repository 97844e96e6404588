#include "bench/eval/baselines/personalized_pagerank.h"

#include <cassert>
#include <cmath>

namespace weft {

PersonalizedPageRank::PersonalizedPageRank(const EvalNetwork& network, const PersonalizedPageRankOptions& options)
    : train_(network.train.view()), options_(options), passes_on_(train_.size(), 0) {
  assert(options.restart > 0 && options.restart < 1 && options.tolerance > 0);
  for (uint32_t u = 0; u < train_.size(); ++u) {
    if (train_.Degree(u) > 0) passes_on_[u] = (1 - options.restart) / train_.Degree(u);
  }
}

MemberScores PersonalizedPageRank::Scores(uint32_t member) const {
  MemberScores at(train_.size(), 0);
  if (train_.Degree(member) == 0) return at;
  at[member] = 1;
  std::vector<double> sent(train_.size());
  for (double moved = 1; moved > options_.tolerance;) {
    for (uint32_t u = 0; u < train_.size(); ++u) sent[u] = at[u] * passes_on_[u];
    moved = 0;
    for (uint32_t v = 0; v < train_.size(); ++v) {
      double next = v == member ? options_.restart : 0;
      for (uint32_t u : train_.Neighbors(v)) next += sent[u];
      moved += std::abs(next - at[v]);
      at[v] = next;
    }
  }
  return at;
}

}  // namespace weft
