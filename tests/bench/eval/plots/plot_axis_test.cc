#include "bench/eval/plots/plot_axis.h"

#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

std::vector<std::string> Texts(const AxisScale& scale, int most) {
  std::vector<std::string> texts;
  for (const AxisTick& tick : scale.Ticks(most)) texts.push_back(tick.text);
  return texts;
}

TEST(PlotAxisTest, TicksAreRoundNumbers) {
  PlotAxis axis;
  axis.from = 0;
  axis.to = 1;
  EXPECT_THAT(Texts(AxisScale(axis, {}), 6), testing::ElementsAre("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"));
  axis.to = 300;
  EXPECT_THAT(Texts(AxisScale(axis, {}), 4), testing::ElementsAre("0", "100", "200", "300"));
  axis.from = 0.0368;
  axis.to = 0.0994;
  EXPECT_THAT(Texts(AxisScale(axis, {}), 5), testing::ElementsAre("0.04", "0.06", "0.08"));
  axis.from = -0.1;
  axis.to = 0.1;
  EXPECT_THAT(Texts(AxisScale(axis, {}), 5), testing::ElementsAre("-0.10", "-0.05", "0.00", "0.05", "0.10"));
}

TEST(PlotAxisTest, LeavesRoomAroundThePoints) {
  const AxisScale scale(PlotAxis(), {1, 3, std::nan(""), std::numeric_limits<double>::infinity()});
  EXPECT_DOUBLE_EQ(scale.low(), 0.92);
  EXPECT_DOUBLE_EQ(scale.high(), 3.08);
  EXPECT_DOUBLE_EQ(scale.At(2, 100, 0), 50);
}

TEST(PlotAxisTest, WorksForOnePointAndForNone) {
  for (const std::vector<double>& values :
       {std::vector<double>(), std::vector<double>{0.0}, std::vector<double>{-4, -4}, std::vector<double>{NAN}}) {
    const AxisScale scale(PlotAxis(), values);
    EXPECT_LT(scale.low(), scale.high());
    EXPECT_GE(scale.Ticks(5).size(), 2u);
  }
  PlotAxis axis;
  axis.from = 2;  // Above all points.
  EXPECT_GT(AxisScale(axis, {1}).high(), 2);
}

TEST(PlotAxisTest, NamesHaveATickEach) {
  PlotAxis axis;
  axis.names = {"none", "some"};
  const AxisScale scale(axis, {7});
  EXPECT_THAT(Texts(scale, 1), testing::ElementsAre("none", "some"));
  EXPECT_DOUBLE_EQ(scale.At(0, 0, 100), 25);
  EXPECT_DOUBLE_EQ(scale.At(1, 0, 100), 75);
}

}  // namespace
}  // namespace weft
