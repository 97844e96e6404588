#include "bench/eval/plots/svg_plot.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Plot SmallPlot() {
  Plot plot;
  plot.title = "A & B";
  plot.description = "Two points.";
  plot.x.label = "x (m)";
  plot.y.label = "y (s)";
  plot.x.from = plot.y.from = 0;
  plot.x.to = plot.y.to = 1;
  plot.width = 200;
  plot.height = 100;
  PlotSeries series;
  series.name = "a";
  series.colour = 0;
  series.line = LineStyle::kDashed;
  series.points.push_back({0, 0.5, absl::nullopt, PlotInterval{0.25, 0.75}, ""});
  series.points.push_back({1, 1, absl::nullopt, absl::nullopt, "end"});
  plot.series.push_back(series);
  return plot;
}

TEST(SvgPlotTest, GoldenSmallPlot) {
  EXPECT_EQ(SvgElement(SmallPlot(), "p"),
            R"svg(<svg class="plot" viewBox="0 0 200 182" role="img" aria-labelledby="p-title p-desc">
<title id="p-title">A &amp; B</title>
<desc id="p-desc">Two points.</desc>
<rect class="paper" width="200" height="182"/>
<path class="frame" d="M59 34L59 134"/>
<path class="frame" d="M59 134L59 139"/>
<text class="middle" x="59" y="154">0.0</text>
<path class="grid" d="M122.5 34L122.5 134"/>
<path class="frame" d="M122.5 134L122.5 139"/>
<text class="middle" x="122.5" y="154">0.5</text>
<path class="grid" d="M186 34L186 134"/>
<path class="frame" d="M186 134L186 139"/>
<text class="middle" x="186" y="154">1.0</text>
<path class="grid" d="M59 134L186 134"/>
<path class="frame" d="M54 134L59 134"/>
<text class="end" x="50" y="138.5">0.0</text>
<path class="grid" d="M59 84L186 84"/>
<path class="frame" d="M54 84L59 84"/>
<text class="end" x="50" y="88.5">0.5</text>
<path class="grid" d="M59 34L186 34"/>
<path class="frame" d="M54 34L59 34"/>
<text class="end" x="50" y="38.5">1.0</text>
<path class="frame" d="M59 34V134H186"/>
<text class="middle" x="122.5" y="174">x (m)</text>
<text class="middle" transform="translate(15 84) rotate(-90)">y (s)</text>
<g class="c0"><path class="line" stroke-dasharray="7 4" d="M59 14L87 14"/><circle class="mark" cx="73" cy="14" r="4"/></g><text class="start" x="93" y="18.5">a</text>
<g class="c0"><path class="line" stroke-dasharray="7 4" d="M59 84L186 34"/></g>
<g class="c0"><path class="whisker" d="M59 109L59 59"/>
</g>
<g class="c0"></g>
<g class="c0"><circle class="mark" cx="59" cy="84" r="4"/><circle class="mark" cx="186" cy="34" r="4"/></g>
<g class="c0"><path class="leader" d="M183.5 38.3L177 49.6"/>
<text class="label end" x="177" y="60.6">end</text>
</g>
</svg>
)svg");
}

TEST(SvgPlotTest, WhatIsNotFiniteIsLeftOutAndBreaksTheLine) {
  Plot plot = SmallPlot();
  PlotSeries& series = plot.series[0];
  series.points = {{0, 0}, {0.2, 0.2}, {0.4, std::nan("")}, {0.6, 0.6}, {INFINITY, 0.8}, {0.9, 0.9}};
  series.points[0].y_interval = PlotInterval{std::nan(""), 1};
  series.points[2].label = "unseen";
  for (bool band : {false, true}) {
    series.band = band;
    const std::string svg = SvgElement(plot, "p");
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("inf")));
    EXPECT_THAT(svg, Not(HasSubstr("unseen")));
    EXPECT_THAT(svg, Not(HasSubstr("whisker")));
    EXPECT_THAT(svg, Not(HasSubstr("class=\"band\"")));
    EXPECT_THAT(svg,
                testing::ContainsRegex("class=\"line\" stroke-dasharray=\"7 4\" d=\"M[0-9. ]+L[0-9. ]+M[0-9. ]+M"));
  }
}

TEST(SvgPlotTest, SaysSoIfThereIsNothing) {
  EXPECT_THAT(SvgElement(Plot(), "p"), HasSubstr("There is nothing to show."));
  Plot plot = SmallPlot();
  plot.series[0].points = {{std::nan(""), 1}};
  EXPECT_THAT(SvgElement(plot, "p"), HasSubstr("There is nothing to show."));
}

TEST(SvgPlotTest, EscapesAllTexts) {
  Plot plot = SmallPlot();
  plot.title = plot.description = plot.x.label = plot.y.label = "<script>";
  plot.series[0].name = plot.series[0].points[0].label = "<script>";
  plot.x.names = {"<script>", "b"};
  const std::string svg = SvgElement(plot, "p");
  EXPECT_THAT(svg, Not(HasSubstr("<script>")));
  EXPECT_THAT(svg, HasSubstr("&lt;script&gt;"));
}

TEST(SvgPlotTest, RowsRunDownwards) {
  Plot plot = SmallPlot();
  plot.y.names = {"first", "second"};
  plot.series[0].points = {{0.5, 0}, {0.5, 1}};
  plot.series[0].mark = MarkShape::kCircle;
  const std::string svg = SvgElement(plot, "p");
  const size_t first = svg.rfind("cy=\"", svg.rfind("cy=\"") - 1);
  EXPECT_LT(std::stod(svg.substr(first + 4)), std::stod(svg.substr(svg.rfind("cy=\"") + 4)));
  EXPECT_LT(svg.find(">first<"), svg.find(">second<"));
}

TEST(SvgPlotTest, AFileHasItsStyleAndItsNamespace) {
  const std::string svg = SvgFile(SmallPlot());
  EXPECT_THAT(svg, HasSubstr(" xmlns=\"http://www.w3.org/2000/svg\">"));
  EXPECT_THAT(svg, HasSubstr("prefers-color-scheme:dark"));
}

}  // namespace
}  // namespace weft
