#include "bench/eval/html_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "bench/eval/plots/markup.h"
#include "bench/eval/plots/plot_style.h"
#include "bench/eval/report_plots.h"
#include "bench/eval/report_tables.h"
#include "bench/eval/weft_lists.h"

namespace weft {
namespace {

constexpr double kPhoneWidth = 450;  // Of a plot: hardly shrunk on the screen of a phone.
constexpr double kPhoneHeight = 500;

constexpr char kPageStyle[] = R"css(
:root{color-scheme:light dark;--paper:#ffffff;--ink:#1b1d21;--quiet:#555b63;--rule:#d9dde2;--stripe:#f6f7f9}
@media (prefers-color-scheme:dark){:root{--paper:#15171b;--ink:#eceef1;--quiet:#a8afb9;--rule:#343941;--stripe:#1c1f24}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1000px;padding:1.2rem 1rem 3rem;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
h1{font-size:1.7rem;line-height:1.2;margin:.4rem 0 .6rem}
h2{font-size:1.25rem;margin:2.4rem 0 .5rem}
p,ul,dl{max-width:46rem}
figure{margin:1rem 0}
figcaption{max-width:46rem;color:var(--quiet);font-size:.92rem}
svg.plot{display:block;width:100%;height:auto}
.narrow{display:none}
@media (max-width:640px){.broad{display:none}.narrow{display:block}}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 1.2rem}
@media (max-width:760px){.pair{grid-template-columns:1fr}}
.pair figure{min-width:0}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.3rem 0;font-size:1rem}
th,td{padding:.25rem .6rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--rule)}
th[scope=row],thead th:first-child{text-align:left;font-weight:500;position:sticky;left:0;background:var(--paper)}
th[scope=row]{white-space:nowrap}
thead th{font-weight:600;vertical-align:bottom}
td small{display:block;color:var(--quiet);font-size:.78rem;white-space:nowrap}
.setup td{text-align:left;overflow-wrap:anywhere}.setup th[scope=row]{white-space:normal;position:static}
dt{font-weight:600}dd{margin:0 0 .6rem}
summary{cursor:pointer;font-weight:600}
a{color:inherit}
)css";

constexpr char kMeasures[] = R"html(<h2>What the measures say</h2>
<dl>
<dt>nDCG@10, P@10, R@10</dt><dd>Accuracy: how far up a list of ten stand people with whom the member was tied later
(nDCG), which part of the list they are (P), and which part of all later ties the list holds (R). This rewards what
would have happened anyway: a good introduction that nobody made counts as a miss.</dd>
<dt>Crossing share, strict crossing share</dt><dd>Recommendations that join two clusters, as a share of those between
members who have a cluster; strict: and no circle or organization in common.</dd>
<dt>CEGC</dt><dd>Community-edge Gini complement: with all recommendations added to the network, how evenly the ties
between clusters spread over the pairs of clusters. Higher is more even. Compare within one run only.</dd>
<dt>Exposure Gini</dt><dd>How unevenly members are shown: 0 is all alike, 1 is one member in every list.</dd>
<dt>Coverage, reach of the least-tied</dt><dd>Members who are in at least one list, as a share of all, and of the
quarter with the fewest ties.</dd>
</dl>
<p>Clusters are found by Leiden on the train ties, with seeds of their own, and whatever depends on them is the mean
over several partitions. Intervals are 95 % of a bootstrap over the members measured.</p>
)html";

// A plot that stands alone is drawn twice, wide and upright; the style shows the one that fits the page.
std::string LargeFigure(Plot plot, const std::string& id, absl::string_view caption) {
  const std::string wide = SvgElement(plot, id);
  plot.width = kPhoneWidth;
  plot.height = std::max(plot.height, kPhoneHeight);
  return absl::StrCat("<figure>\n<div class=\"broad\">\n", wide, "</div>\n<div class=\"narrow\">\n",
                      SvgElement(plot, id + "-narrow"), "</div>\n<figcaption>", caption, "</figcaption>\n</figure>\n");
}

std::string HalfFigure(const Plot& plot, const std::string& id, absl::string_view caption) {
  return absl::StrCat("<figure>\n", SvgElement(plot, id), "<figcaption>", caption, "</figcaption>\n</figure>\n");
}

