#ifndef WEFT_INTRODUCTIONS_PERMITTED_PARTNERS_H_
#define WEFT_INTRODUCTIONS_PERMITTED_PARTNERS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/round_plan.h"
#include "weft/introductions/round_problem.h"

namespace weft {

// Whom each member may meet in this round: candidates that are permitted or pinned. Immutable.
class PermittedPartners {
 public:
  struct Partner {
    uint32_t member = 0;
    uint32_t candidate = 0;
  };

  // `problem` must outlive it. O(m log m).
  PermittedPartners(const RoundProblem& problem, const RoundInput& input);

  // Ascending by member. REQUIRES: a member of the problem.
  absl::Span<const Partner> Of(uint32_t member) const {
    return absl::MakeConstSpan(partners_).subspan(offsets_[member], offsets_[member + 1] - offsets_[member]);
  }
  // The candidate of two members; nullptr if they may not meet. O(log of the partners of a).
  const RoundCandidate* Find(uint32_t a, uint32_t b) const;

  // These members as a group, with the means over its pairs. REQUIRES: every two of them may meet.
  PlannedGroup GroupOf(std::vector<uint32_t> members) const;

 private:
  const RoundProblem& problem_;
  std::vector<uint64_t> offsets_;
  std::vector<Partner> partners_;
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PERMITTED_PARTNERS_H_
