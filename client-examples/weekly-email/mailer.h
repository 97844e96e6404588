#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAILER_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAILER_H_

#include <ostream>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/delivery.h"
#include "client-examples/weekly-email/journal.h"
#include "client-examples/weekly-email/message_server.h"
#include "client-examples/weekly-email/rate.h"
#include "client-examples/weekly-email/smtp_connection.h"
#include "client-examples/weekly-email/timing.h"

namespace weft::weekly_email {

// How many messages met which fate.
struct Tally {
  int sent = 0;  // Also to some of several recipients only.
  int refused = 0;
  int later = 0;
  int uncertain = 0;
  int dropped = 0;
  int unwritable = 0;
};

// Claims what is due and hands it over, message by message. Not thread-safe.
class Mailer {
 public:
  struct Options {
    Sender sender;
    std::vector<v1::Message::Kind> kinds;             // Only these; empty: all.
    absl::Duration interval = absl::Seconds(2);       // Between two mails.
    absl::Duration longest = absl::Seconds(11 * 60);  // What handing over one mail may take: SmtpOptions' two timeouts.
  };
  // All must outlive it.
  Mailer(Options options, MessageServer* server, SmtpConnection* smtp, Journal* journal, Timing timing,
         std::ostream* log);

  // Settles what an earlier run has left, then sends everything that is due now, or until asked to stop. An error ends
  // it early: what had been claimed is offered again when its lease ends, and has not counted as an attempt.
  absl::Status SendDue(Tally* tally);

  // SendDue again and again, whenever something falls due and at least once a minute; after errors, which are logged,
  // with growing pauses. Returns when asked to stop.
  void RunUntilStopped(Tally* tally);

 private:
  // False: nothing was due.
  absl::StatusOr<bool> SendBatch(Tally* tally);
  absl::Status SendOne(const v1::Message& message, Tally* tally);
  void LogUncertain();
  bool LeaseSuffices(const v1::Message& message) const;

  const Options options_;
  MessageServer* const server_;
  SmtpConnection* const smtp_;
  Journal* const journal_;
  const Timing timing_;
  std::ostream* const log_;
  Delivery delivery_;
  Pacer pacer_;
  bool stopped_ = false;
  int broken_in_a_row_ = 0;
  absl::Time next_due_ = absl::InfiniteFuture();
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAILER_H_
