#include "bench/eval/report_tables.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "bench/eval/plots/markup.h"

namespace weft {
namespace {

constexpr const char* kMeasureHeaders[kMeasureCount] = {
    "nDCG@10", "P@10",          "R@10",     "crossing share",         "strict crossing share",
    "CEGC",    "exposure Gini", "coverage", "reach of the least-tied"};

std::string HeaderRow(const std::vector<std::string>& cells) {
  std::string html = "<thead><tr>";
  for (const std::string& cell : cells) absl::StrAppend(&html, "<th scope=\"col\">", EscapeMarkup(cell), "</th>");
  return html + "</tr></thead>\n";
}

std::string RowHeader(const std::string& text) {
  return absl::StrCat("<tr><th scope=\"row\">", EscapeMarkup(text), "</th>");
}

std::string Cell(const std::string& text) { return absl::StrCat("<td>", text, "</td>"); }

std::string EstimateCell(const Estimate& estimate, int decimals) {
  if (!std::isfinite(estimate.value)) return Cell("–");
  return Cell(absl::StrCat(Figure(estimate.value, decimals), "<small>", Figure(estimate.low, decimals - 1), " to ",
                           Figure(estimate.high, decimals - 1), "</small>"));
}

std::string Table(const std::string& caption, const std::vector<std::string>& header, const std::string& rows) {
  return absl::StrCat("<div class=\"wide\" role=\"region\" aria-label=\"", EscapeMarkup(caption),
                      "\" tabindex=\"0\">\n<table>\n<caption>", EscapeMarkup(caption), "</caption>\n",
                      HeaderRow(header), "<tbody>\n", rows, "</tbody>\n</table>\n</div>\n");
}

// The last part of a path: whose page this is need not be told.
std::string NameOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string DateOf(const TieTime& time) {
  if (time.is_period()) return absl::StrCat("period ", time.micros() / 1000000);
  return absl::FormatTime("%Y-%m-%d", time.time(), absl::UTCTimeZone());
}

std::string DatesOf(const std::vector<RawTie>& ties) {
  absl::optional<TieTime> first, last;
  for (const RawTie& tie : ties) {
    if (!tie.time.has_value()) continue;
    if (!first.has_value() || *tie.time < *first) first = tie.time;
    if (!last.has_value() || *last < *tie.time) last = tie.time;
  }
  if (!first.has_value()) return "no times given";
  const std::string from = DateOf(*first);
  const std::string to = DateOf(*last);
  return from == to ? from : absl::StrCat(from, " to ", to);
}

std::string MethodName(const MethodLists& lists) {
  return lists.uses_popularity ? absl::StrCat(lists.method, " (popularity)") : lists.method;
}

}  // namespace

std::string Figure(double value, int decimals) {
  return std::isfinite(value) ? absl::StrFormat("%.*f", decimals, value) : "–";
}

std::string SignedFigure(double value, int decimals) {
  return std::isfinite(value) ? absl::StrFormat("%+.*f", decimals, value) : "–";
}

std::string SetupTableHtml(const EvalResult& result) {
  const NetworkCounts& counts = result.read.counts;
  const NetworkFiles& files = result.options.files;
  const int64_t left_out = counts.train_self + counts.train_repeated + counts.train_unknown + counts.test_self +
                           counts.test_repeated + counts.test_unknown + counts.test_known;
  const std::pair<const char*, std::string> rows[] = {
      {"Members", absl::StrCat(counts.members, " (", NameOf(files.members), ")")},
      {"Train ties: what there was at the start", absl::StrCat(counts.train_ties, " (", NameOf(files.train), ")")},
      {"Time of the train ties", DatesOf(result.read.train_ties)},
      {"Test ties: what came later, held back", absl::StrCat(counts.test_ties, " (", NameOf(files.test), ")")},
      {"Members measured: those with a test tie", absl::StrCat(counts.asked)},
      {"Rows of the tie files left out", absl::StrCat(left_out)},
      {"Ties have a direction", files.directed ? "yes" : "no"},
      {"Length of the lists", absl::StrCat(kListLength)},
      {"Clusters, by partition", result.clusters.empty() ? "none" : absl::StrJoin(result.clusters, ", ")},
      {"Members counted as least tied", absl::StrCat(result.least_tied)},
      {"Weak-tie shares asked for", absl::StrJoin(result.options.shares, ", ")},
      {"Bootstrap resamples of members, seed", absl::StrCat(result.options.resamples, ", ", result.options.seed)},
      {"Embedder", result.manifest.embedder.empty() ? "none" : result.manifest.embedder},
  };
  std::string html;
  for (const auto& [name, value] : rows) {
    absl::StrAppend(&html, RowHeader(name), Cell(EscapeMarkup(value)), "</tr>\n");
  }
  return absl::StrCat("<div class=\"wide setup\">\n<table>\n<caption>What was measured</caption>\n<tbody>\n", html,
                      "</tbody>\n</table>\n</div>\n");
}

std::string MeasureTableHtml(const EvalResult& result, bool rerankers) {
  std::vector<std::string> header = {"method"};
  header.insert(header.end(), std::begin(kMeasureHeaders), std::end(kMeasureHeaders));
  std::string rows;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    const MethodLists& lists = result.lists[i];
    if ((lists.family == MethodFamily::kReranker) != rerankers) continue;
    std::string row = RowHeader(MethodName(lists));
    for (const Estimate& estimate : result.methods[i].measures) row += EstimateCell(estimate, 4);
    absl::StrAppend(&rows, row, "</tr>\n");
  }
  return Table(rerankers ? "All measures of the rerankers, with 95 % intervals"
                         : "All measures of Weft and the baselines, with 95 % intervals",
               header, rows);
}

