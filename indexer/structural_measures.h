#ifndef WEFT_INDEXER_STRUCTURAL_MEASURES_H_
#define WEFT_INDEXER_STRUCTURAL_MEASURES_H_

#include "weft/graph/tie_graph.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {

// How many ties betweenness may look at in a build: two seconds or so. Networks of up to some 5,000 members are
// measured exactly; of 100,000 members with 14 ties each, from 130 pivots.
constexpr uint64_t kBetweennessSteps = 200000000;
// Fewer would say little about who brokers, however large the network.
constexpr uint32_t kBetweennessPivotsMin = 64;

// Members to measure betweenness from, within these bounds. At least 1.
uint32_t BetweennessPivots(const TieGraphView& graph);

// Fills core numbers, constraints, effective sizes, clustering coefficients and betweenness; members without ties get
// the defaults of StructuralMeasures. Touches nothing else of the content. Deterministic.
void FillStructuralMeasures(const TieGraphView& graph, SnapshotContent* content);

}  // namespace weft

#endif  // WEFT_INDEXER_STRUCTURAL_MEASURES_H_
