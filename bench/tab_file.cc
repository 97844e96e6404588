#include "bench/tab_file.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "weft/base/error.h"
#include "weft/base/file.h"

namespace weft {

absl::StatusOr<std::vector<TabRow>> ReadTabFile(const std::string& path, size_t columns) {
  WEFT_ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  std::vector<TabRow> rows;
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++line_number;
    line = absl::StripSuffix(line, "\r");
    if (line.empty()) continue;
    TabRow row{line_number, absl::StrSplit(line, '\t')};
    if (row.fields.size() != columns) {
      return InvalidField(absl::StrCat(path, ":", line_number),
                          absl::StrCat("has ", row.fields.size(), " fields, not ", columns));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace weft
