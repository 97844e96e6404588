#ifndef WEFT_INTRODUCTIONS_MESSAGE_LINKS_H_
#define WEFT_INTRODUCTIONS_MESSAGE_LINKS_H_

#include <vector>

#include "absl/time/time.h"
#include "weft/v1/introduction.pb.h"
#include "weft/v1/message.pb.h"

// Which links stand in a message, and for how long they work.
namespace weft {

// Once for every proposal in it, as its reader may answer it.
std::vector<v1::Link::Action> ProposalActions(const v1::Introduction& proposal);

// Once in a message of this kind, beside those of its proposals.
std::vector<v1::Link::Action> MessageActions(v1::Message::Kind kind);

// When a link ends that goes out at `now`. Who wants no more mail may say so long afterwards.
absl::Time LinkEnd(v1::Link::Action action, absl::Time now);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_MESSAGE_LINKS_H_
