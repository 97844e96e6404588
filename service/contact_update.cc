#include "service/contact_update.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "weft/base/error.h"
#include "weft/base/quoted.h"
#include "weft/profile/contact_check.h"

namespace weft {
namespace {

constexpr char kContactSuffix[] = "/contact";

// Which fields to write. Those left out of an empty mask keep what they have.
std::vector<std::string> PathsOf(const v1::Contact& wanted, const google::protobuf::FieldMask& mask) {
  std::vector<std::string> paths(mask.paths().begin(), mask.paths().end());
  if (paths.empty()) {
    if (!wanted.email().empty()) paths.push_back("email");
    if (!wanted.handles().empty()) paths.push_back("handles");
    if (!wanted.note().empty()) paths.push_back("note");
    if (wanted.has_share_email()) paths.push_back("share_email");
    if (wanted.mail() != v1::Contact::MAIL_UNSPECIFIED) paths.push_back("mail");
  }
  return paths;
}

}  // namespace

absl::StatusOr<MemberName> ParseContactName(const std::string& name, absl::string_view field) {
  if (!absl::EndsWith(name, kContactSuffix)) {
    return InvalidField(field,
                        absl::StrCat("is ", Quoted(name), "; expected networks/{network}/members/{member}/contact"));
  }
  return MemberName::Parse(absl::StripSuffix(name, kContactSuffix), field);
}

absl::StatusOr<v1::Contact> UpdatedContact(const v1::Contact& present, const v1::Contact& wanted,
                                           const google::protobuf::FieldMask& mask) {
  v1::Contact clean = wanted;
  NormalizeContact(&clean);  // First: "Slack" is a service as soon as it is in lower case.
  WEFT_RETURN_IF_ERROR(ValidateContact(clean, "contact"));
  v1::Contact out = present;
  for (const std::string& path : PathsOf(wanted, mask)) {
    if (path == "email") {
      if (out.email() != clean.email()) out.clear_email_bounced();
      out.set_email(clean.email());
    } else if (path == "handles") {
      *out.mutable_handles() = clean.handles();
    } else if (path == "note") {
      out.set_note(clean.note());
    } else if (path == "share_email") {
      out.clear_share_email();
      if (clean.has_share_email()) out.set_share_email(clean.share_email());
    } else if (path == "mail") {
      out.set_mail(clean.mail());
    } else {
      return InvalidField("update_mask",
                          absl::StrCat("holds ", Quoted(path), "; expected email, handles, note, share_email or mail"));
    }
  }
  return out;
}

}  // namespace weft
