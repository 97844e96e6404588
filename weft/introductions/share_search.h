#ifndef WEFT_INTRODUCTIONS_SHARE_SEARCH_H_
#define WEFT_INTRODUCTIONS_SHARE_SEARCH_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

// A round's weak-tie share, as what is to be kept beside the worth of the pairs. Weights in the matchers' unit.
struct ShareGoal {
  absl::Span<const int64_t> values;  // By pair of the graph.
  std::vector<bool> weak;            // By pair: whether it is a weak-tie introduction.
  std::vector<int64_t> due;          // By pair: what it is worth that its kind is the one its ends are due.
  double share = 0;                  // Of all pairs, 0 to 1.
  int pinned_pairs = 0;              // Pairs that are in the plan already, outside the graph, …
  int pinned_weak = 0;               // … and the weak-tie introductions among them.
  int64_t price_max = 0;             // The most that moving one pair to the other kind may cost.
  // The search may stop where this part of the worth is at stake. 0: only where nothing is.
  double loss_max = 0;
};

struct ShareSolution {
  std::vector<uint32_t> pairs;  // Ascending.
  int64_t worth = 0;            // Values and bonuses; without what was due.
  // No selection is worth more that serves as many urgent members, meets as much of what is due, and holds as many
  // pairs of the kind that had to be bought (weak ties at a price above 0, strong fits below).
  int64_t bound = 0;
  int64_t price = 0;  // The multiplier: what one more pair of the kind costs here. Above 0: of a weak-tie introduction.
  int weak = 0;       // Weak-tie introductions, pinned ones included.
  int weak_goal = 0;  // As many as the share wants of all pairs: floor(share * pairs + 0.5).
};

using PairSolver = std::function<absl::StatusOr<PairSelection>(absl::Span<const int64_t> weights)>;

// Finds a selection that is worth the most while it keeps the share, by a Lagrange multiplier: a price added to the
// weight of every pair of one kind, raised until that kind is frequent enough. Pairs never lose weight, so nobody stays
// unserved for the share's sake.
//
// The number of weak-tie pairs rises with the price. Between a price that gives too few and one that gives too many,
// the next one tried is where the lines of the two selections (worth + price * pairs of the kind) meet: that finds the
// best multiplier in a finite number of steps (Kelley's cutting planes on the dual), mostly under ten. There both
// selections are equally good, and so is any mixture: their difference falls apart into components that touch no member
// in common, and each is taken over only if it brings the count nearer to its goal.
//
// If even `price_max` does not buy enough, the solution is the one at that price.
// `solve` must be deterministic. `start` is a price to begin with, 0 if none is known; `step` the first step from
// there.
absl::StatusOr<ShareSolution> SearchShare(const PairGraph& graph, const ShareGoal& goal, int64_t start, int64_t step,
                                          const PairSolver& solve);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_SHARE_SEARCH_H_
