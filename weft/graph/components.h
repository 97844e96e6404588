#ifndef WEFT_GRAPH_COMPONENTS_H_
#define WEFT_GRAPH_COMPONENTS_H_

#include <cstdint>
#include <vector>

#include "weft/graph/tie_graph.h"

namespace weft {

// The parts of a graph between which no chain of ties leads.
struct Components {
  std::vector<uint32_t> labels;  // Per node, ordered by size, largest first, then by smallest member.
  std::vector<uint32_t> sizes;   // Per component. A member without ties is a component of one.
};

// By flood fill, O(n + m). REQUIRES: a valid graph.
Components FindComponents(const TieGraphView& graph);

// Members without any tie, ascending. O(n).
std::vector<uint32_t> FindIsolates(const TieGraphView& graph);

}  // namespace weft

#endif  // WEFT_GRAPH_COMPONENTS_H_
