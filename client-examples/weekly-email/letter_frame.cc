#include "client-examples/weekly-email/letter_frame.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

std::vector<Block> Footer(const v1::Message& message) {
  const std::string network = ShortName(message.network_display_name());
  if (message.recipients_size() != 1) {
    return {Small(absl::StrCat("Each of you gets this same mail from ", network,
                               ". Your other mails from here have a link to change or stop what you get."))};
  }
  Words stop(message.kind() == v1::Message::KIND_INVITATION
                 ? absl::StrCat("You get this mail once, because there is an entry about you in ", network, ".")
                 : absl::StrCat("You get this mail as a member of ", network, "."));
  const std::string page = LinkUrl(message, v1::Link::ACTION_OPEN);
  const std::string unsubscribe = LinkUrl(message, v1::Link::ACTION_UNSUBSCRIBE);
  if (!page.empty()) stop.Plain(" ").Link("Open your page", page).Plain(".");
  if (!unsubscribe.empty()) stop.Plain(" ").Link("Stop all mail from here", unsubscribe).Plain(".");
  return {Small(std::move(stop)), Small("The links are yours alone: please do not pass this mail on.")};
}

}  // namespace

Letter FramedLetter(const v1::Message& message, const std::string& title) {
  Letter letter;
  letter.subject = title;
  letter.masthead = ShortName(message.network_display_name());
  letter.title = title;
  std::vector<std::string> names;
  for (const v1::Message::Recipient& recipient : message.recipients()) {
    names.push_back(ShortName(recipient.display_name()));
  }
  letter.blocks.push_back(Paragraph(absl::StrCat("Hello ", InWords(names), ",")));
  letter.footer = Footer(message);
  return letter;
}

}  // namespace weft::weekly_email
