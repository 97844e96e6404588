#include "weft/graph/tie_strength.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {
namespace {

bool IsWeight(double weight) { return std::isfinite(weight) && weight > 0; }

// Mean of the middle two if the count is even. REQUIRES: not empty.
double Median(std::vector<double> values) {
  const size_t middle = values.size() / 2;
  std::nth_element(values.begin(), values.begin() + middle, values.end());
  const double upper = values[middle];
  if (values.size() % 2 == 1) return upper;
  const double lower = *std::max_element(values.begin(), values.begin() + middle);
  return lower + (upper - lower) / 2;
}

}  // namespace

absl::optional<TieTime> NewestTime(absl::Span<const RawTie> ties) {
  absl::optional<TieTime> newest;
  for (const RawTie& tie : ties) {
    if (tie.time.has_value() && (!newest.has_value() || *newest < *tie.time)) newest = tie.time;
  }
  return newest;
}

absl::StatusOr<TieStrength> TieStrength::Fit(absl::Span<const RawTie> ties, const TieStrengthOptions& options) {
  if (options.half_life <= absl::ZeroDuration()) {
    return InvalidField("half_life",
                        absl::StrCat("is ", absl::FormatDuration(options.half_life), "; must be positive"));
  }
  std::vector<double> weights;
  weights.reserve(ties.size());
  for (size_t i = 0; i < ties.size(); ++i) {
    if (!IsWeight(ties[i].weight)) {
      return Error(absl::StatusCode::kInvalidArgument, "BAD_TIE_WEIGHT",
                   absl::StrCat("tie ", i, " has weight ", ties[i].weight, "; weights are finite and above 0"),
                   {{"tie", absl::StrCat(i)}});
    }
    weights.push_back(ties[i].weight);
  }
  const double median = weights.empty() ? 1.0 : Median(std::move(weights));
  return TieStrength(median, options.as_of.has_value() ? options.as_of : NewestTime(ties), options.half_life);
}

TieStrength::TieStrength(double median_weight, absl::optional<TieTime> as_of, absl::Duration half_life)
    : median_weight_(median_weight), as_of_(as_of), half_life_(half_life) {
  assert(IsWeight(median_weight) && half_life > absl::ZeroDuration());
}

float TieStrength::Of(double weight, absl::optional<TieTime> time) const {
  assert(IsWeight(weight));
  double strength = 1 / (1 + median_weight_ / weight);  // Safe from overflow, unlike w / (w + c).
  if (time.has_value() && as_of_.has_value() && !time->is_period() && !as_of_->is_period() && *time < *as_of_) {
    strength *= std::exp2(-absl::FDivDuration(as_of_->time() - time->time(), half_life_));
  }
  return std::clamp(static_cast<float>(strength), kTieStrengthMin, 1.0f);
}

absl::StatusOr<std::vector<DerivedTie>> DeriveTies(absl::Span<const RawTie> ties, const TieStrengthOptions& options) {
  WEFT_ASSIGN_OR_RETURN(TieStrength strength, TieStrength::Fit(ties, options));
  std::vector<DerivedTie> derived;
  derived.reserve(ties.size());
  for (const RawTie& tie : ties) derived.push_back({tie.a, tie.b, strength.Of(tie.weight, tie.time)});
  return derived;
}

}  // namespace weft
