#include "bench/eval/rerankers/reserved_places.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace weft {

RankedList ReservePlaces(const ScoredList& list, size_t length, size_t reserved, const CrossingPredicate& crosses) {
  assert(reserved <= length);
  const std::vector<ScoredMember>& candidates = list.candidates;
  std::vector<bool> chosen(candidates.size(), false);
  size_t left = std::min(length, candidates.size());
  const auto choose = [&](size_t i) {
    chosen[i] = true;
    --left;
  };
  for (size_t i = 0, kept = 0; i < candidates.size() && kept < reserved && left > 0; ++i) {
    if (!crosses(list.member, candidates[i].member)) continue;
    choose(i);
    ++kept;
  }
  for (size_t i = 0; i < candidates.size() && left > 0; ++i) {
    if (!chosen[i]) choose(i);
  }
  RankedList ranked;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (chosen[i]) ranked.push_back(candidates[i].member);
  }
  return ranked;
}

}  // namespace weft
