#ifndef WEFT_BENCH_EVAL_PLOTS_LABEL_PLACER_H_
#define WEFT_BENCH_EVAL_PLOTS_LABEL_PLACER_H_

#include <vector>

namespace weft {

// A rectangle; y grows downwards.
struct PlotBox {
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct PlotSegment {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

// Where one label goes.
struct PlacedLabel {
  PlotBox box;
  bool has_leader = false;  // It stands so far off that a line must lead to it:
  PlotSegment leader;       // from the point to the nearest edge of the box.
};

// Finds places for labels beside their points, so that none covers another, a point, or more lines than it must. Tries
// places around the point, nearest first, and takes the cheapest: greedy, in the order of the calls (Christensen, Marks
// and Shieber, An empirical study of algorithms for point-feature label placement, 1995, compare such). Deterministic.
// Labels never leave the area; where there is no free place left, the least covered one is taken.
class LabelPlacer {
 public:
  explicit LabelPlacer(const PlotBox& area) : area_(area) {}

  // What labels must not cover.
  void AddObstacle(const PlotBox& box) { obstacles_.push_back(box); }
  // What labels should not cover.
  void AddLine(const PlotSegment& line) { lines_.push_back(line); }

  // A place for a label of this size that belongs to the point (x, y), from then on an obstacle itself.
  // O(obstacles + lines) for each of some hundred places.
  PlacedLabel Place(double x, double y, double width, double height);

 private:
  double CostOf(const PlacedLabel& label) const;

  const PlotBox area_;
  std::vector<PlotBox> obstacles_;
  std::vector<PlotSegment> lines_;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PLOTS_LABEL_PLACER_H_
