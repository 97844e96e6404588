#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RECIPIENT_LINKS_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RECIPIENT_LINKS_H_

#include <string>

#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// The address of the first link with this action of the message's only recipient; or empty. A joint message has none:
// each link is one member's own.
std::string LinkUrl(const v1::Message& message, v1::Link::Action action);

// The address of the link with this action that belongs to the message's `index`-th proposal; or empty. The server
// writes links in the order of the proposals. Unless there are exactly as many as proposals none is used: a yes must
// never go to the wrong person.
std::string ProposalLinkUrl(const v1::Message& message, v1::Link::Action action, int index);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_RECIPIENT_LINKS_H_
