#ifndef WEFT_BENCH_EVAL_PLOTS_SVG_PLOT_H_
#define WEFT_BENCH_EVAL_PLOTS_SVG_PLOT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "bench/eval/plots/plot_axis.h"
#include "bench/eval/plots/plot_mark.h"
#include "bench/eval/plots/plot_style.h"

namespace weft {

enum class LineStyle { kNone, kSolid, kDashed, kDotted, kDashDotted, kLongDashed };

struct PlotInterval {
  double low = 0;
  double high = 0;
};

struct PlotPoint {
  double x = 0;
  double y = 0;
  absl::optional<PlotInterval> x_interval, y_interval;  // Drawn as whiskers, or as the series' band.
  std::string label;                                    // Written beside it; empty: none.
};

// Points that belong together: one entry of the legend.
struct PlotSeries {
  std::string name;
  int colour = kGrey;  // Below kPlotColours.
  MarkShape mark = MarkShape::kCircle;
  bool hollow = false;
  LineStyle line = LineStyle::kNone;  // From point to point, in their order.
  bool main = false;                  // What the plot is about: thick line, bold labels.
  bool band = false;                  // y intervals as a band along the line instead of whiskers.
  std::vector<PlotPoint> points;
};

struct Plot {
  std::string title;        // Read out, and shown when the pointer rests on it.
  std::string description;  // The same in a sentence or two, for those who do not see it.
  PlotAxis x;
  PlotAxis y;  // Upwards; names run downwards, as rows of a table do.
  std::vector<PlotSeries> series;
  std::vector<double> x_dividers;  // Lines across, for instance between names.
  double width = 720;              // Of the picture, in its units; text is 13 high.
  double height = 480;             // Of the field inside the axes.
};

// The plot as an <svg> element for a page that has PlotStyle(). `id` starts the ids of its title and description: each
// plot of a page needs another. Points and intervals that are not finite are left out, and a line breaks there; without
// any point it says so. All texts are escaped. Deterministic.
std::string SvgElement(const Plot& plot, absl::string_view id);

// The same as a file of its own, with its style sheet.
std::string SvgFile(const Plot& plot);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PLOTS_SVG_PLOT_H_
