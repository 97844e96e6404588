#include "cli/round_report_text.h"

#include <functional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/needs_a_hand_text.h"
#include "cli/resource_argument.h"
#include "cli/round_entry_text.h"
#include "cli/round_text.h"
#include "cli/text_table.h"
#include "cli/time_text.h"
#include "cli/words.h"

namespace weft::cli {
namespace {

using Figures = v1::RoundReport::Figures;
using Share = v1::RoundReport::Share;

// A page is not wider than that many rounds beside the one reported.
constexpr int kEarlierMax = 5;
constexpr char kFewerThanFive[] = "under 5";

std::string PercentText(double share) { return absl::StrFormat("%.0f %%", 100 * share); }

std::string OfText(int part, int whole) {
  if (whole <= 0) return absl::StrCat(part);
  return absl::StrCat(part, " (", PercentText(static_cast<double>(part) / whole), ")");
}

std::string CountText(bool has, int count, int whole) { return has ? OfText(count, whole) : kFewerThanFive; }

// One line of the table of figures.
struct Line {
  const char* label;
  std::function<std::string(const Figures& figures)> value;
};

const std::vector<Line>& Lines() {
  static const auto& lines = *new std::vector<Line>{
      {"could be introduced", [](const Figures& f) { return absl::StrCat(f.eligible_count()); }},
      {"were served", [](const Figures& f) { return OfText(f.served_count(), f.eligible_count()); }},
      {"introductions opened", [](const Figures& f) { return absl::StrCat(f.introduction_count()); }},
      {"  into a wider circle", [](const Figures& f) { return OfText(f.weak_tie_count(), f.introduction_count()); }},
      {"  of three or four", [](const Figures& f) { return absl::StrCat(f.group_count()); }},
      {"  met before in a year", [](const Figures& f) { return absl::StrCat(f.repeat_count()); }},
      {"all said yes",
       [](const Figures& f) { return CountText(f.has_mutual_count(), f.mutual_count(), f.introduction_count()); }},
      {"met", [](const Figures& f) { return CountText(f.has_met_count(), f.met_count(), f.introduction_count()); }},
      {"sides who found it useful",
       [](const Figures& f) { return CountText(f.has_useful_count(), f.useful_count(), 0); }},
      {"sides who learned something",
       [](const Figures& f) { return CountText(f.has_learned_count(), f.learned_count(), 0); }},
      {"sides who work together now",
       [](const Figures& f) { return CountText(f.has_collaborating_count(), f.collaborating_count(), 0); }},
      {"mean fit, 0 to 1", [](const Figures& f) { return absl::StrFormat("%.2f", f.mean_fit()); }},
      {"plan, of the best possible",
       [](const Figures& f) { return absl::StrFormat("%.1f %%", 100 * f.value_of_bound()); }},
      {"pairs of clusters newly joined", [](const Figures& f) { return absl::StrCat(f.cluster_pairs_joined()); }},
      {"evenness between clusters (CEGC)",
       [](const Figures& f) {
         return absl::StrFormat("%.3f, %+.3f", f.cegc_after(), f.cegc_after() - f.cegc_before());
       }},
      {"longest wait, in rounds", [](const Figures& f) { return absl::StrCat(f.longest_wait()); }},
      {"uneven exposure (Gini)", [](const Figures& f) { return absl::StrFormat("%.2f", f.exposure_gini()); }},
  };
  return lines;
}

std::string FiguresText(const v1::RoundReport& report) {
  std::vector<const Figures*> columns = {&report.figures()};
  for (const Figures& earlier : report.earlier()) {
    if (columns.size() <= kEarlierMax) columns.push_back(&earlier);
  }
  std::vector<std::string> header = {"IN NUMBERS"};
  for (size_t i = 0; i < columns.size(); ++i) {
    header.push_back(absl::StrCat(i == 0 ? "ROUND " : "", LastId(columns[i]->round())));
  }
  TextTable table(header);
  for (const Line& line : Lines()) {
    std::vector<std::string> row = {line.label};
    for (const Figures* figures : columns) row.push_back(line.value(*figures));
    table.AddRow(std::move(row));
  }
  std::string text = table.ToString();
  bool hidden = false;
  for (const Figures* f : columns) {
    hidden = hidden || !f->has_mutual_count() || !f->has_met_count() || !f->has_useful_count() ||
             !f->has_learned_count() || !f->has_collaborating_count();
  }
  if (hidden) {
    absl::StrAppend(&text, "Counts of what members answered are shown from five up: \"", kFewerThanFive,
                    "\" protects them.\n");
  }
  if (report.earlier().empty())
    absl::StrAppend(&text, "The first round over these members: nothing to compare with.\n");
  return text;
}

std::string KindText(Share::Kind kind) {
  switch (kind) {
    case Share::KIND_MEMBER:
      return "members";
    case Share::KIND_WEAVER:
      return "weavers by hand";
    case Share::KIND_ROUND:
      return "the round";
    default:
      return "others";
  }
}

std::string SharesText(const v1::RoundReport& report) {
  std::string text;
  for (const Share& share : report.shares()) {
    // One person stands below their kind.
    const std::string who =
        share.member().empty() ? KindText(share.kind()) : absl::StrCat("  ", Printable(LastId(share.member())));
    absl::StrAppend(&text, "  ", who, ": ", Counted(share.introduction_count(), "introduction"), ", ",
                    PercentText(share.share()), "\n");
  }
  for (const Share& share : report.shares()) {
    if (!share.over_a_third()) continue;
    absl::StrAppend(
        &text, "  Warning: ",
        share.member().empty() ? absl::StrCat(KindText(share.kind()), " alone") : Printable(LastId(share.member())),
        " brings about more than a third of all introductions: the network leans on ",
        share.kind() == Share::KIND_ROUND ? "it.\n    Ask members to introduce people they know to each other."
                                          : "them.\n    Share the weaving among more people.",
        "\n");
  }
  return text;
}

std::string EditsText(const v1::RoundReport& report) {
  std::string text;
  for (const v1::RoundEntry& entry : report.edits()) {
    absl::StrAppend(&text, "  ", WhoText(entry), "\n      ", StandingText(entry), "\n");
  }
  return text;
}

std::string LessonsText(const v1::RoundReport& report) {
  std::string text;
  for (const std::string& lesson : report.lessons()) absl::StrAppend(&text, "  - ", Quoted(lesson), "\n");
  return text;
}

// Sections without content are left out.
void AppendSection(absl::string_view title, const std::string& content, std::string* text) {
  if (!content.empty()) absl::StrAppend(text, "\n", title, "\n", content);
}

}  // namespace

std::string RoundReportText(const v1::RoundReport& report) {
  std::string text = absl::StrCat("What came of round ", RoundTitle(report.round()));
  if (report.round().has_open_time()) {
    absl::StrAppend(&text, ", open since ", TimeText(report.round().open_time()));
  }
  if (report.round().state() == v1::Round::STATE_CLOSED && report.round().has_close_time()) {
    absl::StrAppend(&text, ", closed ", TimeText(report.round().close_time()));
  }
  absl::StrAppend(&text, "\n\n", FiguresText(report));
  AppendSection("WHO BRINGS INTRODUCTIONS ABOUT", SharesText(report), &text);
  AppendSection("CHANGED BY WEAVERS", EditsText(report), &text);
  AppendSection("NEED A HAND", NeedsAHandText(report.needs_a_hand()), &text);
  AppendSection("LESSONS", LessonsText(report), &text);
  return text;
}

}  // namespace weft::cli
