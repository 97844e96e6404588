#ifndef WEFT_MATCHING_SEEKER_H_
#define WEFT_MATCHING_SEEKER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "weft/index/int8_rows.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// One phrase of the asking side.
struct SeekerPhrase {
  std::string text;
  Int8Row row;
  double weight = 1;    // In means: rare phrases say more.
  bool is_bio = false;  // Too long to be quoted.
};

// The asking side of a match: a member's profile, or a purpose that stands in for it. The rows point into the view or
// into `own_rows`.
struct Seeker {
  uint32_t ordinal = kNone;
  MemberView member;
  std::vector<SeekerPhrase> phrases[kFacetCount];  // Interests hold the bio.
  Int8Row facet_rows[kFacetCount];
  TiesView ties;
  bool has_purpose = false;
  std::vector<std::vector<int8_t>> own_rows;  // Of a purpose.

  bool HasText() const { return !phrases[0].empty() || !phrases[1].empty() || !phrases[2].empty(); }
};

// The member as it stands in its profile. REQUIRES: not gone.
Seeker SeekerFromProfile(const NetworkView& view, uint32_t ordinal);

// The member with a purpose in place of the profile's texts: what is to be started is both what is needed (met by
// others' offers) and cared about (met by others' interests). `row` is the quantized vector of the text.
Seeker SeekerWithPurpose(const NetworkView& view, uint32_t ordinal, const std::string& purpose,
                         absl::Span<const float> vector);

// How much a phrase says that `count` of `members` members have: 1 for a rare one, towards 0 for one that all have.
double PhraseWeight(uint32_t count, uint32_t members);

}  // namespace weft

#endif  // WEFT_MATCHING_SEEKER_H_
