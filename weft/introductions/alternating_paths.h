#ifndef WEFT_INTRODUCTIONS_ALTERNATING_PATHS_H_
#define WEFT_INTRODUCTIONS_ALTERNATING_PATHS_H_

#include <cstdint>

#include "absl/types/span.h"
#include "weft/introductions/pair_choice.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

struct PathOptions {
  int states_max = 100;  // Members looked at from one start. Raise for a better selection, lower for speed.
  int length_max = 60;   // Members on a path.
};

// Improves a selection by alternating paths: from a member with room left along a pair not chosen, back along one that
// is, and so on, to another member with room or to one that may do without. Choosing what was not chosen along a path,
// and the reverse, gains worth. Paths are searched best first by `potentials` (PricePotentials): a path along pairs
// whose potentials add up to their weight gains what the potentials of its ends differ by. Blossoms are not shrunk, so
// that some paths are missed; what is left shows in the bound.
//
// `serving` is what a member gains by standing in a pair at all. Deterministic. Returns what was gained, never
// negative. About O(starts * states * arcs of a member).
int64_t ImproveByPaths(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
                       absl::Span<const int64_t> potentials, const PathOptions& options, PairChoice* choice);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ALTERNATING_PATHS_H_
