#ifndef WEFT_INTRODUCTIONS_NEAR_EXACT_MATCHING_H_
#define WEFT_INTRODUCTIONS_NEAR_EXACT_MATCHING_H_

#include <cstdint>

#include "absl/types/span.h"
#include "weft/introductions/alternating_paths.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

struct NearExactOptions {
  // Step of the auction, as a part of the mean of the members' best weights. Lower for a better bound, raise for speed.
  double auction_step = 0.002;
  PathOptions paths;
};

// Finds a selection of pairs near the best, and a bound that says how near. For sizes where ExactMatcher takes too
// long; held to it by the tests.
//   1. An auction finds prices and half-integral claims (RunPairAuction).
//   2. Claims become pairs: first the mutual ones, then the best of those left.
//   3. Alternating paths improve on that (ImproveByPaths).
//   4. ServeUrgent sees to it that no selection could serve more urgent members; what that cost, paths repair.
// The bound is the prices' (PriceBound), in which an urgent member weighs a few times the largest weight: enough for
// prices to bring it in, little enough to keep the bound tight. It holds for all selections that serve as many.
//
// Deterministic. 10,000 members with 30 candidates each take about 0.3 s, 100,000 about 6 s.
// REQUIRES: one weight a pair, none negative.
PairSelection NearExactMatching(const PairGraph& graph, absl::Span<const int64_t> weights,
                                const NearExactOptions& options);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_NEAR_EXACT_MATCHING_H_
