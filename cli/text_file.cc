#include "cli/text_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace weft::cli {

absl::Status ForEachLine(const std::string& path, const Terminal& terminal,
                         const std::function<void(int64_t line, const std::string& text)>& on_line) {
  std::ifstream file;
  std::istream* in = terminal.in;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return absl::NotFoundError(absl::StrCat("cannot open ", path, ": ", std::strerror(errno)));
    in = &file;
  }
  int64_t number = 0;
  for (std::string line; std::getline(*in, line);) {
    absl::string_view text = line;
    absl::ConsumeSuffix(&text, "\r");
    if (++number == 1) absl::ConsumePrefix(&text, "\xef\xbb\xbf");
    on_line(number, std::string(text));
  }
  // A folder opens and then fails to be read.
  if (in->bad()) return absl::DataLossError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadText(const std::string& path, const Terminal& terminal) {
  std::string text;
  absl::Status status =
      ForEachLine(path, terminal, [&text](int64_t, const std::string& line) { absl::StrAppend(&text, line, "\n"); });
  if (!status.ok()) return status;
  return text;
}

}  // namespace weft::cli
