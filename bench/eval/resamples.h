#ifndef WEFT_BENCH_EVAL_RESAMPLES_H_
#define WEFT_BENCH_EVAL_RESAMPLES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace weft {

// Seeded bootstrap resamples of members (Efron 1979): each draws as many members as there are, with replacement. The
// same resamples serve all methods, so that differences between two of them are paired. Immutable; thread-safe.
class Resamples {
 public:
  // O(members * count) time and memory (2 bytes each).
  Resamples(size_t members, size_t count, uint64_t seed);

  size_t size() const { return size_; }
  // How often each member was drawn.
  absl::Span<const uint16_t> Times(size_t resample) const {
    return absl::MakeConstSpan(times_).subspan(resample * members_, members_);
  }

 private:
  const size_t members_;
  const size_t size_;
  std::vector<uint16_t> times_;
};

// A figure with what the resamples say about how sure it is.
struct Estimate {
  double value = 0;
  // The middle 95 % of the resampled values, moved by as much as their mean misses the value: a resample holds fewer
  // different members, so that measures of how many are reached come out lower in each. Equal to the value without
  // resamples.
  double low = 0;
  double high = 0;
  std::vector<double> resampled;  // One a resample.
};

// REQUIRES: resampled values finite.
Estimate MakeEstimate(double value, std::vector<double> resampled);

// a - b, paired. REQUIRES: both from the same resamples.
Estimate Difference(const Estimate& a, const Estimate& b);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_RESAMPLES_H_
