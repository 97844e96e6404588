#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_REPLY_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_REPLY_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::weekly_email {

// What a mail server answered to one command, of RFC 5321, with the enhanced status of RFC 3463 if it gave one.
struct SmtpReply {
  int code = 0;          // 250, 451, 550 …; 0: none yet.
  std::string enhanced;  // "5.1.1"; or empty.
  std::string text;      // All of it, for people: "550 5.1.1 no such user".
};

// What a refusal means for what is done next.
enum class Refusal {
  kNone,     // No refusal.
  kLater,    // Temporary, or the fault of nobody's address: a full mailbox, a server that mistrusts ours.
  kAddress,  // This address does not work: nothing more is sent there.
  kForGood,  // This mail will never be taken: too large, contents refused.
};

// Reads one whole reply, its lines ended by CRLF or LF.
SmtpReply ParseSmtpReply(absl::string_view lines);

// A refusal for reasons of policy (x.7.x) is temporary, whatever its code: servers give it to whole sites whose
// reputation suffers for a day, and no member's address must be struck off for that. A 552 is a full mailbox (RFC 5321,
// 4.5.3.1.10) unless it says otherwise.
Refusal RefusalOf(const SmtpReply& reply);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_REPLY_H_
