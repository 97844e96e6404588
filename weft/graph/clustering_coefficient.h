#ifndef WEFT_GRAPH_CLUSTERING_COEFFICIENT_H_
#define WEFT_GRAPH_CLUSTERING_COEFFICIENT_H_

#include <vector>

#include "weft/graph/tie_graph.h"

namespace weft {

// How many of a member's acquaintances know one another: tied pairs / pairs (Watts & Strogatz 1998), per node, in
// [0, 1]; 0 below two ties. Counts ties, not strengths. Every triangle is found once, from its end with the fewest
// ties: O(m^1.5). REQUIRES: a valid graph.
std::vector<double> ClusteringCoefficients(const TieGraphView& graph);

}  // namespace weft

#endif  // WEFT_GRAPH_CLUSTERING_COEFFICIENT_H_
