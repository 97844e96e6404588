#include "weft/introductions/pair_graph.h"

#include <cassert>
#include <utility>

namespace weft {

PairGraph::PairGraph(std::vector<uint8_t> room, std::vector<int64_t> bonus, std::vector<bool> urgent,
                     std::vector<Pair> pairs)
    : room_(std::move(room)),
      bonus_(std::move(bonus)),
      urgent_(std::move(urgent)),
      pairs_(std::move(pairs)),
      offsets_(room_.size() + 1, 0) {
  assert(bonus_.size() == room_.size() && urgent_.size() == room_.size());
  for (const Pair& pair : pairs_) {
    assert(pair.a < pair.b && pair.b < size());
    assert(room_[pair.a] > 0 && room_[pair.b] > 0 && room_[pair.a] <= kPairsPerRoundMax);
    ++offsets_[pair.a + 1];
    ++offsets_[pair.b + 1];
  }
  for (size_t u = 0; u < room_.size(); ++u) offsets_[u + 1] += offsets_[u];
  arcs_.resize(2 * pairs_.size());
  std::vector<uint64_t> next(offsets_.begin(), offsets_.end() - 1);
  // Pairs ascend by (a, b). So the arcs of a member to lower ones, which come from pairs with a lower `a`, come first.
  for (uint32_t p = 0; p < pairs_.size(); ++p) {
    assert(p == 0 || pairs_[p - 1].a < pairs_[p].a ||
           (pairs_[p - 1].a == pairs_[p].a && pairs_[p - 1].b < pairs_[p].b));
    arcs_[next[pairs_[p].a]++] = {pairs_[p].b, p};
    arcs_[next[pairs_[p].b]++] = {pairs_[p].a, p};
  }
}

int64_t AboveAll(const PairGraph& graph, absl::Span<const int64_t> weights) {
  int64_t out = 1;
  for (int64_t weight : weights) {
    assert(weight >= 0);
    out += weight;
  }
  for (uint32_t u = 0; u < graph.size(); ++u) out += graph.bonus(u);
  return out;
}

}  // namespace weft
