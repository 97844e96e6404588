#ifndef WEFT_CLI_TEXT_FILE_H_
#define WEFT_CLI_TEXT_FILE_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "cli/terminal.h"

namespace weft::cli {

// Calls `on_line` with every line of a file, numbered from 1, without its line break (LF or CRLF) and without a byte
// order mark. "-" is the terminal's input. Fails if the file cannot be opened or read.
absl::Status ForEachLine(const std::string& path, const Terminal& terminal,
                         const std::function<void(int64_t line, const std::string& text)>& on_line);

// The whole of it.
absl::StatusOr<std::string> ReadText(const std::string& path, const Terminal& terminal);

}  // namespace weft::cli

#endif  // WEFT_CLI_TEXT_FILE_H_
