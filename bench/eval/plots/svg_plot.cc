#include "bench/eval/plots/svg_plot.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "bench/eval/plots/label_placer.h"
#include "bench/eval/plots/markup.h"

namespace weft {
namespace {

constexpr double kFont = 13;
constexpr double kLabelFont = 12;
constexpr double kLabelHeight = 14;
constexpr double kMarkRadius = 4;
constexpr double kLegendRow = 20;
constexpr double kLegendSample = 34;  // Line and mark before a name.
constexpr double kTickRoom = 70;      // Between ticks of a number scale, at least.

bool IsDrawn(const PlotPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }
bool IsDrawn(const absl::optional<PlotInterval>& interval) {
  return interval.has_value() && std::isfinite(interval->low) && std::isfinite(interval->high);
}

const char* DashesOf(LineStyle line) {
  switch (line) {
    case LineStyle::kDashed:
      return " stroke-dasharray=\"7 4\"";
    case LineStyle::kDotted:
      return " stroke-dasharray=\"2 3\"";
    case LineStyle::kDashDotted:
      return " stroke-dasharray=\"8 3 2 3\"";
    case LineStyle::kLongDashed:
      return " stroke-dasharray=\"14 4\"";
    default:
      return "";
  }
}

std::string TextElement(const char* style, double x, double y, absl::string_view text) {
  return absl::StrCat("<text class=\"", style, "\" x=\"", Coordinate(x), "\" y=\"", Coordinate(y), "\">",
                      EscapeMarkup(text), "</text>\n");
}

std::string LineElement(const char* style, double x1, double y1, double x2, double y2) {
  return absl::StrCat("<path class=\"", style, "\" d=\"M", Coordinate(x1), " ", Coordinate(y1), "L", Coordinate(x2),
                      " ", Coordinate(y2), "\"/>\n");
}

std::vector<double> ValuesOf(const Plot& plot, double PlotPoint::*value,
                             absl::optional<PlotInterval> PlotPoint::*interval) {
  std::vector<double> values;
  for (const PlotSeries& series : plot.series) {
    for (const PlotPoint& point : series.points) {
      if (!IsDrawn(point)) continue;
      values.push_back(point.*value);
      if (!IsDrawn(point.*interval)) continue;
      values.push_back((point.*interval)->low);
      values.push_back((point.*interval)->high);
    }
  }
  return values;
}

// Draws one plot: decides where the field lies, then adds layer upon layer.
class Drawing {
 public:
  Drawing(const Plot& plot, absl::string_view id)
      : plot_(plot),
        id_(id),
        x_(plot.x, ValuesOf(plot, &PlotPoint::x, &PlotPoint::x_interval)),
        y_(plot.y, ValuesOf(plot, &PlotPoint::y, &PlotPoint::y_interval)) {
    double widest = 0;
    y_ticks_ = y_.Ticks(static_cast<int>(plot.height / 45));
    for (const AxisTick& tick : y_ticks_) widest = std::max(widest, TextWidth(tick.text, kFont));
    field_.left = widest + 14 + (plot.y.label.empty() ? 0 : 22);
    field_.right = plot.width - 14;
    x_ticks_ = x_.Ticks(static_cast<int>((field_.right - field_.left) / kTickRoom));
    PlaceLegend();
    field_.bottom = field_.top + plot.height;
    height_ = field_.bottom + 48;
  }

  std::string Draw(absl::string_view attributes, absl::string_view style) {
    AddFrame();
    AddLegend();
    AddBands();
    AddLines();
    AddWhiskers();
    AddMarks();
    AddLabels();
    return absl::StrCat("<svg class=\"plot\" viewBox=\"0 0 ", Coordinate(plot_.width), " ", Coordinate(height_),
                        "\" role=\"img\" aria-labelledby=\"", id_, "-title ", id_, "-desc\"", attributes, ">\n",
                        "<title id=\"", id_, "-title\">", EscapeMarkup(plot_.title), "</title>\n<desc id=\"", id_,
                        "-desc\">", EscapeMarkup(plot_.description), "</desc>\n", style, body_, "</svg>\n");
  }

 private:
  double X(double value) const { return x_.At(value, field_.left, field_.right); }
  double Y(double value) const {
    return plot_.y.names.empty() ? y_.At(value, field_.bottom, field_.top) : y_.At(value, field_.top, field_.bottom);
  }

