#ifndef WEFT_INDEXER_MATCHING_MEASURES_H_
#define WEFT_INDEXER_MATCHING_MEASURES_H_

#include <vector>

#include "indexer/snapshot_builder.h"
#include "weft/matching/match_weights.h"

namespace weft {

// What the binaries measure of matching at a build, in this order: the scales of closeness; a dry run of the
// recommender under the network's policy, on all cores; from it the plan of bridges between clusters. Pauses are judged
// at the snapshot's build time, so that the result depends on the snapshot alone.
// `weights` differ from the shipped ones only where they are being fitted.
std::vector<MatchingMeasure> MeasuresOfMatching(const MatchWeights& weights = MatchWeights());

}  // namespace weft

#endif  // WEFT_INDEXER_MATCHING_MEASURES_H_