std::string DegreeTableHtml(const EvalResult& result) {
  std::vector<std::string> header = {"method"};
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    const int64_t members = result.methods.empty() ? 0 : result.methods[0].by_degree[g].members;
    header.push_back(
        absl::StrCat(g == 0 ? "no tie" : absl::StrCat(kDegreeGroups[g].name, " ties"), " (", members, " members)"));
  }
  std::string rows;
  for (size_t i = 0; i < result.methods.size(); ++i) {
    if (result.lists[i].family == MethodFamily::kReranker) continue;
    std::string row = RowHeader(MethodName(result.lists[i]));
    for (const GroupAccuracy& group : result.methods[i].by_degree) {
      row += group.members == 0 ? Cell("–") : EstimateCell(group.ndcg, 4);
    }
    absl::StrAppend(&rows, row, "</tr>\n");
  }
  return Table("nDCG@10 by number of train ties, with 95 % intervals", header, rows);
}

std::string ComparisonTableHtml(const EvalResult& result) {
  std::string rows;
  for (const CurveComparison& comparison : result.comparisons) {
    if (comparison.points.empty()) continue;
    int above = 0;
    int below = 0;
    for (const CurvePoint& point : comparison.points) {
      above += point.difference.low > 0;
      below += point.difference.high < 0;
    }
    const Estimate& mean = comparison.mean_difference;
    absl::StrAppend(
        &rows, RowHeader(comparison.against), Cell(comparison.over == Measure::kCegc ? "CEGC" : "strict share"),
        Cell(absl::StrCat(Figure(comparison.points.front().at, 3), " to ", Figure(comparison.points.back().at, 3))),
        EstimateCell(mean, 4), Cell(absl::StrCat(above, " of ", comparison.points.size())),
        Cell(absl::StrCat(below, " of ", comparison.points.size())), "</tr>\n");
  }
  return Table(
      "Weft's curve against each reranker's, where both reach the same",
      {"against", "over", "common range", "mean nDCG@10 difference", "points surely above", "points surely below"},
      rows);
}

}  // namespace weft
