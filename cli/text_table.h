#ifndef WEFT_CLI_TEXT_TABLE_H_
#define WEFT_CLI_TEXT_TABLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::cli {

// Columns that `text` (UTF-8) takes on a terminal: 2 for wide characters, 0 for combining ones.
int DisplayWidth(absl::string_view text);

// Whether all of it is UTF-8.
bool IsUtf8(absl::string_view text);

// The text with control characters and broken UTF-8 replaced, so that what somebody wrote into a profile cannot steer
// the reader's terminal. Line breaks become spaces.
std::string Printable(absl::string_view text);

// At most `columns` wide, ending in "…" if it was cut. REQUIRES: columns > 0.
std::string Clipped(absl::string_view text, int columns);

// Rows of cells, printed in columns as wide as their widest cell. Cells are made printable and clipped.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header);
  // REQUIRES: as many cells as the header has.
  void AddRow(std::vector<std::string> cells);
  // One line a row, the header first; no blanks at the ends of lines.
  std::string ToString() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace weft::cli

#endif  // WEFT_CLI_TEXT_TABLE_H_
