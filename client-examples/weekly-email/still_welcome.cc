#include "client-examples/weekly-email/still_welcome.h"

#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/recipient_links.h"

namespace weft::weekly_email {

Letter StillWelcomeLetter(const v1::Message& message) {
  Letter letter = FramedLetter(message, "Shall we go on introducing you?");
  letter.preview = "One click if yes. If you do nothing, we rest.";
  letter.blocks.push_back(
      Paragraph("The last times we wrote to you about somebody, no answer came. That is fine: there are weeks like "
                "that, and it does not count against you."));
  letter.blocks.push_back(Paragraph("Shall we go on?"));
  letter.blocks.push_back(Buttons({{"Yes, go on", LinkUrl(message, v1::Link::ACTION_GO_ON), "", true}}));
  letter.blocks.push_back(
      Small("If you do nothing, nobody is introduced to you until you say so. This question comes only once."));
  return letter;
}

}  // namespace weft::weekly_email
