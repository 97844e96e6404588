#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_HELD_PROFILE_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_HELD_PROFILE_H_

#include <vector>

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/member.pb.h"

namespace weft::weekly_email {

// Everything that is held about a member, in plain words and whole: every field of Member that is set, but for its
// etag. Times are told in the member's own time zone.
std::vector<Fact> HeldProfile(const v1::Member& member);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_HELD_PROFILE_H_
