#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAIL_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAIL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/letter.h"
#include "client-examples/weekly-email/mailbox.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// Whom the mails come from.
struct Sender {
  Mailbox from;          // Header From.
  std::string envelope;  // Where bounces go; empty: the address of `from`.
};

// A mail ready to be handed over.
struct Mail {
  // Somebody it goes to.
  struct Recipient {
    std::string member;  // `networks/{network}/members/{member}`
    std::string address;
  };
  std::string envelope_from;
  std::vector<Recipient> recipients;
  std::string bytes;  // Headers and bodies as they go over the wire, lines ended by CRLF and at most 998 bytes long.
};

// Writes the mail of a message: multipart/alternative of the letter's two forms, both quoted-printable, and headers:
//   Message-ID, In-Reply-To, References  the message's own, so that a repeat is recognized and a thread holds together
//   Date                                 `now`
//   List-Id, List-Unsubscribe            and, to https addresses, List-Unsubscribe-Post (RFC 8058); none of the two
//                                        latter in a joint mail, since the link is one member's own
//   Reply-To                             in a joint mail: all of them, so that an answer reaches everybody
//   Weft-Members                         ids in the order of To, for reading bounces (bounce_report.h)
// Names cannot add headers. Equal arguments give equal bytes. INVALID_ARGUMENT if an address or id of the message
// cannot stand in a mail; the error does not quote it.
absl::StatusOr<Mail> WriteMail(const v1::Message& message, const Letter& letter, const Sender& sender, absl::Time now);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAIL_H_
