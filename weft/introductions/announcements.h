#ifndef WEFT_INTRODUCTIONS_ANNOUNCEMENTS_H_
#define WEFT_INTRODUCTIONS_ANNOUNCEMENTS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "weft/introductions/life_cycle.h"
#include "weft/store/stored_message.h"

namespace weft {

// Whether mail about a member may name their address to the others of a mutual introduction; members by full name.
using SharesEmail = std::function<bool(const std::string& member)>;

// What a step gives occasion to tell, and to whom, due now. Each occasion is told once, however often a step is carried
// out. All sides of a mutual introduction are told in one message if each shares an e-mail address, else in one each.
// REQUIRES: the keys of sides and introducer are filled in.
std::vector<PutMessageMutation> Announce(const std::string& network, const LifeStep& step, const SharesEmail& shares,
                                         absl::Time now);

// Whether a message that waits to be sent still says what is so: a proposal only while its side has not answered.
bool StillTrue(const StoredMessage& message, const StoredIntroduction& introduction);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ANNOUNCEMENTS_H_
