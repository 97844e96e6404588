#ifndef WEFT_CLI_MEMBER_TEXT_H_
#define WEFT_CLI_MEMBER_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/member.pb.h"
#include "weft/v1/member_service.pb.h"
#include "weft/v1/tie.pb.h"

namespace weft::cli {

// One member in full: only what is set, the member's own word marked. Whole lines.
std::string MemberText(const v1::Member& member);
// Many members, one line each.
std::string MembersText(const google::protobuf::RepeatedPtrField<v1::Member>& members);
// Ties, one line each.
std::string TiesText(const google::protobuf::RepeatedPtrField<v1::Tie>& ties);

}  // namespace weft::cli

#endif  // WEFT_CLI_MEMBER_TEXT_H_
