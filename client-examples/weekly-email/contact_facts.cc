#include "client-examples/weekly-email/contact_facts.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace weft::weekly_email {

std::vector<Fact> ContactFacts(const v1::Contact& contact) {
  std::vector<Fact> facts;
  if (!contact.email().empty()) {
    facts.push_back({"E-mail", Words().Link(contact.email(), absl::StrCat("mailto:", contact.email()))});
  }
  for (const v1::Contact::Handle& handle : contact.handles()) {
    std::string service = handle.service();
    if (!service.empty()) service[0] = absl::ascii_toupper(static_cast<unsigned char>(service[0]));
    facts.push_back({service, handle.address()});
  }
  if (!contact.note().empty()) facts.push_back({"To reach them", contact.note()});
  return facts;
}

}  // namespace weft::weekly_email
