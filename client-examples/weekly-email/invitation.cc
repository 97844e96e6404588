#include "client-examples/weekly-email/invitation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/held_profile.h"
#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {

Letter InvitationLetter(const v1::Message& message) {
  const v1::Message::Invitation& invitation = message.invitation();
  const std::string network = ShortName(message.network_display_name());
  Letter letter = FramedLetter(message, "May we introduce you to people?");
  letter.subject = absl::StrCat(network, ": may we introduce you to people?");
  letter.preview = "What is held about you here, and three answers: yes, not now, no.";

  letter.blocks.push_back(Paragraph(absl::StrCat(
      network, " introduces its members to each other: those who are looking for something to those who can offer it. ",
      Counted(invitation.member_count(), "person is", "people are"), " part of it.")));
  letter.blocks.push_back(
      Paragraph("Now and then you would get a mail about one person, and why the two of you. If you both say yes, you "
                "get each other’s contact details. If not, the other reads only that it did not come about."));
  letter.blocks.push_back(Paragraph("May we do this for you?"));
  letter.blocks.push_back(Buttons({{"Yes, introduce me", LinkUrl(message, v1::Link::ACTION_AGREE), "", true},
                                   {"Not now", LinkUrl(message, v1::Link::ACTION_NOT_NOW), ""},
                                   {"No, thank you", LinkUrl(message, v1::Link::ACTION_REFUSE), ""}}));
  letter.blocks.push_back(
      Small("Each opens a page; nothing changes before you press the button there. You need not answer at all: this "
            "question comes only once."));

  letter.blocks.push_back(Heading("What is held about you"));
  std::vector<Fact> facts = HeldProfile(invitation.member());
  if (!message.recipients(0).email().empty()) {
    facts.push_back({"E-mail, which nobody gets unless you both said yes", message.recipients(0).email()});
  }
  letter.blocks.push_back(Facts(std::move(facts)));
  if (!invitation.held_because().empty()) {
    letter.blocks.push_back(Heading("Where it comes from"));
    letter.blocks.push_back(Paragraph(invitation.held_because()));
  }
  return letter;
}

}  // namespace weft::weekly_email
