#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_DELIVERY_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_DELIVERY_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/journal.h"
#include "client-examples/weekly-email/mail.h"
#include "client-examples/weekly-email/message_server.h"
#include "client-examples/weekly-email/smtp_connection.h"

namespace weft::weekly_email {

// What became of one message.
enum class Fate {
  kSent,
  kPartlySent,  // Somebody's address does not work; the others have it.
  kRefused,     // For good.
  kLater,       // The server offers it again.
  kBroken,      // Likewise; the connection to the mail server broke.
  kUncertain,   // May have been sent. Never sent again by itself.
  kDropped,     // No longer true, or another mailer has it.
  kUnwritable,  // It lacks something; not begun.
};

// Hands one claimed message over, exactly once whenever this process is killed:
//
//   journal: begin -> BeginDelivery -> mail but its end -> journal: at end -> its end -> 250 -> journal: sent ->
//   Confirm
//
// Killed before "at end" is on disk, the mail was not sent, since it was not complete, and is sent later. Killed after
// "sent" is on disk, it was. In between (the time the mail server takes to answer) nobody can know: the message becomes
// uncertain and a person decides. Not thread-safe.
class Delivery {
 public:
  // All must outlive it. `log`: one line a message, without names or addresses.
  Delivery(Sender sender, MessageServer* server, SmtpConnection* smtp, Journal* journal, std::ostream* log)
      : sender_(std::move(sender)), server_(server), smtp_(smtp), journal_(journal), log_(log) {}

  // An error means that no other mail would fare better now: Weft or the mail server cannot be reached, the mail server
  // does not let us send, or the disk cannot be written.
  absl::StatusOr<Fate> Deliver(const v1::Message& message, absl::Time now);

 private:
  absl::StatusOr<Fate> Begin(const v1::Message& message);
  absl::StatusOr<Fate> Finish(const v1::Message& message, const Mail& mail, const SmtpResult& result);

  const Sender sender_;
  MessageServer* const server_;
  SmtpConnection* const smtp_;
  Journal* const journal_;
  std::ostream* const log_;
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_DELIVERY_H_