std::string Sentence(absl::string_view text) { return absl::StrCat("<li>", text, "</li>\n"); }

std::string WithInterval(const Estimate& e) {
  return absl::StrCat(Figure(e.value, 3), " (", Figure(e.low, 3), " to ", Figure(e.high, 3), ")");
}

std::string SignedWithInterval(const Estimate& e) {
  return absl::StrCat(SignedFigure(e.value, 3), " (", SignedFigure(e.low, 3), " to ", SignedFigure(e.high, 3), ")");
}

const MethodDifference* FindDifference(const EvalResult& result, const std::string& method,
                                       const std::string& against) {
  for (const MethodDifference& difference : result.differences) {
    if (difference.method == method && difference.against == against) return &difference;
  }
  return nullptr;
}

// The differences that the page is about, if the methods are there.
std::string InShort(const EvalResult& result) {
  const std::string fits = WeftMethod(0);
  const std::string mixed = WeftMethod(kDefaultShare);
  const absl::optional<size_t> fits_place = PlaceOfMethod(result, fits);
  const absl::optional<size_t> mixed_place = PlaceOfMethod(result, mixed);
  std::string items;
  for (const auto& [place, name] : {std::make_pair(fits_place, fits), std::make_pair(mixed_place, mixed)}) {
    if (!place.has_value()) continue;
    std::string text =
        absl::StrCat("<b>", name, "</b> has an nDCG@10 of ", WithInterval(result.methods[*place][Measure::kNdcg]));
    const absl::optional<size_t> best = BestBaseline(result, false);
    const MethodDifference* const difference =
        best.has_value() ? FindDifference(result, name, result.methods[*best].method) : nullptr;
    if (difference != nullptr) {
      absl::StrAppend(&text, ", the best baseline without popularity, <b>", EscapeMarkup(difference->against), "</b>, ",
                      Figure(result.methods[*best][Measure::kNdcg].value, 3),
                      ". Difference, paired: ", SignedWithInterval((*difference)[Measure::kNdcg]));
    }
    items += Sentence(text + ".");
  }
  const absl::optional<size_t> fits_folds = PlaceOfMethod(result, fits + "_folds");
  const absl::optional<size_t> mixed_folds = PlaceOfMethod(result, mixed + "_folds");
  if (fits_folds.has_value() && mixed_folds.has_value()) {
    items +=
        Sentence(absl::StrCat("With weights of fit cross-validated on this network, for each member fitted without "
                              "that member's later ties, nDCG@10 is ",
                              WithInterval(result.methods[*fits_folds][Measure::kNdcg]), " at dial 0 and ",
                              WithInterval(result.methods[*mixed_folds][Measure::kNdcg]), " at ", kDefaultShare, "."));
  }
  if (fits_place.has_value() && mixed_place.has_value()) {
    const MethodMeasures& before = result.methods[*fits_place];
    const MethodMeasures& after = result.methods[*mixed_place];
    const double ndcg = before[Measure::kNdcg].value;
    const double cegc = before[Measure::kCegc].value;
    std::string text = absl::StrCat("Turning the dial from 0 to ", kDefaultShare);
    if (ndcg > 0) {
      absl::StrAppend(&text, " changes nDCG@10 by ", SignedFigure(100 * (after[Measure::kNdcg].value / ndcg - 1), 1),
                      " %,");
    }
    absl::StrAppend(&text, " takes the strict crossing share from ", Figure(before[Measure::kStrictCrossing].value, 3),
                    " to ", Figure(after[Measure::kStrictCrossing].value, 3));
    if (cegc > 0) {
      absl::StrAppend(&text, ", makes CEGC ", Figure(after[Measure::kCegc].value / cegc, 2), " times as high");
    }
    absl::StrAppend(&text, ", and takes the exposure Gini from ", Figure(before[Measure::kExposureGini].value, 3),
                    " to ", Figure(after[Measure::kExposureGini].value, 3), ".");
    items += Sentence(text);
  }
  for (const std::string& note : result.notes) items += Sentence(absl::StrCat("Note: ", EscapeMarkup(note), "."));
  return items.empty() ? "" : absl::StrCat("<h2>In short</h2>\n<ul>\n", items, "</ul>\n");
}

