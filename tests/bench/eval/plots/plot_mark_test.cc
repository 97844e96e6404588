#include "bench/eval/plots/plot_mark.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(PlotMarkTest, EveryShapeIsAnother) {
  std::set<std::string> marks;
  for (MarkShape shape : {MarkShape::kCircle, MarkShape::kSquare, MarkShape::kTriangle, MarkShape::kDiamond,
                          MarkShape::kPlus, MarkShape::kCross}) {
    marks.insert(PlotMark(shape, 10, 20, 4, false));
  }
  EXPECT_EQ(marks.size(), 6u);
}

TEST(PlotMarkTest, StandsWhereItShould) {
  EXPECT_EQ(PlotMark(MarkShape::kCircle, 10, 20.25, 4, true),
            "<circle class=\"mark hollow\" cx=\"10\" cy=\"20.2\" r=\"4\"/>");
  EXPECT_EQ(PlotMark(MarkShape::kPlus, 10, 20, 5, false), "<path class=\"mark\" d=\"M4 20L16 20M10 14L10 26\"/>");
}

TEST(PlotMarkTest, CoordinatesAreShort) {
  EXPECT_EQ(Coordinate(3), "3");
  EXPECT_EQ(Coordinate(3.14159), "3.1");
  EXPECT_EQ(Coordinate(-0.01), "0");
}

}  // namespace
}  // namespace weft
