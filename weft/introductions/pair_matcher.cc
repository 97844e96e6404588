#include "weft/introductions/pair_matcher.h"

#include "weft/introductions/near_exact_matching.h"

namespace weft {

PairMatcher::PairMatcher(const PairGraph& graph, int exact_members_max) : graph_(graph), exact_(graph) {
  int members = 0;
  for (uint32_t u = 0; u < graph.size(); ++u) members += !graph.Arcs(u).empty();
  is_exact_ = members <= exact_members_max;
}

absl::StatusOr<PairSelection> PairMatcher::Solve(absl::Span<const int64_t> weights) {
  return is_exact_ ? exact_.Solve(weights) : NearExactMatching(graph_, weights, NearExactOptions());
}

}  // namespace weft
