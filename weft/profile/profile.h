#ifndef WEFT_PROFILE_PROFILE_H_
#define WEFT_PROFILE_PROFILE_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/network.pb.h"
#include "weft/v1/recommendation.pb.h"
#include "weft/v1/tie.pb.h"

// The rules of the resources people send: what is refused, and the one form in which the rest is kept. Normalize
// first, then validate: normalizing repairs what can be repaired without guessing.
//
// Every Validate function looks at all fields and names each bad one in a violation (see weft/base/error.h) under
// `field_prefix`: "member" gives "member.offers[3]", an empty prefix "offers[3]". Output-only fields are not looked at.
namespace weft {

// Times at or after this many Unix seconds are points in time; smaller numbers are periods. One number tells both.
constexpr int64_t kTiePeriodsEnd = 1000000;

// Limits of weft/base/limits.h, UTF-8, forms of language tags and of the time zone's name, ranges and known values of
// the participation. The name is checked unless empty (a create request carries it elsewhere).
absl::Status ValidateMember(const v1::Member& member, absl::string_view field_prefix);

// CleanText everywhere; phrases without anything visible dropped; of phrases with one key (NormalizePhrase) the first
// stays; language tags in canonical form; ids in never_pair and blocked once each. Idempotent. Lists keep their order.
void NormalizeMember(v1::Member* member);

// Both names parse, one network, two members; weight 0 (unset) or finite and above 0; period 0 to 999,999; last
// contact a time at or after kTiePeriodsEnd; kind UTF-8 within its limit.
absl::Status ValidateTie(const v1::Tie& tie, absl::string_view field_prefix);

// The smaller name first, an unset weight 1, the kind as CleanText leaves it. Idempotent.
void NormalizeTie(v1::Tie* tie);

// Ranges as network.proto and introduction_policy.proto state them; UNSPOKEN_SHOW needs its ground.
absl::Status ValidatePolicy(const v1::Policy& policy, absl::string_view field_prefix);
// The knobs that a call turns for itself.
absl::Status ValidateBalance(const v1::Balance& balance, absl::string_view field_prefix);

}  // namespace weft

#endif  // WEFT_PROFILE_PROFILE_H_
