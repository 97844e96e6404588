#ifndef WEFT_GRAPH_BURT_H_
#define WEFT_GRAPH_BURT_H_

#include <vector>

#include "weft/graph/tie_graph.h"

// Burt, "Structural Holes", 1992. Whoever knows people who do not know one another stands at a structural hole and can
// bridge it. Known: in Zachary's karate club (unweighted) node 0 has constraint 0.155423 and effective size 13.75.
namespace weft {

// How much all of a member's acquaintance leads back to the same people, per node, by tie strength:
//   sum over acquaintances j of (p_ij + sum over q of p_iq p_qj)^2,  p_ij = strength_ij / sum over k of strength_ik
// where q are mutual ties of i and j. Low: bridges; 1: one acquaintance only. Members without ties have nobody to
// bridge and get 1. May pass 1 a little for pairs and triangles. O(sum over ties of the smaller degree * log).
// Deterministic. REQUIRES: a valid graph.
std::vector<double> BurtConstraints(const TieGraphView& graph);

// How many of a member's acquaintances are not redundant, per node: n - 2t/n for n acquaintances with t ties among
// them (Borgatti 1997). Counts ties, not strengths. 0 without ties. Cost as ClusteringCoefficients.
// REQUIRES: a valid graph.
std::vector<double> EffectiveSizes(const TieGraphView& graph);

}  // namespace weft

#endif  // WEFT_GRAPH_BURT_H_
