#ifndef WEFT_MATCHING_FIT_H_
#define WEFT_MATCHING_FIT_H_

#include <cstdint>
#include <vector>

#include "absl/types/optional.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/phrase_match.h"
#include "weft/matching/seeker.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// One part of fit. Absent (nullopt in PairFit) where either side lacks what it compares.
struct FitPart {
  double forward = 0;   // How good the other is for the seeker in it, 0..1.
  double backward = 0;  // How good the seeker is for the other.
};

// How good two members are for each other, and from what. Has no field for degree, activity, centrality or titles, and
// none of them raises it.
struct PairFit {
  absl::optional<FitPart> needs_met;      // Only forward counts: my needs, their offers.
  absl::optional<FitPart> offers_wanted;  // Only backward counts: their needs, my offers.
  absl::optional<FitPart> interests;
  absl::optional<FitPart> circles;
  absl::optional<FitPart> organization;
  absl::optional<FitPart> proximity;
  PhrasePair need_pair, offer_pair, interest_pair;
  uint32_t shared_circle = kNone;  // The smallest one in common.
  uint32_t mutual_ties = 0;
  double jaccard = 0;     // Acquaintances in common / acquaintances of either.
  double for_seeker = 0;  // 0..1
  double for_other = 0;
  double fit = 0;  // Harmonic mean of both.
};

// Computes fit between one seeker and many others. Not thread-safe: one a call.
class FitScorer {
 public:
  // All must outlive the scorer.
  FitScorer(const NetworkView& view, const Seeker& seeker, const MatchWeights& weights);
  // REQUIRES: `other` is not gone.
  PairFit Score(uint32_t other);

 private:
  void ScoreTexts(const MemberView& other, PairFit* out);
  void ScoreGroups(const MemberView& other, PairFit* out);
  void ScoreTies(uint32_t other, PairFit* out);
  void Join(PairFit* out) const;

  const NetworkView& view_;
  const Seeker& seeker_;
  const MatchWeights& weights_;
  PhraseMatcher interests_, needs_, offers_;
};

}  // namespace weft

#endif  // WEFT_MATCHING_FIT_H_
