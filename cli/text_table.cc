#include "cli/text_table.h"

#include <utf8proc.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"

namespace weft::cli {
namespace {

constexpr int kCellColumnsMax = 56;
constexpr char kReplacement[] = "\xef\xbf\xbd";

// Takes the next code point off `text`; -1 for a broken byte. REQUIRES: !text->empty().
utf8proc_int32_t TakeCodePoint(absl::string_view* text, absl::string_view* bytes) {
  utf8proc_int32_t code = -1;
  utf8proc_ssize_t n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text->data()), text->size(), &code);
  if (n <= 0) {
    n = 1;
    code = -1;
  }
  *bytes = text->substr(0, n);
  text->remove_prefix(n);
  return code;
}

int WidthOf(utf8proc_int32_t code) { return code < 0 ? 1 : utf8proc_charwidth(code); }

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  absl::string_view bytes;
  while (!text.empty()) width += WidthOf(TakeCodePoint(&text, &bytes));
  return width;
}

bool IsUtf8(absl::string_view text) {
  absl::string_view bytes;
  while (!text.empty()) {
    if (TakeCodePoint(&text, &bytes) < 0) return false;
  }
  return true;
}

std::string Printable(absl::string_view text) {
  std::string out;
  absl::string_view bytes;
  while (!text.empty()) {
    utf8proc_int32_t code = TakeCodePoint(&text, &bytes);
    if (code == '\n' || code == '\t') {
      out.push_back(' ');
    } else if (code < 0) {
      out.append(kReplacement);
    } else {
      // Directional overrides (Cf) could reorder the line, but joiners of scripts and emoji are Cf as well.
      const bool override = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
      const bool control = utf8proc_category(code) == UTF8PROC_CATEGORY_CC;
      out.append(override || control ? kReplacement : std::string(bytes));
    }
  }
  return out;
}

std::string Clipped(absl::string_view text, int columns) {
  assert(columns > 0);
  if (DisplayWidth(text) <= columns) return std::string(text);
  std::string out;
  absl::string_view bytes;
  for (int width = 0; !text.empty();) {
    width += WidthOf(TakeCodePoint(&text, &bytes));
    if (width > columns - 1) break;
    absl::StrAppend(&out, bytes);
  }
  return out + "…";
}

TextTable::TextTable(std::vector<std::string> header) { rows_.push_back(std::move(header)); }

void TextTable::AddRow(std::vector<std::string> cells) {
  assert(cells.size() == rows_[0].size());
  for (std::string& cell : cells) cell = Clipped(Printable(cell), kCellColumnsMax);
  rows_.push_back(std::move(cells));
}

std::string TextTable::ToString() const {
  std::vector<int> widths(rows_[0].size(), 0);
  for (const std::vector<std::string>& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  std::string out;
  for (const std::vector<std::string>& row : rows_) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&line, i == 0 ? "" : "  ", row[i], std::string(widths[i] - DisplayWidth(row[i]), ' '));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    absl::StrAppend(&out, line, "\n");
  }
  return out;
}

}  // namespace weft::cli
