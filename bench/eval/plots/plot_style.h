#ifndef WEFT_BENCH_EVAL_PLOTS_PLOT_STYLE_H_
#define WEFT_BENCH_EVAL_PLOTS_PLOT_STYLE_H_

#include <string>

namespace weft {

// Colours of series, by number: 0 is the one the plot is about, the last one is for the many beside it. Colour-blind
// people can tell them apart (Okabe and Ito, Color Universal Design, 2008); orange is darkened on white and blue
// lightened on black, so that thin lines keep a contrast of 3 to 1.
constexpr int kPlotColours = 7;
constexpr int kGrey = 6;

// The style sheet of all plots, for light and dark, as `prefers-color-scheme` has it.
std::string PlotStyle();

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PLOTS_PLOT_STYLE_H_
