#ifndef WEFT_GRAPH_TIE_STRENGTH_H_
#define WEFT_GRAPH_TIE_STRENGTH_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/graph/tie_graph.h"
#include "weft/graph/tie_time.h"

namespace weft {

// A tie as people bring it. Members are ordinals of one build; the order of the two ends means nothing.
struct RawTie {
  uint32_t a = 0;
  uint32_t b = 0;
  double weight = 1;             // Finite and above 0, in any unit: messages, meetings, joint projects.
  absl::optional<TieTime> time;  // Of the last contact; absent: never decays.
};

struct TieStrengthOptions {
  // Policy: a tie silent for this long counts half. Two years is about how slowly acquaintance fades where people
  // meet a few times a year; lower it for chat networks. Must be positive; InfiniteDuration() turns decay off.
  absl::Duration half_life = absl::Hours(24 * 365 * 2);
  // Decay counts to here, never to the wall clock. Absent: the newest time among the ties.
  absl::optional<TieTime> as_of;
};

// No strength is below this: however old, a tie is still a tie.
constexpr float kTieStrengthMin = 1e-6f;

// The newest time among the ties, or none if no tie has one. Points in time are newer than period numbers.
absl::optional<TieTime> NewestTime(absl::Span<const RawTie> ties);

// Turns raw ties into strengths in [kTieStrengthMin, 1]:
//   weight / (weight + median weight) * 0.5 ^ (time since last contact / half-life)
// so that the median tie of any network, in whatever unit, has strength 0.5 when fresh. Absent times, period numbers
// and times after `as_of` do not decay. Immutable; a snapshot keeps the three numbers to derive live ties alike.
class TieStrength {
 public:
  // Learns the median weight and, unless given, as_of. INVALID_ARGUMENT (BAD_TIE_WEIGHT, naming the tie's index) if a
  // weight is not finite and above 0. No ties: median 1. O(n) for n ties.
  static absl::StatusOr<TieStrength> Fit(absl::Span<const RawTie> ties, const TieStrengthOptions& options);

  // REQUIRES: median_weight finite and above 0, half_life positive.
  TieStrength(double median_weight, absl::optional<TieTime> as_of, absl::Duration half_life);

  // REQUIRES: weight finite and above 0.
  float Of(double weight, absl::optional<TieTime> time) const;

  double median_weight() const { return median_weight_; }
  absl::optional<TieTime> as_of() const { return as_of_; }
  absl::Duration half_life() const { return half_life_; }

 private:
  double median_weight_;
  absl::optional<TieTime> as_of_;
  absl::Duration half_life_;
};

// The ties with their strengths, in the same order, ready for TieGraph::FromTies. Same errors as TieStrength::Fit.
absl::StatusOr<std::vector<DerivedTie>> DeriveTies(absl::Span<const RawTie> ties, const TieStrengthOptions& options);

}  // namespace weft

#endif  // WEFT_GRAPH_TIE_STRENGTH_H_
