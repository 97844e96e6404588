#ifndef WEFT_INTRODUCTIONS_PAIR_AUCTION_H_
#define WEFT_INTRODUCTIONS_PAIR_AUCTION_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

// Prices of the members, and who claims whom at these prices.
struct PairPrices {
  std::vector<int64_t> prices;  // By member. Negative, down to -serving, where nobody claims the member.
  std::vector<uint8_t> claims;  // By pair: 2 if each claims the other, 1 if one does.
};

// The assignment that a selection of pairs becomes if each pair may be claimed from either side on its own: members bid
// for members (Bertsekas' auction, forward, Gauss-Seidel), each for as many as it has room for, at prices that only
// rise. Without the demand that claims be mutual this is a linear program; its optimum is half-integral (each pair 0,
// a half or 1), and it is near the best selection. `serving` is what a member gains by being in a pair at all, on
// either side. Claims are within `epsilon` a claim of the best assignment; a smaller one costs more time, in proportion
// at worst. Deterministic. O(arcs) a bid; mostly a few dozen bids a member. REQUIRES: one weight a pair, one serving a
// member, none negative, epsilon > 0.
PairPrices RunPairAuction(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
                          int64_t epsilon);

// What no selection can exceed in weights and servings, by any prices whatever (weak duality). For a selection, count
// each pair from both sides: twice its worth is, over all members u as claimers and v as claimed,
//   sum over pairs (u, v) of (weight - price v)  +  serving of those u who claim
//   + sum over v of claims on v * price v        +  serving of those v who are claimed,
// and each member's part is at most what its best claims within its room would be. O(m).
int64_t PriceBound(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
                   absl::Span<const int64_t> prices);

// Potentials y by the prices: y_u + y_v >= weight for almost all pairs, about equal for those worth choosing. O(m).
std::vector<int64_t> PricePotentials(const PairGraph& graph, absl::Span<const int64_t> weights,
                                     absl::Span<const int64_t> serving, absl::Span<const int64_t> prices);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PAIR_AUCTION_H_
