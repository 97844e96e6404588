#ifndef WEFT_MATCHING_SELECTION_H_
#define WEFT_MATCHING_SELECTION_H_

#include <cstdint>
#include <vector>

#include "weft/matching/bridging.h"
#include "weft/matching/fit.h"
#include "weft/matching/match_weights.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// A candidate with all that selection looks at.
struct ScoredCandidate {
  uint32_t ordinal = kNone;
  PairFit fit;
  Bridging bridging;
  double exposure = 0;   // Times shown in the build's dry run, over the mean.
  double score = 0;      // Orders strong fits: fit, damped for those already shown a lot.
  bool crosses = false;  // CrossesClusters.
  bool reconnects = false;
};

struct Selected {
  ScoredCandidate candidate;
  bool weak = false;  // Chosen for a place kept for weak-tie introductions.
};

// Places kept for weak-tie introductions in a list of `count`: floor(share * count + 0.5).
int WeakPlaces(double share, int count);

// Fills a list of `count` from the candidates: strong fits by score, with diversity over circles, and the weak places
// with weak-tie candidates at or above `fit_floor`. A weak place goes to a member who crosses and would be on the list
// by fit anyway, but for the first two; the others to those who join what is badly joined, spread over clusters, over
// members whom few lists show, and by chance (see MatchWeights). Weak entries are placed by the scale of fit, never
// within the first two unless share is above 0.5. Deterministic; `seed` should differ from seeker to seeker. The
// candidates must outlive the call. O(candidates * count).
std::vector<Selected> SelectList(const NetworkView& view, const std::vector<ScoredCandidate>& candidates, int count,
                                 double share, double fit_floor, uint64_t seed, const MatchWeights& weights);

}  // namespace weft

#endif  // WEFT_MATCHING_SELECTION_H_
