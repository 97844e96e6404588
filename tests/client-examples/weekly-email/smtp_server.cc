#include "tests/client-examples/weekly-email/smtp_server.h"

#include <signal.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "tests/testing/paths.h"

namespace weft::weekly_email {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(60);

std::string Content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

}  // namespace

void SmtpServer::Start(const std::vector<std::string>& arguments) {
  // The distribution's Python, whose package of the mail server it is.
  std::vector<std::string> argv = {"/usr/bin/python3", SourcePath("tests/client-examples/weekly-email/smtp_server.py"),
                                   "--mails", dir_.path()};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  process_ = e2e::Process::Start(argv);
  ASSERT_NE(process_, nullptr);
  absl::optional<std::string> line = process_->WaitForErrLine("listening ", absl::Now() + kPatience);
  if (!line.has_value()) {
    absl::optional<e2e::Finished> finished = process_->Wait(absl::Now());
    FAIL() << "the mail server does not run: " << (finished.has_value() ? finished->err : "it hangs");
  }
  port_ = line->substr(line->rfind(' ') + 1);
}

bool SmtpServer::WaitUntilHeld() { return process_->WaitForErrLine("held ", absl::Now() + kPatience).has_value(); }

void SmtpServer::Release() { process_->Signal(SIGUSR1); }

std::vector<SmtpServer::Delivery> SmtpServer::Deliveries() const {
  std::vector<Delivery> deliveries;
  std::istringstream lines(Content(dir_.File("deliveries.jsonl")));
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    deliveries.push_back({json["to"].get<std::vector<std::string>>(), json["user"].get<std::string>(),
                          json["tls"].get<bool>(), Content(dir_.File(json["file"].get<std::string>()))});
  }
  return deliveries;
}

std::map<std::string, int> SmtpServer::CountByAddress() const {
  std::map<std::string, int> counts;
  for (const Delivery& delivery : Deliveries()) {
    for (const std::string& address : delivery.to) ++counts[address];
  }
  return counts;
}

std::string SmtpServer::url(const std::string& scheme) const { return absl::StrCat(scheme, "://localhost:", port_); }

SmtpOptions SmtpServer::options() const {
  SmtpOptions options;
  options.url = url();
  options.starttls = SmtpOptions::Starttls::kOpportunistic;
  return options;
}

const std::string& SmtpServer::certificate() {
  if (certificate_.empty()) {
    certificate_ = dir_.File("certificate.pem");
    e2e::Finished finished =
        e2e::RunToEnd({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                       "-keyout", dir_.File("key.pem"), "-out", certificate_});
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
  }
  return certificate_;
}

std::vector<std::string> SmtpServer::TlsArguments(const std::string& mode) {
  return {"--tls", mode, "--certificate", certificate(), "--key", dir_.File("key.pem")};
}

}  // namespace weft::weekly_email
