#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_CONNECTION_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_CONNECTION_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/mail.h"
#include "client-examples/weekly-email/smtp_dialogue.h"

namespace weft::weekly_email {

// Which mail server, and how to speak to it.
struct SmtpOptions {
  // For smtp:// only. With opportunistic, TLS is used if offered, with any certificate: better than none, and no more.
  enum class Starttls { kRequired, kOpportunistic };
  std::string url;  // smtp://host:port or smtps://host:port (TLS from the first byte).
  Starttls starttls = Starttls::kRequired;
  std::string ca_file;  // Certificates to trust; empty: the system's.
  std::string user;     // Empty: no login.
  std::string password;
  absl::Duration timeout = absl::Seconds(60);  // Of one mail until it is complete; raise it for slow servers.
  // Of the answer to a complete mail. Long (RFC 5321, 4.5.3.2.6), because giving up leaves in doubt whether it was
  // sent.
  absl::Duration answer_timeout = absl::Minutes(10);
};

// One mail server, by libcurl. Keeps its connection open between mails. Not thread-safe.
class SmtpConnection {
 public:
  // INVALID_ARGUMENT for a URL that is none of the two above. Connects at the first use.
  static absl::StatusOr<std::unique_ptr<SmtpConnection>> Open(const SmtpOptions& options);
  ~SmtpConnection();
  SmtpConnection(const SmtpConnection&) = delete;
  SmtpConnection& operator=(const SmtpConnection&) = delete;

  // Whether mail can be handed over now: connects, with TLS and login, if it is not connected; says NOOP. UNAVAILABLE
  // if the server does not answer or does not let us in.
  absl::Status Check();

  // Hands one mail over, to all its recipients at once. `at_end` is called when all of it has gone out but for what
  // marks its end; if it fails, the mail is cut off and not sent. A mail of which a recipient is refused for now is
  // cut off too, unless `without_late_ones`: then it goes to the others.
  SmtpResult Send(const Mail& mail, bool without_late_ones, const std::function<absl::Status()>& at_end);

 private:
  struct Curl;
  explicit SmtpConnection(std::unique_ptr<Curl> curl);
  const std::unique_ptr<Curl> curl_;
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_CONNECTION_H_
