#ifndef WEFT_CLI_MEMBER_RECORD_H_
#define WEFT_CLI_MEMBER_RECORD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "weft/v1/member.pb.h"

namespace weft::cli {

// A member as written in JSON: a line of members.jsonl, or the document that `member get --json` prints.
struct MemberRecord {
  v1::Member member;                      // `name` as written: a bare id or a full name.
  std::vector<std::string> paths;         // What the object states, as paths of an update mask, once each.
  std::vector<std::string> unknown_keys;  // Ignored.
};

// Turns the structure of one JSON object into a member; the server judges the values. Keys and aliases are those of
// members.jsonl (skills, can_offer = offers; asks, looking_for = needs; groups = circles; organisation =
// organization), and the API's: name = id, etag, and participation with its fields inside. null is as if absent; what
// is output only is skipped. Fails with the key in question if a value has another structure than the key asks for.
absl::StatusOr<MemberRecord> ParseMemberRecord(absl::string_view json);

}  // namespace weft::cli

#endif  // WEFT_CLI_MEMBER_RECORD_H_
