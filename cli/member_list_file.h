#ifndef WEFT_CLI_MEMBER_LIST_FILE_H_
#define WEFT_CLI_MEMBER_LIST_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/terminal.h"

namespace weft::cli {

// The members that a file lists, full names in its order: one a line, as id or name; or as members.jsonl, one object
// with an id a line. Empty lines and lines that begin with # are left out. "-" is the terminal's input. What is no
// member is refused with its line.
absl::StatusOr<std::vector<std::string>> ReadMemberList(const std::string& path, const std::string& network,
                                                        const Terminal& terminal);

}  // namespace weft::cli

#endif  // WEFT_CLI_MEMBER_LIST_FILE_H_
