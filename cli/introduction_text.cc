#include "cli/introduction_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/time_text.h"
#include "cli/words.h"

namespace weft::cli {
namespace {

using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

std::string StateText(Intro::State state) { return EnumWords(Intro::State_Name(state), "STATE_"); }
std::string EventText(v1::IntroductionEvent::Type type) {
  return EnumWords(v1::IntroductionEvent::Type_Name(type), "TYPE_");
}

std::string NameOf(const Side& side) {
  if (side.member().empty()) return "somebody who has left";
  return NameOrId(side.display_name(), side.member());
}

std::string OriginText(const Intro& introduction) {
  const std::string introducer = NameOrId(introduction.introducer_display_name(), introduction.introducer());
  switch (introduction.origin()) {
    case Intro::ORIGIN_SELF:
      return absl::StrCat("proposed by ", introducer);
    case Intro::ORIGIN_INTRODUCER:
      return absl::StrCat("introduced by ", introducer);
    case Intro::ORIGIN_WEAVER:
      return "introduced by a weaver";
    case Intro::ORIGIN_ROUND:
      return introduction.introducer().empty()
                 ? absl::StrCat("round ", LastId(introduction.round()))
                 : absl::StrCat("round ", LastId(introduction.round()), ", introduced by ", introducer);
    default:
      return "";
  }
}

void AppendLine(absl::string_view label, const std::string& value, std::string* text) {
  if (!value.empty()) absl::StrAppend(text, "    ", label, ": ", value, "\n");
}

std::string ContactText(const v1::Contact& contact) {
  std::vector<std::string> parts;
  if (!contact.email().empty()) parts.push_back(contact.email());
  for (const v1::Contact::Handle& handle : contact.handles()) {
    parts.push_back(absl::StrCat(handle.service(), " ", handle.address()));
  }
  if (!contact.note().empty()) parts.push_back(contact.note());
  return Printable(absl::StrJoin(parts, "; "));
}

std::string OutcomeText(const v1::Outcome& outcome) {
  if (outcome.kind() == v1::Outcome::KIND_UNSPECIFIED) return "";
  std::string text = EnumWords(v1::Outcome::Kind_Name(outcome.kind()), "KIND_");
  if (!outcome.collaborating_on().empty()) absl::StrAppend(&text, " on ", outcome.collaborating_on());
  if (!outcome.lesson().empty()) absl::StrAppend(&text, ": ", outcome.lesson());
  return Printable(text);
}

void AppendSide(const Side& side, std::string* text) {
  absl::StrAppend(text, "  ", NameOf(side));
  if (!side.member().empty()) absl::StrAppend(text, "  ", Printable(ShortName(side.member())));
  if (side.gone()) absl::StrAppend(text, "  (the others went on)");
  absl::StrAppend(text, "\n");
  if (side.answer() != Side::ANSWER_UNSPECIFIED) {
    AppendLine("says", EnumWords(Side::Answer_Name(side.answer()), "ANSWER_"), text);
  }
  if (side.has_snoozed_until()) AppendLine("until", TimeText(side.snoozed_until()), text);
  if (!side.passed_on_to().empty()) AppendLine("passed on to", Printable(side.passed_on_to()), text);
  for (const v1::Reason& reason : side.reasons()) absl::StrAppend(text, "    - ", Printable(reason.text()), "\n");
  AppendLine("brings", Printable(absl::StrJoin(side.brings(), "; ")), text);
  AppendLine("writes", Printable(side.note()), text);
  AppendLine("contact", ContactText(side.contact()), text);
  AppendLine("outcome", OutcomeText(side.outcome()), text);
}

}  // namespace

std::string IntroductionText(const v1::Introduction& introduction) {
  std::string text = absl::StrCat(Printable(introduction.name()), "\n  ", StateText(introduction.state()), ", ",
                                  OriginText(introduction), "\n");
  if (!introduction.note().empty()) absl::StrAppend(&text, "  ", Printable(introduction.note()), "\n");
  if (introduction.state() == Intro::STATE_PROPOSED && introduction.has_expire_time()) {
    absl::StrAppend(&text, "  to be answered by ", TimeText(introduction.expire_time()), "\n");
  }
  for (const Side& side : introduction.sides()) AppendSide(side, &text);
  if (!introduction.first_question().empty()) {
    absl::StrAppend(&text, "  to begin with: ", Printable(introduction.first_question()), "\n");
  }
  return text;
}

std::string IntroductionsText(const google::protobuf::RepeatedPtrField<v1::Introduction>& introductions) {
  if (introductions.empty()) return "No introductions.\n";
  TextTable table({"INTRODUCTION", "STATE", "WHO", "HOW", "SINCE"});
  for (const v1::Introduction& introduction : introductions) {
    std::vector<std::string> names;
    for (const Side& side : introduction.sides()) names.push_back(NameOf(side));
    table.AddRow({LastId(introduction.name()), StateText(introduction.state()), absl::StrJoin(names, ", "),
                  OriginText(introduction), TimeText(introduction.create_time())});
  }
  return table.ToString();
}

std::string EffectsText(const google::protobuf::RepeatedPtrField<v1::Effect>& effects) {
  if (effects.empty()) return "Nothing has changed.\n";
  std::string text;
  for (const v1::Effect& effect : effects) absl::StrAppend(&text, "- ", Printable(effect.text()), "\n");
  return text;
}

std::string IntroductionAuditText(
    const google::protobuf::RepeatedPtrField<v1::ListIntroductionAuditResponse::Entry>& entries) {
  TextTable table({"CHANGE", "TIME", "WHO", "WHAT", "THEN", "WHY"});
  for (const auto& entry : entries) {
    table.AddRow({absl::StrCat(entry.change_sequence()), TimeText(entry.time()),
                  entry.spoke_for_member() ? absl::StrCat(entry.caller(), " for a member") : entry.caller(),
                  EventText(entry.type()), StateText(entry.to_state()), entry.reason()});
  }
  return table.ToString();
}

}  // namespace weft::cli
