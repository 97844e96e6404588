#ifndef WEFT_CLI_WORDS_H_
#define WEFT_CLI_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace weft::cli {

// The name of an enum's value as people read it: "STATE_AWAITING_INTRODUCER" less "STATE_" -> "awaiting introducer".
std::string EnumWords(absl::string_view name, absl::string_view prefix);

// "1 pair", "22 pairs".
std::string Counted(int64_t number, absl::string_view noun);

// What somebody wrote, printable and in quotes: “so”.
std::string Quoted(absl::string_view text);

}  // namespace weft::cli

#endif  // WEFT_CLI_WORDS_H_
