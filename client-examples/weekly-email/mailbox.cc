#include "client-examples/weekly-email/mailbox.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace weft::weekly_email {
namespace {

constexpr size_t kAddressBytesMax = 320;

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

absl::StatusOr<Mailbox> ParseMailbox(absl::string_view text) {
  Mailbox mailbox;
  absl::string_view rest = absl::StripAsciiWhitespace(text);
  const size_t open = rest.rfind('<');
  if (open != absl::string_view::npos && absl::ConsumeSuffix(&rest, ">")) {
    absl::string_view name = absl::StripAsciiWhitespace(rest.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    mailbox.name = std::string(name);
    rest = rest.substr(open + 1);
  }
  mailbox.address = std::string(rest);
  if (!IsMailAddress(mailbox.address) || std::any_of(text.begin(), text.end(), IsControl)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", text, "' is no mail address such as 'Name <name@example.org>'"));
  }
  return mailbox;
}

bool IsMailAddress(absl::string_view address) {
  const size_t at = address.find('@');
  return address.size() <= kAddressBytesMax && at != absl::string_view::npos && at > 0 && at + 1 < address.size() &&
         address.find('@', at + 1) == absl::string_view::npos &&
         std::none_of(address.begin(), address.end(), [](char c) {
           return IsControl(c) || c == ' ' || c == '<' || c == '>' || c == ',' || c == '"' || c == ';';
         });
}

std::string HeaderText(absl::string_view text) {
  std::string safe(text);
  std::replace_if(safe.begin(), safe.end(), IsControl, ' ');
  // U+0085, U+2028 and U+2029 end lines; the rest override or isolate the direction, which makes names look like
  // others.
  return absl::StrReplaceAll(safe, {{"\u0085", " "},
                                    {"\u2028", " "},
                                    {"\u2029", " "},
                                    {"\u202a", " "},
                                    {"\u202b", " "},
                                    {"\u202c", " "},
                                    {"\u202d", " "},
                                    {"\u202e", " "},
                                    {"\u2066", " "},
                                    {"\u2067", " "},
                                    {"\u2068", " "},
                                    {"\u2069", " "}});
}

}  // namespace weft::weekly_email
