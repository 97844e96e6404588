#ifndef WEFT_BENCH_EVAL_AFFILIATIONS_H_
#define WEFT_BENCH_EVAL_AFFILIATIONS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/v1/member.pb.h"

namespace weft {

// Circles and organizations of members, by place. Immutable; thread-safe.
class Affiliations {
 public:
  explicit Affiliations(absl::Span<const v1::Member> members);

  // Whether the two share a circle, or have the same organization.
  bool InCommon(uint32_t a, uint32_t b) const;
  // Ascending circle numbers of a member.
  absl::Span<const uint32_t> Circles(uint32_t member) const { return circles_[member]; }

 private:
  std::vector<std::vector<uint32_t>> circles_;
  std::vector<uint32_t> organizations_;  // 0: none.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_AFFILIATIONS_H_
