#ifndef WEFT_BENCH_EVAL_BASELINES_PROFILE_VECTORS_H_
#define WEFT_BENCH_EVAL_BASELINES_PROFILE_VECTORS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "bench/eval/eval_network.h"

namespace weft {

// One vector a member, from whatever embedder the caller likes, brought to length 1. Immutable once built; concurrent
// calls are safe.
class ProfileVectors {
 public:
  // `rows`: by ordinal, `dimension` numbers each; copied. A row of zeros says nothing and is like nobody.
  // REQUIRES: dimension > 0, rows.size() a multiple of it, all finite.
  ProfileVectors(absl::Span<const float> rows, size_t dimension);

  size_t size() const { return is_zero_.size(); }
  // -1..1. O(dimension).
  double Cosine(uint32_t a, uint32_t b) const;
  // Cosine with everybody: content by embedding alone. O(n dimension).
  MemberScores Scores(uint32_t member) const;

 private:
  const size_t dimension_;
  std::vector<float> rows_;
  std::vector<bool> is_zero_;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_PROFILE_VECTORS_H_
