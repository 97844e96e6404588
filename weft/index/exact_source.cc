#include <algorithm>
#include <cassert>
#include <cstddef>

#include "weft/index/candidate_source.h"

namespace weft {

absl::StatusOr<std::vector<Candidate>> ExactSource::Nearest(Int8Row query, int limit) const {
  assert(query && limit > 0);
  assert(ordinals_.size() == rows_.size());
  const size_t kept = std::min(static_cast<size_t>(limit), rows_.size());
  // A heap with the farthest of the nearest on top. Rows come in ascending order of ordinal, so that an equal one
  // never displaces.
  std::vector<Candidate> nearest;
  nearest.reserve(kept);
  for (size_t i = 0; i < rows_.size(); ++i) {
    const Candidate candidate{ordinals_[i], Dot(query, rows_.row(i), rows_.dimension)};
    if (nearest.size() < kept) {
      nearest.push_back(candidate);
      std::push_heap(nearest.begin(), nearest.end(), Nearer);
    } else if (Nearer(candidate, nearest.front())) {
      std::pop_heap(nearest.begin(), nearest.end(), Nearer);
      nearest.back() = candidate;
      std::push_heap(nearest.begin(), nearest.end(), Nearer);
    }
  }
  std::sort_heap(nearest.begin(), nearest.end(), Nearer);
  return nearest;
}

}  // namespace weft
