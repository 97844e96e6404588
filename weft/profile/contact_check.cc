#include "weft/profile/contact_check.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "weft/base/limits.h"
#include "weft/profile/field_check.h"
#include "weft/profile/phrase.h"

namespace weft {
namespace {

constexpr size_t kEmailLocalBytesMax = 64;  // RFC 5321, 4.5.3.1.1

bool IsServiceName(absl::string_view name) {
  return !name.empty() && name.size() <= kContactServiceBytesMax && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '-' || c == '.';
  });
}

}  // namespace

bool IsEmailAddress(absl::string_view address) {
  const size_t at = address.rfind('@');
  if (at == absl::string_view::npos || address.find('@') != at || address.size() > kContactBytesMax) return false;
  const absl::string_view local = address.substr(0, at);
  const absl::string_view domain = address.substr(at + 1);
  if (local.empty() || local.size() > kEmailLocalBytesMax || domain.empty()) return false;
  for (char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    // What would end a header or an address in one.
    if (byte <= 0x20 || byte == 0x7f || absl::StrContains("<>()[],;:\\\"", c)) return false;
  }
  if (domain == "localhost") return true;
  return absl::StrContains(domain, '.') && domain.front() != '.' && domain.back() != '.' &&
         !absl::StrContains(address, "..");
}

absl::Status ValidateContact(const v1::Contact& contact, absl::string_view field_prefix) {
  FieldCheck check(field_prefix);
  if (!contact.email().empty()) {
    check.Text("email", contact.email(), kContactBytesMax);
    if (!IsEmailAddress(contact.email())) check.Fail("email", "is no e-mail address");
  }
  check.Count("handles", contact.handles_size(), kContactHandlesMax);
  for (int i = 0; i < std::min(contact.handles_size(), static_cast<int>(kContactHandlesMax)); ++i) {
    const std::string path = absl::StrCat("handles[", i, "]");
    if (!IsServiceName(contact.handles(i).service())) {
      check.Fail(path + ".service", "is no name of a service; expected one such as slack or matrix");
    }
    absl::optional<std::string> problem = PhraseProblem(contact.handles(i).address(), kContactBytesMax);
    if (problem.has_value()) check.Fail(path + ".address", *problem);
  }
  check.Text("note", contact.note(), kContactBytesMax);
  if (!v1::Contact::Mail_IsValid(contact.mail())) {
    check.Fail("mail", absl::StrCat("is ", static_cast<int>(contact.mail()), ", no known value"));
  }
  return check.Result();
}

void NormalizeContact(v1::Contact* contact) {
  contact->set_email(CleanText(contact->email()));
  contact->set_note(CleanText(contact->note()));
  std::set<std::pair<std::string, std::string>> seen;
  auto* handles = contact->mutable_handles();
  int kept = 0;
  for (int i = 0; i < handles->size(); ++i) {
    v1::Contact::Handle& handle = (*handles)[i];
    handle.set_service(absl::AsciiStrToLower(CleanText(handle.service())));
    handle.set_address(CleanText(handle.address()));
    if (!seen.emplace(handle.service(), handle.address()).second) continue;
    if (kept != i) handles->SwapElements(kept, i);
    ++kept;
  }
  handles->DeleteSubrange(kept, handles->size() - kept);
}

}  // namespace weft