  std::string GroupOf(const PlotSeries& series) const {
    assert(series.colour >= 0 && series.colour < kPlotColours);
    return absl::StrCat("<g class=\"c", series.colour, series.main ? " main" : "", "\">");
  }

  // Entries flow from left to right, and on to the next row.
  void PlaceLegend() {
    double x = field_.left;
    double y = kLegendRow / 2 + 4;
    for (const PlotSeries& series : plot_.series) {
      const double width = kLegendSample + TextWidth(series.name, kFont) + 16;
      if (x > field_.left && x + width > plot_.width) {
        x = field_.left;
        y += kLegendRow;
      }
      legend_.push_back({x, y});
      x += width;
    }
    field_.top = plot_.series.empty() ? 12 : y + kLegendRow;
  }

  void AddLegend() {
    for (size_t s = 0; s < legend_.size(); ++s) {
      const PlotSeries& series = plot_.series[s];
      const auto& [x, y] = legend_[s];
      absl::StrAppend(&body_, GroupOf(series));
      if (series.line != LineStyle::kNone) {
        absl::StrAppend(&body_, "<path class=\"line\"", DashesOf(series.line), " d=\"M", Coordinate(x), " ",
                        Coordinate(y), "L", Coordinate(x + 28), " ", Coordinate(y), "\"/>");
      }
      absl::StrAppend(&body_, PlotMark(series.mark, x + 14, y, kMarkRadius, series.hollow), "</g>",
                      TextElement("start", x + kLegendSample, y + 4.5, series.name));
    }
  }

  void AddFrame() {
    absl::StrAppend(&body_, "<rect class=\"paper\" width=\"", Coordinate(plot_.width), "\" height=\"",
                    Coordinate(height_), "\"/>\n");
    for (const AxisTick& tick : x_ticks_) {
      const double x = X(tick.at);
      if (plot_.x.names.empty()) {
        body_ += LineElement(tick.at == 0 ? "frame" : "grid", x, field_.top, x, field_.bottom);
      }
      body_ += LineElement("frame", x, field_.bottom, x, field_.bottom + 5);
      body_ += TextElement("middle", x, field_.bottom + 20, tick.text);
    }
    for (const AxisTick& tick : y_ticks_) {
      const double y = Y(tick.at);
      body_ += LineElement("grid", field_.left, y, field_.right, y);
      body_ += LineElement("frame", field_.left - 5, y, field_.left, y);
      body_ += TextElement("end", field_.left - 9, y + 4.5, tick.text);
    }
    for (double at : plot_.x_dividers) body_ += LineElement("frame", X(at), field_.top, X(at), field_.bottom);
    absl::StrAppend(&body_, "<path class=\"frame\" d=\"M", Coordinate(field_.left), " ", Coordinate(field_.top), "V",
                    Coordinate(field_.bottom), "H", Coordinate(field_.right), "\"/>\n");
    body_ += TextElement("middle", (field_.left + field_.right) / 2, field_.bottom + 40, plot_.x.label);
    if (!plot_.y.label.empty()) {
      const double middle = (field_.top + field_.bottom) / 2;
      absl::StrAppend(&body_, "<text class=\"middle\" transform=\"translate(15 ", Coordinate(middle),
                      ") rotate(-90)\">", EscapeMarkup(plot_.y.label), "</text>\n");
    }
  }

  void AddBands() {
    for (const PlotSeries& series : plot_.series) {
      if (!series.band) continue;
      std::string there, back;
      for (const PlotPoint& point : series.points) {
        if (!IsDrawn(point) || !IsDrawn(point.y_interval)) continue;
        const std::string x = Coordinate(X(point.x));
        absl::StrAppend(&there, there.empty() ? "M" : "L", x, " ", Coordinate(Y(point.y_interval->high)));
        back = absl::StrCat("L", x, " ", Coordinate(Y(point.y_interval->low)), back);
      }
      if (there.empty()) continue;
      absl::StrAppend(&body_, GroupOf(series), "<path class=\"band\" d=\"", there, back, "Z\"/></g>\n");
    }
  }

