#ifndef WEFT_GRAPH_BETWEENNESS_H_
#define WEFT_GRAPH_BETWEENNESS_H_

#include <cstdint>
#include <vector>

#include "weft/graph/tie_graph.h"

namespace weft {

struct BetweennessOptions {
  uint32_t pivots = 256;  // Raise for accuracy, at proportional cost; at or above the number of members it is exact.
  uint64_t seed = 1;
};

// How many shortest ways between two others lead through each member, counted in ties; a pair with several shortest
// ways shares its one point among them. High: a broker, asked first to introduce (never recommended for it). By
// Brandes 2001, from `pivots` members drawn without replacement and scaled up (Brandes & Pich 2007): the mean over
// seeds is exact. O(pivots * (n + m)). Deterministic for graph and options. REQUIRES: a valid graph, pivots > 0.
std::vector<double> Betweenness(const TieGraphView& graph, const BetweennessOptions& options);

}  // namespace weft

#endif  // WEFT_GRAPH_BETWEENNESS_H_
