#include "bench/eval/plots/label_placer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weft {
namespace {

constexpr double kRadii[] = {8, 12, 18, 26, 36, 48, 62, 78, 96};
constexpr int kDirections = 24;
constexpr double kLeaderFrom = 13;  // Nearer than this a label is plainly its point's.
constexpr double kPointRadius = 5;
// What is worse than what: a covered label or point than a crossed line, a crossed line than some distance.
constexpr double kCoveredCost = 1000;
constexpr double kCrossedCost = 25;
constexpr double kLeaderCrossedCost = 8;

double OverlapOf(const PlotBox& a, const PlotBox& b) {
  const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
  const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

// Clips the segment to the box (Liang and Barsky 1984): whether anything is left.
bool Crosses(const PlotSegment& line, const PlotBox& box) {
  double from = 0;
  double to = 1;
  const double dx = line.x2 - line.x1;
  const double dy = line.y2 - line.y1;
  const double steps[] = {-dx, dx, -dy, dy};
  const double rooms[] = {line.x1 - box.left, box.right - line.x1, line.y1 - box.top, box.bottom - line.y1};
  for (int side = 0; side < 4; ++side) {
    if (steps[side] == 0) {
      if (rooms[side] < 0) return false;
      continue;
    }
    const double at = rooms[side] / steps[side];
    if (steps[side] < 0) {
      from = std::max(from, at);
    } else {
      to = std::min(to, at);
    }
  }
  return from <= to;
}

bool Crosses(const PlotSegment& a, const PlotSegment& b) {
  const auto side = [](const PlotSegment& s, double x, double y) {
    return (s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1) > 0;
  };
  return side(a, b.x1, b.y1) != side(a, b.x2, b.y2) && side(b, a.x1, a.y1) != side(b, a.x2, a.y2);
}

// A box whose nearest point lies `radius` from (x, y), in the direction (cos, sin).
PlotBox BoxAround(double x, double y, double width, double height, double radius, double angle) {
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const double left = x + radius * cosine - (cosine > 0.3 ? 0 : cosine < -0.3 ? width : width / 2);
  const double top = y + radius * sine - (sine > 0.3 ? 0 : sine < -0.3 ? height : height / 2);
  return {left, top, left + width, top + height};
}

PlacedLabel WithLeader(double x, double y, const PlotBox& box) {
  const double to_x = std::clamp(x, box.left, box.right);
  const double to_y = std::clamp(y, box.top, box.bottom);
  const double length = std::hypot(to_x - x, to_y - y);
  const double part = length > kPointRadius ? kPointRadius / length : 0;
  return {box, length > kLeaderFrom, {x + part * (to_x - x), y + part * (to_y - y), to_x, to_y}};
}

// The box moved so that it lies inside the area.
PlotBox Inside(const PlotBox& box, const PlotBox& area) {
  const double x = std::max(area.left - box.left, 0.0) + std::min(area.right - box.right, 0.0);
  const double y = std::max(area.top - box.top, 0.0) + std::min(area.bottom - box.bottom, 0.0);
  return {box.left + x, box.top + y, box.right + x, box.bottom + y};
}

}  // namespace

double LabelPlacer::CostOf(const PlacedLabel& label) const {
  double cost = 0;
  for (const PlotBox& obstacle : obstacles_) {
    const double overlap = OverlapOf(label.box, obstacle);
    if (overlap > 0) cost += kCoveredCost + overlap;
    if (label.has_leader && Crosses(label.leader, obstacle)) cost += kCrossedCost;
  }
  for (const PlotSegment& line : lines_) {
    if (Crosses(line, label.box)) cost += kCrossedCost;
    if (label.has_leader && Crosses(line, label.leader)) cost += kLeaderCrossedCost;
  }
  return cost;
}

PlacedLabel LabelPlacer::Place(double x, double y, double width, double height) {
  PlacedLabel best;
  double least = std::numeric_limits<double>::infinity();
  for (double radius : kRadii) {
    for (int d = 0; d < kDirections; ++d) {
      // From the right, then turning both ways: labels read best to the right of their point.
      const double turn = (d + 1) / 2 * (d % 2 == 0 ? 1 : -1);
      const PlotBox box = BoxAround(x, y, width, height, radius, turn * 2 * M_PI / kDirections);
      const PlacedLabel label = WithLeader(x, y, Inside(box, area_));
      const double cost =
          CostOf(label) + std::hypot(label.box.left - box.left, label.box.top - box.top) + radius + 0.05 * d;
      if (cost < least) {
        least = cost;
        best = label;
      }
    }
  }
  AddObstacle(best.box);
  if (best.has_leader) AddLine(best.leader);
  return best;
}

}  // namespace weft
