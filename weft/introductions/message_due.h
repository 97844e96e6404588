#ifndef WEFT_INTRODUCTIONS_MESSAGE_DUE_H_
#define WEFT_INTRODUCTIONS_MESSAGE_DUE_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/store/stored_message.h"
#include "weft/v1/contact.pb.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/network.pb.h"

// What falls due apart from the life of an introduction (announcements.h): the invitation, once, and the week's news.
namespace weft {

// The e-mail stays weekly whatever the rhythm of introductions.
constexpr absl::Duration kNewsInterval = absl::Hours(24 * 7);

// Whether the member has said yes or no to being found or introduced: then nobody asks any more.
bool HasSpoken(const v1::Participation& participation);

// Each member is invited once: the occasion is the member.
PutMessageMutation InvitationFor(const std::string& network, const std::string& member_id, int64_t member_key,
                                 absl::Time now);

// News without a proposal. One a member and day at most, however often it is asked for.
PutMessageMutation NewsFor(const std::string& network, const std::string& member_id, int64_t member_key,
                           absl::Time now);
// Whether a member who has had the week's news last at `last` (none: never) and came at `since` gets them now. A round
// that opens soon (`next_round`) is waited for: its proposals come with the news.
bool NewsAreDue(absl::optional<absl::Time> last, absl::Time since, absl::optional<absl::Time> next_round,
                absl::Time now);

// Whether mail to a member may name their address to the others of a mutual introduction.
bool SharesAddress(const v1::Contact& contact);

// Where what is held about a member came from, in a sentence or two for that member.
std::string HeldBecause(const v1::Member& member, const v1::Network& network);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_MESSAGE_DUE_H_
