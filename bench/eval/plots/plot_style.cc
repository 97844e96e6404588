#include "bench/eval/plots/plot_style.h"

#include "absl/strings/str_cat.h"

namespace weft {
namespace {

struct Shades {
  const char* light;
  const char* dark;
};
constexpr Shades kColours[kPlotColours] = {
    {"#0072b2", "#56b4e9"},  // Blue
    {"#b87a00", "#e69f00"},  // Orange
    {"#00805d", "#009e73"},  // Bluish green
    {"#d55e00", "#f0752a"},  // Vermilion
    {"#b0578a", "#cc79a7"},  // Reddish purple
    {"#1b1d21", "#eceef1"},  // Black on white, white on black
    {"#62676f", "#a4abb5"},  // Grey
};
constexpr Shades kPaper = {"#ffffff", "#15171b"};
constexpr Shades kText = {"#1b1d21", "#eceef1"};
constexpr Shades kGrid = {"#e1e4e8", "#2d3138"};
constexpr Shades kFrame = {"#8b919a", "#707782"};

std::string Colours(const char* Shades::*shade) {
  std::string css =
      absl::StrCat(".plot .paper,.plot .hollow{fill:", kPaper.*shade, "}", ".plot .label{stroke:", kPaper.*shade, "}",
                   ".plot text{fill:", kText.*shade, "}", ".plot .grid{stroke:", kGrid.*shade, "}",
                   ".plot .frame{stroke:", kFrame.*shade, "}\n");
  for (int c = 0; c < kPlotColours; ++c) absl::StrAppend(&css, ".plot .c", c, "{color:", kColours[c].*shade, "}");
  return css + "\n";
}

}  // namespace

std::string PlotStyle() {
  return absl::StrCat(
      ".plot text{font:13px system-ui,-apple-system,\"Segoe UI\",Roboto,\"DejaVu Sans\",sans-serif}\n"
      ".plot .start{text-anchor:start}.plot .middle{text-anchor:middle}.plot .end{text-anchor:end}\n"
      ".plot .label{font-size:12px;stroke-width:3px;paint-order:stroke;stroke-linejoin:round}\n"
      ".plot .main .label,.plot .label.main{font-weight:700}\n"
      ".plot .grid,.plot .frame{fill:none;stroke-width:1}\n"
      ".plot .line,.plot .whisker,.plot .leader{fill:none;stroke:currentColor;stroke-width:1.6}\n"
      ".plot .main .line{stroke-width:3}.plot .whisker{stroke-width:1;opacity:.6}.plot .leader{stroke-width:.8}\n"
      ".plot .band{fill:currentColor;opacity:.14;stroke:none}\n"
      ".plot .mark{fill:currentColor;stroke:currentColor;stroke-width:1.6}\n",
      Colours(&Shades::light), "@media (prefers-color-scheme:dark){\n", Colours(&Shades::dark), "}\n");
}

}  // namespace weft
