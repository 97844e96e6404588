#include "client-examples/weekly-email/person_card.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/recipient_links.h"
#include "client-examples/weekly-email/sides.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

using Side = v1::Introduction::Side;

std::string Mark(const v1::Introduction& introduction) {
  if (introduction.kind() == v1::Recommendation::KIND_STRONG_FIT) return "close match";
  return introduction.kind() == v1::Recommendation::KIND_WEAK_TIE ? "a wider circle" : "";
}

std::vector<Block> Answers(const v1::Message& message, int index, const std::string& names, bool several) {
  auto url = [&](v1::Link::Action action) { return ProposalLinkUrl(message, action, index); };
  const std::string about = several ? names : "";
  return {Buttons({{absl::StrCat("Yes, introduce me to ", names), url(v1::Link::ACTION_ACCEPT), "", true},
                   {"Not now", url(v1::Link::ACTION_SNOOZE), about},
                   {"No, thank you", url(v1::Link::ACTION_DECLINE), about},
                   {"Not me, ask someone else", url(v1::Link::ACTION_PASS_ON), about}})};
}

}  // namespace

std::vector<Block> HowItCameAbout(const v1::Introduction& introduction, absl::string_view reader) {
  std::vector<Block> blocks;
  const std::string who = ShortName(introduction.introducer_display_name());
  const bool is_side = OwnSide(introduction, introduction.introducer()) != nullptr;
  const bool is_pair = introduction.sides_size() == 2;
  if (who.empty() && introduction.origin() == v1::Introduction::ORIGIN_WEAVER) {
    blocks.push_back(Paragraph("Somebody who looks after the network thought of it."));
  } else if (!who.empty() && is_side && introduction.introducer() != reader) {
    blocks.push_back(Paragraph(Words().Strong(who).Plain(" would like to meet you.")));
  } else if (!who.empty() && !is_side) {
    blocks.push_back(Paragraph(Words().Strong(who).Plain(is_pair ? ", who knows you both, thinks of you two."
                                                                 : ", who knows you all, thinks of you together.")));
  }
  if (!introduction.note().empty()) blocks.push_back(Quote(introduction.note()));
  if (!introduction.purpose().empty()) {
    blocks.push_back(Paragraph(Words().Strong("What it is about: ").Plain(introduction.purpose())));
  }
  return blocks;
}

std::vector<Block> ProposedPeople(const v1::Message& message, int index, bool several) {
  const v1::Introduction& introduction = message.proposals(index);
  const v1::Message::Recipient& reader = message.recipients(0);
  const std::vector<const Side*> others = OtherSides(introduction, reader.member());
  const std::string names = NamesOf(others);

  std::vector<Block> inside = HowItCameAbout(introduction, reader.member());
  const Side* own = OwnSide(introduction, reader.member());
  if (own != nullptr && own->reasons_size() > 0) {
    std::vector<Words> reasons;
    for (const v1::Reason& reason : own->reasons()) reasons.emplace_back(reason.text());
    inside.push_back(Bullets(std::move(reasons)));
  }
  std::vector<Fact> facts;
  for (const Side* side : others) {
    if (side->brings_size() > 0) {
      facts.push_back({absl::StrCat(ShortName(side->display_name()), " brings"), Phrases(side->brings())});
    }
  }
  if (!facts.empty()) inside.push_back(Facts(std::move(facts)));
  for (Block& block : Answers(message, index, names, several)) inside.push_back(std::move(block));
  if (introduction.has_expire_time()) {
    inside.push_back(Small(absl::StrCat("Open until ", Day(introduction.expire_time(), reader.timezone()),
                                        ". Not answering never counts against anybody.")));
  }
  return {Card(names, Mark(introduction), std::move(inside))};
}

}  // namespace weft::weekly_email
