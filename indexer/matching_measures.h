#ifndef WEFT_INDEXER_MATCHING_MEASURES_H_
#define WEFT_INDEXER_MATCHING_MEASURES_H_

#include "indexer/snapshot_builder.h"

namespace weft {

// What the binaries measure of matching at a build: the scales of closeness, then a dry run of the recommender under
// the network's policy, on all cores. Pauses are judged at the snapshot's build time, so that the result depends on the
// snapshot alone.
MatchingMeasures MeasuresOfMatching();

}  // namespace weft

#endif  // WEFT_INDEXER_MATCHING_MEASURES_H_
