#include "client-examples/weekly-email/delivery.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "client-examples/weekly-email/letter_choice.h"
#include "client-examples/weekly-email/settlement.h"

namespace weft::weekly_email {
namespace {

using Confirm = v1::ConfirmDeliveryRequest;
using Kind = SmtpResult::Kind;

// The server gives a message up after 8 attempts. From this one on a joint mail no longer waits for a recipient whose
// server puts us off: the others would get nothing.
constexpr int kLastAttempts = 7;

Fate FateOf(Kind kind) {
  switch (kind) {
    case Kind::kSent:
      return Fate::kSent;
    case Kind::kPartlySent:
      return Fate::kPartlySent;
    case Kind::kRefused:
      return Fate::kRefused;
    case Kind::kUnknown:
      return Fate::kUncertain;
    case Kind::kBroken:
      return Fate::kBroken;
    default:
      return Fate::kLater;
  }
}

Confirm::Result ResultOf(Kind kind) {
  switch (kind) {
    case Kind::kSent:
      return Confirm::RESULT_SENT;
    case Kind::kPartlySent:
      return Confirm::RESULT_PARTLY_SENT;
    case Kind::kRefused:
      return Confirm::RESULT_PERMANENT_FAILURE;
    default:
      return Confirm::RESULT_TEMPORARY_FAILURE;
  }
}

absl::string_view InWords(Fate fate) {
  switch (fate) {
    case Fate::kSent:
      return "sent";
    case Fate::kPartlySent:
      return "sent, but not to all";
    case Fate::kRefused:
      return "refused for good";
    case Fate::kUncertain:
      return "may have been sent";
    default:
      return "not sent, again later";
  }
}

}  // namespace

absl::StatusOr<Fate> Delivery::Deliver(const v1::Message& message, absl::Time now) {
  absl::StatusOr<Letter> letter = LetterFor(message);
  absl::StatusOr<Mail> mail = letter.ok() ? WriteMail(message, *letter, sender_, now) : letter.status();
  if (!mail.ok()) {
    *log_ << mail.status().message() << "\n";
    return Fate::kUnwritable;
  }
  absl::Status status = smtp_->Check();
  if (!status.ok()) return status;
  absl::StatusOr<Fate> begun = Begin(message);
  if (!begun.ok() || *begun == Fate::kDropped) return begun;
  const SmtpResult result = smtp_->Send(*mail, /*without_late_ones=*/message.attempt_count() >= kLastAttempts,
                                        [&] { return journal_->AtEnd(message.name()); });
  return Finish(message, *mail, result);
}

absl::StatusOr<Fate> Delivery::Begin(const v1::Message& message) {
  absl::Status status = journal_->Begin(message.name(), message.claim(), message.email_message_id());
  if (!status.ok()) return status;
  status = server_->Begin(message.name(), message.claim());
  if (status.ok()) return Fate::kSent;
  if (status.code() != absl::StatusCode::kFailedPrecondition && status.code() != absl::StatusCode::kNotFound) {
    return status;  // It may have been begun there; the journal says that it was not sent.
  }
  *log_ << message.name() << ": not sent: " << status.message() << "\n";
  status = journal_->Done(message.name());
  if (!status.ok()) return status;
  return Fate::kDropped;
}

absl::StatusOr<Fate> Delivery::Finish(const v1::Message& message, const Mail& mail, const SmtpResult& result) {
  const Fate fate = FateOf(result.kind);
  *log_ << message.name() << ": " << InWords(fate) << "\n";
  if (fate == Fate::kUncertain) {
    *log_ << message.name() << ": no answer to a complete mail (" << result.detail << "); Message-ID "
          << message.email_message_id() << "\n";
    absl::Status status = journal_->Done(message.name());
    if (!status.ok()) return status;
    return fate;
  }
  Confirm confirmation;
  confirmation.set_name(message.name());
  confirmation.set_claim(message.claim());
  confirmation.set_result(ResultOf(result.kind));
  if (fate != Fate::kSent) confirmation.set_detail(DetailText(result.detail));
  std::vector<std::string> refused;
  for (size_t place : result.refused) refused.push_back(mail.recipients[place].member);
  for (const std::string& member : refused) confirmation.add_refused_members(member);

  const bool sent = fate == Fate::kSent || fate == Fate::kPartlySent;
  const absl::Status written =
      sent ? journal_->Sent(message.name(), fate == Fate::kPartlySent, refused) : journal_->NotSent(message.name());
  // The server is told even if the disk is full: one of the two must know.
  absl::Status status = Settle(confirmation, server_);
  if (!status.ok()) return status;
  if (!written.ok()) return written;
  status = journal_->Done(message.name());
  if (!status.ok()) return status;
  if (result.kind == Kind::kSenderRefused) {
    return absl::FailedPreconditionError(absl::StrCat("the mail server does not take mail from us: ", result.detail));
  }
  return fate;
}

}  // namespace weft::weekly_email
