#include "client-examples/weekly-email/smtp_dialogue.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::weekly_email {
namespace {

using Kind = SmtpResult::Kind;

// The last line of a reply has a blank, or nothing, behind its code.
bool EndsReply(absl::string_view line) { return line.size() < 4 || line[3] != '-'; }

}  // namespace

void SmtpDialogue::Out(absl::string_view command) {
  if (absl::StartsWithIgnoreCase(command, "MAIL ")) {
    command_ = Command::kMail;
  } else if (absl::StartsWithIgnoreCase(command, "RCPT ")) {
    command_ = Command::kRcpt;
  } else if (absl::StartsWithIgnoreCase(command, "DATA")) {
    command_ = Command::kData;
  } else {
    command_ = Command::kOther;
  }
}

void SmtpDialogue::In(absl::string_view lines) {
  for (absl::string_view line : absl::StrSplit(lines, '\n', absl::SkipWhitespace())) {
    absl::StrAppend(&pending_, line, "\n");
    if (!EndsReply(line)) continue;
    Take(ParseSmtpReply(pending_));
    pending_.clear();
  }
}

void SmtpDialogue::Take(const SmtpReply& reply) {
  switch (command_) {
    case Command::kMail:
      sender_ = reply;
      break;
    case Command::kRcpt:
      recipients_.push_back(reply);
      break;
    case Command::kData:
      (data_.code == 0 ? data_ : final_) = reply;
      break;
    case Command::kOther:
      break;
  }
}

bool SmtpDialogue::HasRecipientForLater() const {
  return std::any_of(recipients_.begin(), recipients_.end(),
                     [](const SmtpReply& reply) { return RefusalOf(reply) == Refusal::kLater; });
}

std::vector<size_t> SmtpDialogue::RefusedAddresses() const {
  std::vector<size_t> refused;
  for (size_t i = 0; i < recipients_.size(); ++i) {
    if (RefusalOf(recipients_[i]) == Refusal::kAddress) refused.push_back(i);
  }
  return refused;
}

SmtpResult SmtpDialogue::ResultAfterEnd(absl::string_view error) const {
  if (final_.code == 0) return {Kind::kUnknown, {}, std::string(error)};
  if (RefusalOf(final_) == Refusal::kLater) return {Kind::kLater, {}, final_.text};
  if (RefusalOf(final_) != Refusal::kNone) return {Kind::kRefused, {}, final_.text};
  auto refused = std::find_if(recipients_.begin(), recipients_.end(),
                              [](const SmtpReply& reply) { return RefusalOf(reply) != Refusal::kNone; });
  if (refused == recipients_.end()) return {Kind::kSent, {}, final_.text};
  return {Kind::kPartlySent, RefusedAddresses(), refused->text};
}

SmtpResult SmtpDialogue::Result(absl::string_view error) const {
  if (end_of_mail_) return ResultAfterEnd(error);
  if (RefusalOf(sender_) != Refusal::kNone) return {Kind::kSenderRefused, {}, sender_.text};
  for (const SmtpReply& reply : recipients_) {
    if (RefusalOf(reply) == Refusal::kLater) return {Kind::kLater, {}, reply.text};
  }
  const bool all_refused =
      !recipients_.empty() && std::all_of(recipients_.begin(), recipients_.end(),
                                          [](const SmtpReply& reply) { return RefusalOf(reply) != Refusal::kNone; });
  if (all_refused) return {Kind::kRefused, RefusedAddresses(), recipients_.front().text};
  if (RefusalOf(data_) == Refusal::kLater) return {Kind::kLater, {}, data_.text};
  if (RefusalOf(data_) != Refusal::kNone) return {Kind::kRefused, {}, data_.text};
  return {Kind::kBroken, {}, std::string(error)};
}

}  // namespace weft::weekly_email
