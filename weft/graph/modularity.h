#ifndef WEFT_GRAPH_MODULARITY_H_
#define WEFT_GRAPH_MODULARITY_H_

#include "weft/graph/clustering.h"
#include "weft/graph/tie_graph.h"

namespace weft {

// How much more strength lies inside the clusters than chance would put there, given each member's total (Newman &
// Girvan 2004, with the resolution of Reichardt & Bornholdt 2006):
//   sum over clusters of  inside / m - resolution * (total / 2m)^2
// Members without a cluster count as clusters of one. 0 for a graph without ties. O(n + m).
// REQUIRES: one label per node.
double Modularity(const TieGraphView& graph, const Clustering& clustering, double resolution = 1.0);

}  // namespace weft

#endif  // WEFT_GRAPH_MODULARITY_H_
