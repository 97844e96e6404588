#include "weft/introductions/pair_choice.h"

#include <algorithm>
#include <cassert>

namespace weft {

void PairChoice::Add(uint32_t pair) {
  assert(CanAdd(pair));
  chosen_[pair] = true;
  Take(graph_.pairs()[pair].a, pair);
  Take(graph_.pairs()[pair].b, pair);
}

void PairChoice::Remove(uint32_t pair) {
  assert(Has(pair));
  chosen_[pair] = false;
  Give(graph_.pairs()[pair].a, pair);
  Give(graph_.pairs()[pair].b, pair);
}

void PairChoice::Give(uint32_t member, uint32_t pair) {
  auto& held = held_[member];
  auto found = std::find(held.begin(), held.begin() + degree_[member], pair);
  assert(found != held.begin() + degree_[member]);
  *found = held[--degree_[member]];
}

PairSelection PairChoice::Selection(absl::Span<const int64_t> weights) const {
  assert(weights.size() == chosen_.size());
  PairSelection out;
  for (uint32_t p = 0; p < chosen_.size(); ++p) {
    if (!chosen_[p]) continue;
    out.pairs.push_back(p);
    out.worth += weights[p];
  }
  for (uint32_t u = 0; u < graph_.size(); ++u) {
    if (degree_[u] == 0) continue;
    out.worth += graph_.bonus(u);
    out.urgent_served += graph_.urgent(u);
  }
  return out;
}

}  // namespace weft
