#include "cli/round_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/resource_argument.h"
#include "cli/text_table.h"
#include "cli/time_text.h"
#include "cli/words.h"

namespace weft::cli {
namespace {

using Summary = v1::Round::Summary;

std::string StateText(const v1::Round& round) { return EnumWords(v1::Round::State_Name(round.state()), "STATE_"); }

std::string ScopeText(const v1::Round::Scope& scope) {
  switch (scope.scope_case()) {
    case v1::Round::Scope::kCircle:
      return absl::StrCat("the circle ", Printable(scope.circle()));
    case v1::Round::Scope::kMembers:
      return absl::StrCat("a list of ", Counted(scope.members().members_size(), "member"));
    default:
      return "the whole network";
  }
}

void AppendLine(absl::string_view label, const std::string& value, std::string* text) {
  if (value.empty()) return;
  constexpr int kLabelColumns = 16;
  absl::StrAppend(text, "  ", label, std::string(std::max(1, kLabelColumns - DisplayWidth(label)), ' '), value, "\n");
}

// "by fn-jo", or "by the operator".
std::string ByWhom(const std::string& weaver) {
  return absl::StrCat("by ", weaver.empty() ? "the operator" : Printable(LastId(weaver)));
}

absl::string_view OpeningLabel(v1::Round::State state) {
  if (state == v1::Round::STATE_OPEN) return "is open";
  return state == v1::Round::STATE_CLOSED ? "was open" : "opens";
}

std::string OpeningText(const v1::Round& round) {
  const std::string time = round.has_open_time() ? TimeText(round.open_time()) : "";
  switch (round.state()) {
    case v1::Round::STATE_PLANNED:
      return absl::StrCat("by itself at ", time, ", or when you say so");
    case v1::Round::STATE_HELD:
      return absl::StrCat("by itself at ", time, ", when the hold ends, or when you say so");
    case v1::Round::STATE_OPEN:
      return absl::StrCat("since ", time);
    case v1::Round::STATE_CLOSED:
      return absl::StrCat(time, " to ", TimeText(round.close_time()));
    case v1::Round::STATE_CANCELLED:
      return absl::StrCat("never: cancelled ", TimeText(round.close_time()));
    default:
      return time;
  }
}

std::string ServedText(const Summary& summary) {
  return absl::StrCat(summary.served_count(), " of the ", summary.eligible_count(), " who can be introduced now, of ",
                      Counted(summary.scope_count(), "member"));
}

std::string IntroductionsLine(const Summary& summary) {
  std::string text =
      absl::StrCat(Counted(summary.pair_count(), "pair"), " (", Counted(summary.strong_fit_count(), "strong fit"), ", ",
                   Counted(summary.weak_tie_count(), "weak tie"), ")");
  if (summary.group_count() > 0) {
    absl::StrAppend(&text, " and ", Counted(summary.group_count(), "group"), " of three or four");
  }
  if (summary.crossing_count() > 0) {
    absl::StrAppend(&text, "; ", summary.crossing_count(),
                    summary.crossing_count() == 1 ? " pair joins" : " pairs join", " two clusters");
  }
  return text;
}

std::string WorthText(const Summary& summary) {
  if (summary.bound() <= 0) return "";
  if (summary.exact()) return absl::StrFormat("%.2f, and no plan can be worth more", summary.total_value());
  return absl::StrFormat("%.2f of at most %.2f (%.1f %%)", summary.total_value(), summary.bound(),
                         100 * summary.total_value() / summary.bound());
}

std::string WaitingText(const Summary& summary) {
  const int waiting = summary.eligible_count() - summary.served_count();
  if (waiting <= 0) return "nobody";
  std::string text = absl::StrCat(Counted(waiting, "member"), waiting == 1 ? " gets" : " get", " nothing this time");
  if (summary.longest_wait() > 0) {
    absl::StrAppend(&text, ", the longest for ", Counted(summary.longest_wait(), "round"), " by now");
  }
  if (summary.needs_a_hand_count() > 0) {
    absl::StrAppend(&text, "; ", summary.needs_a_hand_count(),
                    summary.needs_a_hand_count() == 1 ? " needs a hand" : " need a hand");
  }
  return text;
}

}  // namespace

std::string RoundTitle(const v1::Round& round) {
  const std::string name = Printable(ShortName(round.name()));
  return round.display_name().empty() ? name : absl::StrCat(Quoted(round.display_name()), " (", name, ")");
}

std::string RoundText(const v1::Round& round) {
  std::string text = round.name().empty() ? "A dry run: nothing is stored, nobody is asked.\n"
                                          : absl::StrCat("Round ", RoundTitle(round), ": ", StateText(round), "\n");
  const Summary& summary = round.summary();
  AppendLine("over", ScopeText(round.scope()), &text);
  if (!round.name().empty()) {
    if (!round.weaver().empty()) AppendLine("planned", ByWhom(round.weaver()), &text);
    AppendLine(OpeningLabel(round.state()), OpeningText(round), &text);
  }
  if (round.has_hold()) {
    const std::string until =
        round.state() == v1::Round::STATE_HELD ? absl::StrCat("until ", TimeText(round.hold().end_time()), " ") : "";
    AppendLine("held", absl::StrCat(until, ByWhom(round.hold().weaver()), ": ", Quoted(round.hold().reason())), &text);
  }
  if (!round.close_reason().empty()) AppendLine("closed because", Quoted(round.close_reason()), &text);
  AppendLine("serves", ServedText(summary), &text);
  AppendLine("introduces", IntroductionsLine(summary), &text);
  AppendLine("is worth", WorthText(summary), &text);
  AppendLine("waiting", WaitingText(summary), &text);
  if (summary.edit_count() > 0) AppendLine("changed", Counted(summary.edit_count(), "time") + " by weavers", &text);
  return text;
}

std::string RoundsText(const google::protobuf::RepeatedPtrField<v1::Round>& rounds) {
  if (rounds.empty()) return "No rounds.\n";
  TextTable table({"ROUND", "STATE", "OVER", "SERVES", "INTRODUCTIONS", "OPENS", "CALLED"});
  for (const v1::Round& round : rounds) {
    const Summary& summary = round.summary();
    table.AddRow({ShortName(round.name()), StateText(round), ScopeText(round.scope()),
                  absl::StrCat(summary.served_count(), " of ", summary.eligible_count()),
                  absl::StrCat(summary.pair_count() + summary.group_count()),
                  round.state() == v1::Round::STATE_CANCELLED ? "never" : TimeText(round.open_time()),
                  round.display_name()});
  }
  return table.ToString();
}

}  // namespace weft::cli
