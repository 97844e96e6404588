#include "client-examples/weekly-email/did_you_meet.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/contact_facts.h"
#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {

Letter DidYouMeetLetter(const v1::Message& message) {
  const v1::Introduction& introduction = message.mutual();
  const v1::Message::Recipient& reader = message.recipients(0);
  const std::vector<const v1::Introduction::Side*> others = OtherSides(introduction, reader.member());
  const std::string names = NamesOf(others);
  Letter letter = FramedLetter(message, absl::StrCat("Did you and ", names, " meet?"));
  letter.preview = "One click, and if you like one line of what you learned.";

  letter.blocks.push_back(Paragraph(
      introduction.has_mutual_time() ? absl::StrCat("On ", Day(introduction.mutual_time(), reader.timezone()),
                                                    " you and ", names, " said yes to meeting each other. Did you?")
                                     : absl::StrCat("You and ", names, " said yes to meeting each other. Did you?")));
  letter.blocks.push_back(Buttons({{"Yes, we met", LinkUrl(message, v1::Link::ACTION_MET), "", true},
                                   {"No, we did not", LinkUrl(message, v1::Link::ACTION_DID_NOT_MEET), ""}}));
  letter.blocks.push_back(
      Paragraph("On the page you can add one line: what did you learn? You say whether others may read it, without "
                "names, in the weekly mail. What came of it is for your eyes only."));
  letter.blocks.push_back(
      Small("If it has not happened yet, nobody is to blame. There you can also say that you want to try again."));
  for (const v1::Introduction::Side* side : others) {
    std::vector<Fact> contact = ContactFacts(side->contact());
    if (contact.empty()) continue;
    letter.blocks.push_back(Heading(absl::StrCat("How to reach ", ShortName(side->display_name()))));
    letter.blocks.push_back(Facts(std::move(contact)));
  }
  return letter;
}

}  // namespace weft::weekly_email
