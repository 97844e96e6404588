#ifndef WEFT_PROFILE_MEMBER_READER_H_
#define WEFT_PROFILE_MEMBER_READER_H_

#include <cstdint>
#include <functional>
#include <istream>
#include <string>

#include "absl/status/statusor.h"
#include "weft/base/names.h"
#include "weft/profile/import_report.h"
#include "weft/v1/member.pb.h"

namespace weft {

// A good row of members.jsonl.
struct MemberRow {
  int64_t line = 0;   // From 1.
  v1::Member member;  // Named, normalized, validated.
};

struct MemberReaderOptions {
  bool strict = false;  // Unknown keys are errors instead of being counted.
};

// Reads members.jsonl, one object a line (see weft/profile/member_row.h for the keys), as a stream: memory is that of
// one line of at most kImportLineBytesMax and of the ids seen. Each good row goes to `on_member` and each thing wrong
// with a bad one to `on_error`, in the order of the lines; a bad row never stops the reading. Longer lines are bad and
// skipped; so is an id that a good row had before, which is named with the first line. Blank lines, CRLF and a byte
// order mark at the start are no errors; nor is an empty file.
//
// Returns the counts and unknown keys; or FILE_NOT_FOUND, NOT_A_FILE or FILE_FAILED; or whatever status other than OK
// `on_member` returned, which stops the reading at once.
absl::StatusOr<ReadSummary> ReadMembers(std::istream* in, const NetworkName& network,
                                        const MemberReaderOptions& options,
                                        const std::function<absl::Status(MemberRow)>& on_member,
                                        const std::function<void(ImportError)>& on_error);
absl::StatusOr<ReadSummary> ReadMembersFile(const std::string& path, const NetworkName& network,
                                            const MemberReaderOptions& options,
                                            const std::function<absl::Status(MemberRow)>& on_member,
                                            const std::function<void(ImportError)>& on_error);

}  // namespace weft

#endif  // WEFT_PROFILE_MEMBER_READER_H_
