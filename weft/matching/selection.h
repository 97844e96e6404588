#ifndef WEFT_MATCHING_SELECTION_H_
#define WEFT_MATCHING_SELECTION_H_

#include <cstdint>
#include <vector>

#include "absl/types/optional.h"
#include "weft/matching/balance.h"
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
  double exposure = 0;     // Times shown in the build's dry run, over the mean.
  double score = 0;        // Orders strong fits: fit, damped for those already shown a lot.
  bool crosses = false;    // CrossesClusters.
  bool periphery = false;  // Among the least-tied of the network.
  bool reconnects = false;
};

struct Selected {
  ScoredCandidate candidate;
  bool weak = false;  // Chosen for a place kept for weak-tie introductions.
  // The chance that the entry had to stand where it does, given the entries chosen before it, 0..1: where exploration
  // had a say. What is learned from lists must be weighed by it.
  absl::optional<double> propensity;
};

// What a list is to be.
struct ListRule {
  int count = 10;  // Above 0.
  Balance balance;
  std::vector<uint32_t> targets;  // Clusters where weak-tie introductions should lead, see BridgeTargets.
  uint64_t seed = 0;              // Should differ from seeker to seeker.
};

// Places kept for weak-tie introductions in a list of `count`: floor(share * count + 0.5).
int WeakPlaces(double share, int count);

// Fills a list: strong fits by score, with diversity over circles, and the places kept for weak-tie introductions with
// candidates that cross at or above the floor of fit. Such a place goes to a member who would be on the list by fit
// anyway, but for the first two; the others, the periphery's part first, to members of `targets`, one a cluster: of the
// next few clusters the one with the best member by fit and bridging, members whom few lists show before others.
// Weak entries are placed by the scale of fit, never within the first two unless the share is above 0.5.
// Deterministic. The candidates must outlive the call. O(candidates * count).
std::vector<Selected> SelectList(const NetworkView& view, const std::vector<ScoredCandidate>& candidates,
                                 const ListRule& rule, const MatchWeights& weights);

}  // namespace weft

#endif  // WEFT_MATCHING_SELECTION_H_
