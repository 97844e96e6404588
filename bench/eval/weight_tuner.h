#ifndef WEFT_BENCH_EVAL_WEIGHT_TUNER_H_
#define WEFT_BENCH_EVAL_WEIGHT_TUNER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "bench/eval/built_network.h"
#include "weft/matching/fit.h"
#include "weft/matching/match_weights.h"

namespace weft {

// One member's candidates as the engine finds them, and which of them came true.
struct TuningMember {
  uint32_t member = 0;
  std::vector<uint32_t> candidates;
  std::vector<PartValues> parts;  // Parallel.
  std::vector<bool> tied_later;   // Parallel.
  size_t later_ties = 0;          // Those among no candidates, too.
};

// The candidates of those of `members` that have later ties, as the production engine gathers and scores them. `later`
// by ordinal, ascending. Does not depend on `threads`.
absl::StatusOr<std::vector<TuningMember>> GatherTuningMembers(const BuiltNetwork& built,
                                                              absl::Span<const uint32_t> members,
                                                              const std::vector<std::vector<uint32_t>>& later,
                                                              int threads);

// The same members but those for whom `left_out`, and of their later ties none to them.
std::vector<TuningMember> WithoutMembers(absl::Span<const TuningMember> members, const std::vector<bool>& left_out);

// Mean nDCG@10 of lists ordered by fit alone with these weights. O(candidates * parts).
double TuningNdcg(absl::Span<const TuningMember> members, const MatchWeights& weights);

struct Tuned {
  MatchWeights weights;
  double ndcg_before = 0;  // With the weights it began with.
  double ndcg = 0;
  std::vector<bool> moved;  // By FitPart: false where the data have no word of the part, which then keeps its weight.
};

// Fits the weights of the parts of fit, and of the prior, by coordinate ascent on the mean nDCG@10: each in turn is
// multiplied by a few factors, and what is best is kept, until a round changes nothing. A step must pay for its
// distance from where the search began, so that weights which the data hardly tell apart stay. Deterministic.
Tuned TuneWeights(absl::Span<const TuningMember> members, const MatchWeights& begin);

// Weights that know nothing: every part counts alike. Where cross-validation begins, because the shipped ones were
// fitted on data that it would hold back.
MatchWeights NeutralWeights();

// For people, and to be written into match_weights.h.
std::string TunedText(const Tuned& tuned);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_WEIGHT_TUNER_H_
