#ifndef WEFT_INTRODUCTIONS_URGENT_SEARCH_H_
#define WEFT_INTRODUCTIONS_URGENT_SEARCH_H_

#include <cstdint>
#include <vector>

#include "weft/introductions/pair_choice.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

// Why an urgent member cannot be served without leaving another urgent one unserved.
struct UrgentConflict {
  uint32_t member = 0;
  // All urgent members, `member` among them, who depend on the same partners. Ascending.
  std::vector<uint32_t> rivals;
  // Those partners: however they are shared out, they do not suffice for all rivals. Ascending. May hold rivals, who
  // can also be partners of one another.
  std::vector<uint32_t> partners;
};

// Changes a selection until it serves as many urgent members as any selection can, and says who is left and why.
//
// For each urgent member not served it searches alternating paths as Edmonds does, with blossoms shrunk, in the
// CopyGraph of all pairs: O(m) links at most, mostly a handful. A path to a node with nobody serves one more. A path to
// a copy of somebody whom the round can do without (not urgent, or with another pair) serves the urgent member in their
// stead. Members once served along the way stay served, if urgent. If there is no such path from any member not served,
// no selection serves more: sets of members that a matching can cover are independent sets of a matroid (Edmonds &
// Fulkerson 1965), and an urgent member that no exchange brings in is spanned by those served.
//
// Deterministic. O(m) at least, to unfold the graph, if any urgent member is not served; else O(n).
std::vector<UrgentConflict> ServeUrgent(const PairGraph& graph, PairChoice* choice);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_URGENT_SEARCH_H_
