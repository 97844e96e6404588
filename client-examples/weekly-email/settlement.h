#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SETTLEMENT_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SETTLEMENT_H_

#include <ostream>

#include "absl/status/status.h"
#include "client-examples/weekly-email/journal.h"
#include "client-examples/weekly-email/message_server.h"

namespace weft::weekly_email {

// Tells the server what became of a mail, also when the claim has been lost meanwhile and the message counts as
// uncertain there. OK if the server has settled it otherwise or knows it no more.
absl::Status Settle(const v1::ConfirmDeliveryRequest& confirmation, MessageServer* server);

// Settles what a mailer that was killed has left in the journal: what is known to be sent or not is told to the server.
// What was killed between the end of the mail and the server's answer stays uncertain; `log` names it.
absl::Status SettleUnfinished(Journal* journal, MessageServer* server, std::ostream* log);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SETTLEMENT_H_
