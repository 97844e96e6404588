#include "weft/introductions/message_links.h"

#include "absl/types/optional.h"

namespace weft {
namespace {

using Intro = v1::Introduction;
using Link = v1::Link;
using Message = v1::Message;

constexpr absl::Duration kDay = absl::Hours(24);

absl::optional<Link::Action> LinkTo(Intro::Action action) {
  switch (action) {
    case Intro::ACTION_ACCEPT:
      return Link::ACTION_ACCEPT;
    case Intro::ACTION_DECLINE:
      return Link::ACTION_DECLINE;
    case Intro::ACTION_SNOOZE:
      return Link::ACTION_SNOOZE;
    case Intro::ACTION_PASS_ON:
      return Link::ACTION_PASS_ON;
    default:
      return absl::nullopt;
  }
}

}  // namespace

std::vector<Link::Action> ProposalActions(const Intro& proposal) {
  std::vector<Link::Action> links;
  for (int action : proposal.actions()) {
    const absl::optional<Link::Action> link = LinkTo(static_cast<Intro::Action>(action));
    if (link.has_value()) links.push_back(*link);
  }
  return links;
}

std::vector<Link::Action> MessageActions(Message::Kind kind) {
  std::vector<Link::Action> links = {Link::ACTION_OPEN};
  switch (kind) {
    case Message::KIND_INVITATION:
      links.insert(links.end(), {Link::ACTION_AGREE, Link::ACTION_NOT_NOW, Link::ACTION_REFUSE});
      break;
    case Message::KIND_DID_YOU_MEET:
      links.insert(links.end(), {Link::ACTION_MET, Link::ACTION_DID_NOT_MEET});
      break;
    case Message::KIND_WEEKLY:
      links.push_back(Link::ACTION_WHOM_DO_YOU_KNOW);
      break;
    case Message::KIND_STILL_WELCOME:
      links.push_back(Link::ACTION_GO_ON);
      break;
    default:
      break;
  }
  links.push_back(Link::ACTION_UNSUBSCRIBE);
  return links;
}

absl::Time LinkEnd(Link::Action action, absl::Time now) {
  return now + (action == Link::ACTION_UNSUBSCRIBE ? 730 : 90) * kDay;
}

}  // namespace weft