  void AddLines() {
    for (const PlotSeries& series : plot_.series) {
      if (series.line == LineStyle::kNone) continue;
      std::string path;
      bool joined = false;
      for (const PlotPoint& point : series.points) {
        if (IsDrawn(point)) {
          absl::StrAppend(&path, joined ? "L" : "M", Coordinate(X(point.x)), " ", Coordinate(Y(point.y)));
        }
        joined = IsDrawn(point);
      }
      if (path.empty()) continue;
      absl::StrAppend(&body_, GroupOf(series), "<path class=\"line\"", DashesOf(series.line), " d=\"", path,
                      "\"/></g>\n");
    }
  }

  void AddWhiskers() {
    for (const PlotSeries& series : plot_.series) {
      for (const PlotPoint& point : series.points) {
        if (!IsDrawn(point)) continue;
        absl::StrAppend(&body_, GroupOf(series));
        if (IsDrawn(point.x_interval)) {
          body_ += LineElement("whisker", X(point.x_interval->low), Y(point.y), X(point.x_interval->high), Y(point.y));
        }
        if (IsDrawn(point.y_interval) && !series.band) {
          body_ += LineElement("whisker", X(point.x), Y(point.y_interval->low), X(point.x), Y(point.y_interval->high));
        }
        body_ += "</g>\n";
      }
    }
  }

  void AddMarks() {
    bool any = false;
    // The main series last: on top of all others.
    for (const bool main : {false, true}) {
      for (const PlotSeries& series : plot_.series) {
        if (series.main != main) continue;
        absl::StrAppend(&body_, GroupOf(series));
        for (const PlotPoint& point : series.points) {
          if (!IsDrawn(point)) continue;
          body_ += PlotMark(series.mark, X(point.x), Y(point.y), kMarkRadius, series.hollow);
          any = true;
        }
        body_ += "</g>\n";
      }
    }
    if (!any) {
      body_ += TextElement("middle", (field_.left + field_.right) / 2, (field_.top + field_.bottom) / 2,
                           "There is nothing to show.");
    }
  }

  void AddLabels() {
    LabelPlacer placer(field_);
    for (const PlotSeries& series : plot_.series) {
      const PlotPoint* last = nullptr;
      for (const PlotPoint& point : series.points) {
        if (IsDrawn(point)) {
          const double x = X(point.x);
          const double y = Y(point.y);
          placer.AddObstacle({x - kMarkRadius, y - kMarkRadius, x + kMarkRadius, y + kMarkRadius});
          if (last != nullptr && series.line != LineStyle::kNone) placer.AddLine({X(last->x), Y(last->y), x, y});
        }
        last = IsDrawn(point) ? &point : nullptr;
      }
    }
    for (const PlotSeries& series : plot_.series) {
      for (const PlotPoint& point : series.points) {
        if (!IsDrawn(point) || point.label.empty()) continue;
        const PlacedLabel placed =
            placer.Place(X(point.x), Y(point.y), TextWidth(point.label, kLabelFont), kLabelHeight);
        absl::StrAppend(&body_, GroupOf(series));
        if (placed.has_leader) {
          body_ += LineElement("leader", placed.leader.x1, placed.leader.y1, placed.leader.x2, placed.leader.y2);
        }
        // The estimate of the width is generous: near its point a label must not drift away from it.
        const bool to_the_left = placed.box.right <= X(point.x);
        body_ += TextElement(to_the_left                     ? "label end"
                             : placed.box.left >= X(point.x) ? "label start"
                                                             : "label middle",
                             to_the_left                     ? placed.box.right
                             : placed.box.left >= X(point.x) ? placed.box.left
                                                             : (placed.box.left + placed.box.right) / 2,
                             placed.box.bottom - 3, point.label);
        body_ += "</g>\n";
      }
    }
  }

  const Plot& plot_;
  const std::string id_;
  const AxisScale x_, y_;
  std::vector<AxisTick> x_ticks_, y_ticks_;
  std::vector<std::pair<double, double>> legend_;  // Of each series, where its entry begins.
  PlotBox field_;                                  // Inside the axes.
  double height_ = 0;
  std::string body_;
};

}  // namespace

std::string SvgElement(const Plot& plot, absl::string_view id) { return Drawing(plot, id).Draw("", ""); }

std::string SvgFile(const Plot& plot) {
  return Drawing(plot, "plot")
      .Draw(" xmlns=\"http://www.w3.org/2000/svg\"", absl::StrCat("<style>\n", PlotStyle(), "</style>\n"));
}

}  // namespace weft
