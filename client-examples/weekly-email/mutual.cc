#include "client-examples/weekly-email/mutual.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/contact_facts.h"
#include "client-examples/weekly-email/letter_frame.h"
#include "client-examples/weekly-email/person_card.h"
#include "client-examples/weekly-email/shared_reasons.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

using Side = v1::Introduction::Side;

Block SideCard(const Side& side) {
  const std::string name = ShortName(side.display_name());
  std::vector<Block> inside;
  if (!side.note().empty()) inside.push_back(Quote(side.note()));
  std::vector<Fact> facts;
  if (side.brings_size() > 0) facts.push_back({"Brings", Phrases(side.brings())});
  std::vector<Fact> contact = ContactFacts(side.contact());
  if (contact.empty())
    facts.push_back(
        {"To reach them", "They keep their address to themselves. They can write to you if you share yours."});
  for (Fact& fact : contact) facts.push_back(std::move(fact));
  inside.push_back(Facts(std::move(facts)));
  return Card(name, "", std::move(inside));
}

// To one alone: the reasons speak to the reader already.
std::vector<Words> Reasons(const v1::Message& message, bool joint) {
  std::vector<Words> reasons;
  if (joint) {
    for (const std::string& text : SharedReasons(message.mutual())) reasons.emplace_back(text);
    return reasons;
  }
  const Side* own = OwnSide(message.mutual(), message.recipients(0).member());
  if (own == nullptr) return reasons;
  for (const v1::Reason& reason : own->reasons()) {
    if (reason.type() != v1::Reason::TYPE_WIDER_CIRCLE) reasons.emplace_back(reason.text());
  }
  return reasons;
}

}  // namespace

Letter MutualLetter(const v1::Message& message) {
  const v1::Introduction& introduction = message.mutual();
  const bool joint = message.recipients_size() > 1;
  const std::string reader = joint ? "" : message.recipients(0).member();
  const std::vector<const Side*> shown = OtherSides(introduction, reader);
  const bool is_pair = OtherSides(introduction, "").size() == 2;
  const std::string all_said_yes = is_pair ? "you both said yes" : "you all said yes";

  Letter letter = FramedLetter(message, joint ? absl::StrCat(NamesOf(shown), ": ", all_said_yes)
                                              : absl::StrCat("You and ", NamesOf(shown), ": ", all_said_yes));
  letter.preview = "What each brings, a first question, and how to reach each other.";
  letter.blocks.push_back(Paragraph(
      joint ? absl::StrCat(is_pair ? "You both" : "You all",
                           " said yes to meeting each other, so this mail goes to you together. Answer to all, and "
                           "the first step is done.")
            : absl::StrCat(is_pair ? "You both" : "You all",
                           " said yes to meeting each other. Somebody has to begin: it may as well be you.")));
  for (Block& block : HowItCameAbout(introduction, reader)) letter.blocks.push_back(std::move(block));
  for (const Side* side : shown) letter.blocks.push_back(SideCard(*side));
  std::vector<Words> reasons = Reasons(message, joint);
  if (!reasons.empty()) {
    letter.blocks.push_back(Heading(is_pair ? "Why you two" : "Why you"));
    letter.blocks.push_back(Bullets(std::move(reasons)));
  }
  if (!introduction.first_question().empty()) {
    letter.blocks.push_back(Heading("A question to begin with"));
    letter.blocks.push_back(Quote(introduction.first_question()));
  }
  letter.blocks.push_back(
      Small("Half an hour is enough, by phone or over a cup of something. Later we ask each of you, "
            "once, whether you met."));
  return letter;
}

}  // namespace weft::weekly_email
