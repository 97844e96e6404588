#ifndef WEFT_GRAPH_CORE_NUMBER_H_
#define WEFT_GRAPH_CORE_NUMBER_H_

#include <cstdint>
#include <vector>

#include "weft/graph/tie_graph.h"

namespace weft {

// How deep in the core each member is: the largest k such that the member belongs to a group in which everyone has
// ties to at least k of the group. 0 for members without ties. Counts ties, not strengths. By peeling in order of
// degree (Batagelj & Zaveršnik 2003), O(n + m). REQUIRES: a valid graph.
std::vector<uint32_t> CoreNumbers(const TieGraphView& graph);

}  // namespace weft

#endif  // WEFT_GRAPH_CORE_NUMBER_H_
