#include "cli/member_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/time_text.h"
#include "cli/words.h"

namespace weft::cli {
namespace {

using Participation = v1::Participation;
using Phrases = google::protobuf::RepeatedPtrField<std::string>;

absl::string_view WordText(Participation::Word word) {
  switch (word) {
    case Participation::WORD_AGREED:
      return "agreed";
    case Participation::WORD_REFUSED:
      return "refused";
    default:
      return "not said: the network's policy decides";
  }
}

void AppendLine(absl::string_view label, absl::string_view value, std::string* text) {
  if (value.empty()) return;
  constexpr int kLabelColumns = 20;
  absl::StrAppend(text, "  ", label, std::string(std::max(1, kLabelColumns - DisplayWidth(label)), ' '),
                  Printable(value), "\n");
}

void AppendParticipation(const Participation& participation, std::string* text) {
  auto append = [&](absl::string_view field, absl::string_view label, std::string value) {
    const Phrases& spoken = participation.spoken_fields();
    if (std::find(spoken.begin(), spoken.end(), field) != spoken.end()) absl::StrAppend(&value, " (the member's word)");
    AppendLine(label, value, text);
  };
  append("being_found", "being found", std::string(WordText(participation.being_found())));
  append("being_introduced", "being introduced", std::string(WordText(participation.being_introduced())));
  if (participation.has_paused_until()) append("paused_until", "paused until", TimeText(participation.paused_until()));
  if (participation.has_introductions_per_month()) {
    append("introductions_per_month", "introductions",
           absl::StrCat(participation.introductions_per_month(), " a month"));
  }
  if (participation.rhythm() != Participation::RHYTHM_UNSPECIFIED) {
    append("rhythm", "rhythm", EnumWords(Participation::Rhythm_Name(participation.rhythm()), "RHYTHM_"));
  }
  if (participation.has_weak_tie_share()) {
    append("weak_tie_share", "weak-tie share", absl::StrCat(participation.weak_tie_share()));
  }
  if (!participation.never_pair().empty()) {
    append("never_pair", "never with", absl::StrJoin(participation.never_pair(), ", "));
  }
}

std::string WhenText(const v1::Tie& tie) {
  if (tie.has_last_contact()) return TimeText(tie.last_contact()).substr(0, 10);
  if (tie.when_case() == v1::Tie::kPeriod) return absl::StrCat("period ", tie.period());
  return "";
}

}  // namespace

std::string MemberText(const v1::Member& member) {
  std::string text =
      absl::StrCat(member.display_name().empty() ? LastId(member.name()) : Printable(member.display_name()), "  ",
                   Printable(ShortName(member.name())), "\n");
  AppendLine("bio", member.bio(), &text);
  AppendLine("interests", absl::StrJoin(member.interests(), "; "), &text);
  AppendLine("offers", absl::StrJoin(member.offers(), "; "), &text);
  AppendLine("needs", absl::StrJoin(member.needs(), "; "), &text);
  AppendLine("circles", absl::StrJoin(member.circles(), ", "), &text);
  AppendLine("organization", member.organization(), &text);
  AppendLine("languages", absl::StrJoin(member.languages(), ", "), &text);
  AppendLine("timezone", member.timezone(), &text);
  AppendParticipation(member.participation(), &text);
  AppendLine("etag", member.etag(), &text);
  if (member.has_update_time()) AppendLine("changed", TimeText(member.update_time()), &text);
  return text;
}

std::string MembersText(const google::protobuf::RepeatedPtrField<v1::Member>& members) {
  if (members.empty()) return "No members.\n";
  TextTable table({"MEMBER", "NAME", "CIRCLES", "ORGANIZATION"});
  for (const v1::Member& member : members) {
    table.AddRow({ShortName(member.name()), member.display_name(), absl::StrJoin(member.circles(), ", "),
                  member.organization()});
  }
  return table.ToString();
}

std::string TiesText(const google::protobuf::RepeatedPtrField<v1::Tie>& ties) {
  if (ties.empty()) return "No ties.\n";
  TextTable table({"MEMBER", "MEMBER", "WEIGHT", "LAST CONTACT", "KIND"});
  for (const v1::Tie& tie : ties) {
    table.AddRow(
        {ShortName(tie.member_a()), ShortName(tie.member_b()), absl::StrCat(tie.weight()), WhenText(tie), tie.kind()});
  }
  return table.ToString();
}

}  // namespace weft::cli
