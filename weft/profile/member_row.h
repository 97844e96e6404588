#ifndef WEFT_PROFILE_MEMBER_ROW_H_
#define WEFT_PROFILE_MEMBER_ROW_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "weft/base/names.h"
#include "weft/v1/member.pb.h"

namespace weft {

// Reads one line of members.jsonl: a JSON object of
//   id (required), display_name, bio, organization, timezone       strings
//   interests, offers, needs, circles, languages, never_pair       lists of strings
//   introductions_per_month, weak_tie_share                        numbers
//   paused_until                                                   RFC 3339 date or date-time
//   rhythm                                                         weekly, fortnightly, monthly or on_request
//   being_found, being_introduced, introducing                     agreed or refused
// Aliases: skills, can_offer = offers; asks, looking_for = needs; groups = circles; organisation = organization. A
// list under several of its names is joined in the order of the line. null and "" are as if absent. All other keys are
// unknown, titles and positions among them: they never become a field.
//
// On success `member` is normalized and validated, its name made from `network` and id. Else INVALID_FIELD with every
// violation (at most 100) under the key the line uses ("skills[3]"), or under "" if the line is no such object: not
// UTF-8 or JSON (with the byte), nested more than 64 deep, not an object. Numbers beyond double (1e400), NaN and
// Infinity are no JSON. `unknown_keys` gets the line's unknown keys, once each, also on failure.
absl::Status ParseMemberRow(absl::string_view line, const NetworkName& network, v1::Member* member,
                            std::vector<std::string>* unknown_keys);

}  // namespace weft

#endif  // WEFT_PROFILE_MEMBER_ROW_H_
