#include "bench/eval/plots/markup.h"

#include <cstddef>

namespace weft {
namespace {

// Of the fonts at hand, the wide ones: DejaVu Sans and Verdana.
constexpr double kMeanCharacterWidth = 0.59;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

}  // namespace

std::string EscapeMarkup(absl::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

double TextWidth(absl::string_view text, double font_size) {
  size_t characters = 0;
  for (char c : text) characters += !IsContinuation(c);
  return static_cast<double>(characters) * kMeanCharacterWidth * font_size;
}

}  // namespace weft
