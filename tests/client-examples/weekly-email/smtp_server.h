#ifndef WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_SERVER_H_
#define WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_SERVER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "client-examples/weekly-email/smtp_connection.h"
#include "nlohmann/json.hpp"
#include "tests/e2e/process.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {

// A real mail server (smtp_server.py says what it can be told) that runs beside the test, and the mails it took.
class SmtpServer {
 public:
  // A mail that was taken.
  struct Delivery {
    std::vector<std::string> to;
    std::string user;  // Who had logged in.
    bool tls = false;
    std::string bytes;
  };

  // Starts it with these arguments. Started anew, it keeps the mails it has.
  void Start(const std::vector<std::string>& arguments = {});
  // Kills it.
  void Stop() { process_.reset(); }
  // Until it prints "held …"; false if it does not.
  bool WaitUntilHeld();
  void Release();

  std::vector<Delivery> Deliveries() const;
  // How often each address got a mail.
  std::map<std::string, int> CountByAddress() const;

  // How to reach it without TLS.
  SmtpOptions options() const;
  std::string url(const std::string& scheme = "smtp") const;
  // A certificate for localhost, made for this test.
  const std::string& certificate();
  std::vector<std::string> TlsArguments(const std::string& mode);

 private:
  TempDir dir_;
  std::unique_ptr<e2e::Process> process_;
  std::string port_;
  std::string certificate_;
};

}  // namespace weft::weekly_email

#endif  // WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_SMTP_SERVER_H_
