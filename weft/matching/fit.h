#ifndef WEFT_MATCHING_FIT_H_
#define WEFT_MATCHING_FIT_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/types/optional.h"
#include "weft/matching/closeness.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/phrase_match.h"
#include "weft/matching/seeker.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// One part of fit, 0..1 a direction: how good the other is for the seeker in it, and the seeker for the other. A
// direction is absent where either side lacks what it compares.
struct PartValue {
  absl::optional<double> forward;
  absl::optional<double> backward;
};
using PartValues = std::array<PartValue, kFitPartCount>;

// What the parts of fit join to.
struct JoinedFit {
  double for_seeker = 0;  // 0..1
  double for_other = 0;
  double fit = 0;  // Harmonic mean of both: it must be good for both.
};

// Joins parts to fit: in each direction the mean of the parts there are and of the prior, by weight; then the harmonic
// mean. Monotone in every part. Pure; the whole model of fit is here.
JoinedFit JoinParts(const PartValues& parts, const PartWeights& part_weights, double prior_weight,
                    const MatchWeights& weights);

// How good two members are for each other, and from what. Has no field for degree, activity, centrality or titles, and
// none of them raises it.
struct PairFit {
  PartValues parts;
  PhrasePair need_pair, offer_pair, interest_pair;
  uint32_t shared_circle = kNone;  // The smallest one in common.
  uint32_t mutual_ties = 0;
  double jaccard = 0;                             // Acquaintances in common / acquaintances of either.
  double for_seeker = 0, for_other = 0, fit = 0;  // See JoinedFit.

  const PartValue& operator[](FitPart part) const { return parts[static_cast<size_t>(part)]; }
  PartValue& operator[](FitPart part) { return parts[static_cast<size_t>(part)]; }
};

// Computes fit between one seeker and many others. Not thread-safe: one a call.
class FitScorer {
 public:
  // All must outlive the scorer.
  FitScorer(const NetworkView& view, const Seeker& seeker, const Closeness& closeness, const MatchWeights& weights);
  // REQUIRES: `other` is not gone.
  PairFit Score(uint32_t other);

 private:
  void ScoreTexts(const MemberView& other, PairFit* out);
  void ScoreGroups(const MemberView& other, PairFit* out);
  void ScoreTies(uint32_t ordinal, const MemberView& other, PairFit* out);

  const NetworkView& view_;
  const Seeker& seeker_;
  const Closeness& closeness_;
  const MatchWeights& weights_;
  const ClosenessScales scales_;
  PhraseMatcher interests_, needs_, offers_;
};

}  // namespace weft

#endif  // WEFT_MATCHING_FIT_H_
