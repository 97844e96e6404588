#ifndef WEFT_BENCH_EVAL_PLOTS_PLOT_MARK_H_
#define WEFT_BENCH_EVAL_PLOTS_PLOT_MARK_H_

#include <string>

namespace weft {

// Shapes tell series apart where colours cannot.
enum class MarkShape { kCircle, kSquare, kTriangle, kDiamond, kPlus, kCross };

// An SVG element centred at (x, y), about 2 * `radius` wide, in the colour around it. Hollow: its inside has the
// page's colour. Plus and cross have no inside.
std::string PlotMark(MarkShape shape, double x, double y, double radius, bool hollow);

// A coordinate as pictures have it: a tenth of a unit is finer than anybody sees.
std::string Coordinate(double value);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PLOTS_PLOT_MARK_H_
