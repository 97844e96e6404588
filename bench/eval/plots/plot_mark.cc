#include "bench/eval/plots/plot_mark.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace weft {

std::string Coordinate(double value) {
  std::string text = absl::StrFormat("%.1f", value);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::string PlotMark(MarkShape shape, double x, double y, double radius, bool hollow) {
  const char* const style = hollow ? "mark hollow" : "mark";
  const auto at = [&](double dx, double dy) {
    return absl::StrCat(Coordinate(x + dx * radius), " ", Coordinate(y + dy * radius));
  };
  std::string path;
  switch (shape) {
    case MarkShape::kCircle:
      return absl::StrCat("<circle class=\"", style, "\" cx=\"", Coordinate(x), "\" cy=\"", Coordinate(y), "\" r=\"",
                          Coordinate(radius), "\"/>");
    case MarkShape::kSquare:
      path = absl::StrCat("M", at(-0.9, -0.9), "L", at(0.9, -0.9), "L", at(0.9, 0.9), "L", at(-0.9, 0.9), "Z");
      break;
    case MarkShape::kTriangle:
      path = absl::StrCat("M", at(0, -1.2), "L", at(1.1, 0.8), "L", at(-1.1, 0.8), "Z");
      break;
    case MarkShape::kDiamond:
      path = absl::StrCat("M", at(0, -1.3), "L", at(1.3, 0), "L", at(0, 1.3), "L", at(-1.3, 0), "Z");
      break;
    case MarkShape::kPlus:
      path = absl::StrCat("M", at(-1.2, 0), "L", at(1.2, 0), "M", at(0, -1.2), "L", at(0, 1.2));
      break;
    case MarkShape::kCross:
      path = absl::StrCat("M", at(-1, -1), "L", at(1, 1), "M", at(-1, 1), "L", at(1, -1));
      break;
  }
  return absl::StrCat("<path class=\"", style, "\" d=\"", path, "\"/>");
}

}  // namespace weft
