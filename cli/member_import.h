#ifndef WEFT_CLI_MEMBER_IMPORT_H_
#define WEFT_CLI_MEMBER_IMPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/connection.h"
#include "cli/terminal.h"
#include "weft/v1/member_service.pb.h"

namespace weft::cli {

// The rows of a members.jsonl, and the lines they stand on.
class MemberImport {
 public:
  // Reads the file; lines that are no member are named on the terminal's `err` and counted.
  static absl::StatusOr<MemberImport> Read(const std::string& path, const Terminal& terminal);

  // Sends all rows in one stream, retried as a whole. Rows that the server refuses are named with their lines.
  absl::StatusOr<v1::ImportMembersResponse> Send(const std::string& network, Connection* connection,
                                                 const Terminal& terminal) const;

  int64_t bad_line_count() const { return bad_line_count_; }
  int64_t row_count() const { return members_.size(); }

 private:
  std::string path_;
  std::vector<v1::Member> members_;
  std::vector<int64_t> lines_;  // lines_[i] is where members_[i] stands.
  int64_t bad_line_count_ = 0;
};

}  // namespace weft::cli

#endif  // WEFT_CLI_MEMBER_IMPORT_H_
