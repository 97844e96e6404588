#include "client-examples/weekly-email/recipient_links.h"

#include <vector>

namespace weft::weekly_email {
namespace {

std::vector<const v1::Link*> LinksTo(const v1::Message& message, v1::Link::Action action) {
  std::vector<const v1::Link*> links;
  if (message.recipients_size() != 1) return links;
  for (const v1::Link& link : message.recipients(0).links()) {
    if (link.action() == action) links.push_back(&link);
  }
  return links;
}

}  // namespace

std::string LinkUrl(const v1::Message& message, v1::Link::Action action) {
  const std::vector<const v1::Link*> links = LinksTo(message, action);
  return links.empty() ? "" : links.front()->url();
}

std::string ProposalLinkUrl(const v1::Message& message, v1::Link::Action action, int index) {
  const std::vector<const v1::Link*> links = LinksTo(message, action);
  if (static_cast<int>(links.size()) != message.proposals_size()) return "";
  return links[static_cast<size_t>(index)]->url();
}

}  // namespace weft::weekly_email
