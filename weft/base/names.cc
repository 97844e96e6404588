#include "weft/base/names.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/quoted.h"

namespace weft {
bool IsValidId(absl::string_view id) {
  if (id.empty() || id.size() > kIdBytesMax || !absl::ascii_isalnum(static_cast<unsigned char>(id[0]))) return false;
  for (char c : id) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '_' && c != '~' && c != '-') {
      return false;
    }
  }
  return true;
}

absl::Status ValidateId(absl::string_view id, absl::string_view field) {
  if (IsValidId(id)) return absl::OkStatus();
  if (id.empty()) return InvalidField(field, "is empty; an id is required");
  return InvalidField(field, absl::StrCat("is ", Quoted(id), "; an id starts with a letter or digit and holds at most ",
                                          kIdBytesMax, " letters, digits and . _ ~ -"));
}

absl::StatusOr<NetworkName> NetworkName::FromId(absl::string_view network, absl::string_view field) {
  WEFT_RETURN_IF_ERROR(ValidateId(network, field));
  return NetworkName(network);
}

absl::StatusOr<NetworkName> NetworkName::Parse(absl::string_view name, absl::string_view field) {
  std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 2 || parts[0] != "networks" || !IsValidId(parts[1])) {
    return InvalidField(field, absl::StrCat("is ", Quoted(name), "; expected networks/{network}"));
  }
  return NetworkName(parts[1]);
}

std::string NetworkName::ToString() const { return absl::StrCat("networks/", network_); }

absl::StatusOr<MemberName> MemberName::FromIds(absl::string_view network, absl::string_view member,
                                               absl::string_view field) {
  WEFT_RETURN_IF_ERROR(ValidateId(network, field));
  WEFT_RETURN_IF_ERROR(ValidateId(member, field));
  return MemberName(network, member);
}

absl::StatusOr<MemberName> MemberName::Parse(absl::string_view name, absl::string_view field) {
  std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "networks" || parts[2] != "members" || !IsValidId(parts[1]) ||
      !IsValidId(parts[3])) {
    return InvalidField(field, absl::StrCat("is ", Quoted(name), "; expected networks/{network}/members/{member}"));
  }
  return MemberName(parts[1], parts[3]);
}

std::string MemberName::ToString() const { return absl::StrCat("networks/", network_, "/members/", member_); }

}  // namespace weft
