#include "bench/eval/plots/label_placer.h"

#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

bool Overlap(const PlotBox& a, const PlotBox& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

TEST(LabelPlacerTest, ALoneLabelStandsToTheRight) {
  LabelPlacer placer({0, 0, 200, 100});
  const PlacedLabel label = placer.Place(50, 50, 40, 14);
  EXPECT_DOUBLE_EQ(label.box.left, 58);
  EXPECT_DOUBLE_EQ((label.box.top + label.box.bottom) / 2, 50);
  EXPECT_FALSE(label.has_leader);
}

TEST(LabelPlacerTest, NoLabelCoversAnotherOrAPoint) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    const PlotBox area{0, 0, 600, 400};
    LabelPlacer placer(area);
    struct Point {
      double x, y;
    };
    std::vector<Point> points;
    std::vector<PlotBox> boxes;
    // Closer together than their labels are high.
    for (int i = 0; i < 12; ++i) {
      points.push_back({250.0 + static_cast<double>(random.Below(80)), 150.0 + static_cast<double>(random.Below(90))});
      boxes.push_back({points[i].x - 4, points[i].y - 4, points[i].x + 4, points[i].y + 4});
      placer.AddObstacle(boxes.back());
    }
    for (const Point& point : points) {
      const PlacedLabel label = placer.Place(point.x, point.y, 80, 14);
      for (const PlotBox& box : boxes) EXPECT_FALSE(Overlap(label.box, box)) << "seed " << seed;
      boxes.push_back(label.box);
    }
  }
}

TEST(LabelPlacerTest, KeepsOffLinesWhereItCan) {
  LabelPlacer placer({0, 0, 200, 100});
  placer.AddLine({0, 50, 200, 50});
  const PlacedLabel label = placer.Place(100, 50, 40, 14);
  EXPECT_TRUE(label.box.bottom < 50 || label.box.top > 50);
}

TEST(LabelPlacerTest, StaysInsideTheArea) {
  const PlotBox area{0, 0, 100, 100};
  for (double x : {0.0, 50.0, 100.0}) {
    for (double y : {0.0, 50.0, 100.0}) {
      LabelPlacer placer(area);
      const PlacedLabel label = placer.Place(x, y, 60, 14);
      EXPECT_GE(label.box.left, 0);
      EXPECT_GE(label.box.top, 0);
      EXPECT_LE(label.box.right, 100 + 1e-9);
      EXPECT_LE(label.box.bottom, 100 + 1e-9);
    }
  }
}

}  // namespace
}  // namespace weft