std::string Balance(const EvalResult& result) {
  return absl::StrCat(
      "<h2>Fit and bridging</h2>\n<p>Up and to the right is better. Weft is one curve: its dial, "
      "<code>weak_tie_share</code>, says which part of a list is kept for introductions into a wider circle. Each "
      "reranker is a curve as well, from the list it starts with. The shaded band and the thin lines are 95 % "
      "intervals; rerankers have theirs in the table.</p>\n<p>Hollow: methods that use popularity, the candidate's own "
      "number of ties. They are shown, but they are not what Weft is measured against: by them the few who are known "
      "to all are recommended to all, and Weft never looks at popularity.</p>\n",
      LargeFigure(
          ParetoPlot(result, Measure::kStrictCrossing), "strict",
          "Accuracy against the strict crossing share: recommendations that join two clusters, with no circle or "
          "organization in common."),
      LargeFigure(
          ParetoPlot(result, Measure::kCegc), "cegc",
          "Accuracy against CEGC: crossing is not enough if all cross the same border. CEGC is high where every "
          "pair of clusters is joined."));
}

std::string Rerankers(const EvalResult& result) {
  if (result.comparisons.empty()) return "";
  return absl::StrCat(
      "<h2>Weft's curve against each reranker's</h2>\n<p>Both curves are read at ten places of their common range, and "
      "in each resample of the members anew.</p>\n<div class=\"pair\">\n",
      HalfFigure(ComparisonPlot(result, Measure::kStrictCrossing), "over-strict",
                 "At the same strict crossing share. Right of zero Weft is better."),
      HalfFigure(ComparisonPlot(result, Measure::kCegc), "over-cegc",
                 "At the same CEGC. Right of zero Weft is better."),
      "</div>\n", ComparisonTableHtml(result));
}

std::string Exposure(const EvalResult& result) {
  return absl::StrCat("<h2>Who is shown</h2>\n<div class=\"pair\">\n",
                      HalfFigure(ExposurePlot(result, Measure::kExposureGini), "gini",
                                 "Exposure Gini: further left, members are shown more evenly."),
                      HalfFigure(ExposurePlot(result, Measure::kCoverage), "coverage",
                                 "Coverage: further right, more members are in somebody's list."),
                      "</div>\n");
}

std::string Degrees(const EvalResult& result) {
  return absl::StrCat(
      "<h2>By number of ties</h2>\n",
      LargeFigure(DegreePlot(result), "degree",
                  "Left of the line are newcomers, members without any tie at the start. Baselines: the "
                  "best with and without popularity, one by ties alone and one by words alone."),
      DegreeTableHtml(result));
}

}  // namespace

std::string ToHtml(const EvalResult& result) {
  const NetworkCounts& counts = result.read.counts;
  std::string html = absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Weft: fit and bridging, measured</title>\n<style>",
      kPageStyle, PlotStyle(), "</style>\n</head>\n<body>\n<main>\n<h1>Fit and bridging, measured</h1>\n<p>",
      counts.members, " members with ", counts.train_ties, " ties. Every method recommends ten people to each of the ",
      counts.asked, " members who later had a new tie, knowing only the ties there were, and is judged by the ",
      counts.test_ties, " that came later.</p>\n");
  if (result.methods.empty()) {
    html += "<p>No method was measured.</p>\n";
  } else {
    absl::StrAppend(&html, InShort(result), Balance(result), Rerankers(result), Exposure(result), Degrees(result));
    absl::StrAppend(&html, "<h2>All measures</h2>\n", MeasureTableHtml(result, false));
    bool any_reranker = false;
    for (const MethodLists& lists : result.lists) any_reranker |= lists.family == MethodFamily::kReranker;
    if (any_reranker) {
      absl::StrAppend(&html, "<details>\n<summary>The rerankers, at each place of their dials</summary>\n",
                      MeasureTableHtml(result, true), "</details>\n");
    }
  }
  absl::StrAppend(&html, kMeasures, "<h2>How it was measured</h2>\n", SetupTableHtml(result),
                  "<p>Written by <code>weft-eval --html</code>.</p>\n</main>\n</body>\n</html>\n");
  return html;
}

}  // namespace weft
