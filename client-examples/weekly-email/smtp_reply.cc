#include "client-examples/weekly-email/smtp_reply.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::weekly_email {
namespace {

// "5.1.1 no such user" -> "5.1.1"; empty unless it begins with three numbers.
std::string Enhanced(absl::string_view text) {
  const absl::string_view word = text.substr(0, text.find(' '));
  const std::vector<absl::string_view> parts = absl::StrSplit(word, '.');
  if (parts.size() != 3 || (parts[0] != "2" && parts[0] != "4" && parts[0] != "5")) return "";
  for (absl::string_view part : parts) {
    int number = 0;
    if (part.size() > 3 || !absl::SimpleAtoi(part, &number) || number < 0) return "";
  }
  return std::string(word);
}

Refusal ByEnhanced(absl::string_view status) {
  // The recipient's address; 5.1.7 and 5.1.8 are about the sender's.
  static const std::set<absl::string_view>& address = *new std::set<absl::string_view>{
      "5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.9", "5.1.10", "5.2.0", "5.2.1"};
  if (address.count(status) > 0) return Refusal::kAddress;
  if (status == "5.2.2" || absl::StartsWith(status, "5.7.") || absl::StartsWith(status, "5.4.")) return Refusal::kLater;
  return Refusal::kForGood;
}

}  // namespace

SmtpReply ParseSmtpReply(absl::string_view lines) {
  SmtpReply reply;
  for (absl::string_view line : absl::StrSplit(lines, '\n', absl::SkipWhitespace())) {
    line = absl::StripAsciiWhitespace(line);
    int code = 0;
    if (line.size() < 3 || !absl::SimpleAtoi(line.substr(0, 3), &code)) continue;
    const absl::string_view text = line.substr(std::min<size_t>(line.size(), 4));
    if (reply.code == 0) {
      reply.enhanced = Enhanced(text);
      reply.text = std::string(line);
    } else {
      absl::StrAppend(&reply.text, " ", text);
    }
    reply.code = code;
  }
  return reply;
}

Refusal RefusalOf(const SmtpReply& reply) {
  if (reply.code < 400) return Refusal::kNone;
  if (reply.code < 500) return Refusal::kLater;
  if (absl::StartsWith(reply.enhanced, "5.")) return ByEnhanced(reply.enhanced);
  if (reply.code == 552) return Refusal::kLater;
  return reply.code == 550 || reply.code == 551 || reply.code == 553 ? Refusal::kAddress : Refusal::kForGood;
}

}  // namespace weft::weekly_email
