#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_DIALOGUE_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_DIALOGUE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client-examples/weekly-email/smtp_reply.h"

namespace weft::weekly_email {

// What became of one mail.
struct SmtpResult {
  enum class Kind {
    kSent,           // Taken for everybody.
    kPartlySent,     // Taken for some; the rest was refused.
    kRefused,        // Refused for good; not sent.
    kLater,          // Refused for now; not sent.
    kSenderRefused,  // The server does not let us send; not sent. No other mail will fare better.
    kBroken,         // The connection ended or took too long before the mail was complete; not sent.
    kUnknown,        // The mail was complete, and no answer came: it may have been taken.
  };
  Kind kind = Kind::kBroken;
  std::vector<size_t> refused;  // Recipients, by their place, whose addresses do not work.
  std::string detail;           // What the server, or the connection, said.
};

// Follows what is said to a mail server and what it answers, so that each recipient's answer is known: libcurl tells
// only the last one. Commands and lines come in the order of the wire. Not thread-safe.
class SmtpDialogue {
 public:
  // A command as it goes out ("RCPT TO:<…>\r\n"). Secrets of AUTH are not kept.
  void Out(absl::string_view command);
  // A line, or several whole ones, of an answer.
  void In(absl::string_view lines);
  // All of the mail has gone out; what marks its end goes next.
  void EndOfMail() { end_of_mail_ = true; }

  // Whether a recipient was refused for now.
  bool HasRecipientForLater() const;

  // What became of the mail, now that the transfer has ended. `error`: what the transfer ended with, for people.
  SmtpResult Result(absl::string_view error) const;

 private:
  enum class Command { kOther, kMail, kRcpt, kData };

  void Take(const SmtpReply& reply);
  SmtpResult ResultAfterEnd(absl::string_view error) const;
  std::vector<size_t> RefusedAddresses() const;

  Command command_ = Command::kOther;
  std::string pending_;  // Lines of a reply whose last has not come.
  bool end_of_mail_ = false;
  SmtpReply sender_;
  std::vector<SmtpReply> recipients_;
  SmtpReply data_;
  SmtpReply final_;
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_DIALOGUE_H_
