#include "client-examples/weekly-email/introducer_request.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {

Letter IntroducerRequestLetter(const v1::Message& message) {
  const v1::Introduction& introduction = message.proposals(0);
  const auto sides = OtherSides(introduction, message.recipients(0).member());
  const std::string names = NamesOf(sides);
  Letter letter = FramedLetter(message, absl::StrCat("Would you introduce ", names, "?"));
  letter.preview = "You know them, and they do not know each other yet.";

  letter.blocks.push_back(
      Paragraph(Words("You know ")
                    .Strong(names)
                    .Plain(", and they do not know each other yet. They may have something for each "
                           "other. People trust somebody they know more than a mail from us.")));
  std::vector<Fact> facts;
  for (const v1::Introduction::Side* side : sides) {
    if (side->brings_size() > 0) {
      facts.push_back({absl::StrCat(ShortName(side->display_name()), " brings"), Phrases(side->brings())});
    }
  }
  if (!facts.empty()) letter.blocks.push_back(Facts(std::move(facts)));
  letter.blocks.push_back(
      Buttons({{"Yes, I introduce them", ProposalLinkUrl(message, v1::Link::ACTION_ACCEPT, 0), "", true},
               {"No, not this time", ProposalLinkUrl(message, v1::Link::ACTION_DECLINE, 0), ""}}));
  letter.blocks.push_back(Small(
      "With a yes you can add a line that they will read with your name; then each of them says yes or no. If you "
      "would rather not, or do not answer, we ask them ourselves, and they do not learn that you were asked."));
  return letter;
}

}  // namespace weft::weekly_email
