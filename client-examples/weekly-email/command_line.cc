#include "client-examples/weekly-email/command_line.h"

#include <fstream>
#include <sstream>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client-examples/weekly-email/letter_choice.h"
#include "client-examples/weekly-email/rate.h"

namespace weft::weekly_email {
namespace {

using Environment = std::function<const char*(const char*)>;

constexpr char kExamples[] =
    "The variable WEFT_SERVER names Weft's server where --server does not.\n"
    "The password of --user comes from --password-file or the variable WEFT_SMTP_PASSWORD.\n"
    "Exit codes: 0 ok, 1 failure, 2 wrong usage.\n"
    "Examples:\n"
    "  weft-weekly-email --network food --preview /tmp/mails\n"
    "  weft-weekly-email --network food --smtp smtp://mail.example.org:587 --user weft --password-file /etc/weft/smtp "
    "\\\n"
    "      --from 'Lind Valley <weekly@example.org>' --once\n"
    "  weft-weekly-email --network food --record-bounce < bounce.eml\n";
constexpr absl::Duration kSmtpTimeoutMax = absl::Minutes(5);
constexpr int kAnswerPatience = 10;  // How much longer than a mail its answer may take.

// What stands on the command line, before it means anything.
struct Raw {
  std::string network, from, envelope_from, starttls = "required", password_file, rate = "30/minute";
  std::string smtp_timeout = "60s", resolve_sent, resolve_unsent;
  std::vector<std::string> kinds;
  bool record_bounce = false;
};

void Declare(CLI::App* app, Raw* raw, CommandLine* line) {
  app->add_option("--server", line->server.address, "Weft's host and port (default 127.0.0.1:7700)");
  app->add_option("--network", raw->network, "The network: food or networks/food")->required();
  app->add_option("--smtp", line->smtp.url, "The mail server: smtp://host:587 or smtps://host:465");
  app->add_option("--from", raw->from, "Whom mails come from: 'Lind Valley <weekly@example.org>'");
  app->add_option("--envelope-from", raw->envelope_from, "Where bounces go (default: the address of --from)");
  app->add_option("--starttls", raw->starttls,
                  "With smtp://: required (default), or opportunistic: TLS if offered, certificate unchecked")
      ->check(CLI::IsMember({"required", "opportunistic"}));
  app->add_option("--ca-file", line->smtp.ca_file, "Certificates to trust instead of the system's")
      ->check(CLI::ExistingFile);
  app->add_option("--user", line->smtp.user, "Log in at the mail server as");
  app->add_option("--password-file", raw->password_file, "A file that holds the password")->check(CLI::ExistingFile);
  app->add_option("--smtp-timeout", raw->smtp_timeout,
                  "How long one mail may take to be handed over, up to 5m (default 60s); its answer ten times that");
  app->add_option("--rate", raw->rate, "At most so many mails: N/second, N/minute or N/hour (default 30/minute)");
  app->add_option("--kind", raw->kinds, "Only this kind of mail; may be repeated")->check(CLI::IsMember([] {
    std::vector<std::string> names;
    for (v1::Message::Kind kind : LetterKinds()) names.push_back(KindName(kind));
    return names;
  }()));
  app->add_option("--journal", line->journal,
                  "Where this mailer notes what it has sent (default: NETWORK.journal in $STATE_DIRECTORY, or in "
                  "weft-weekly-email below $XDG_STATE_HOME or ~/.local/state)");
  app->add_flag("--once", line->once, "Stop when nothing is due (for cron and timers)");
  app->add_flag("--json", line->json, "Print the result as one JSON document");
  app->add_option("--preview", line->preview_folder, "Write what is due to this folder; send and change nothing");
  app->add_option("--member", line->member, "With --preview: only to this member, with samples of what is not due");
  app->add_flag("--record-bounce", raw->record_bounce, "Read a mail that came back from the input, and record it");
  app->add_option("--resolve-sent", raw->resolve_sent, "Say that this uncertain message was sent");
  app->add_option("--resolve-unsent", raw->resolve_unsent, "Say that this uncertain message was not sent");
}

absl::Status ChooseTask(const Raw& raw, CommandLine* line) {
  const int others = (line->preview_folder.empty() ? 0 : 1) + (raw.record_bounce ? 1 : 0) +
                     (raw.resolve_sent.empty() ? 0 : 1) + (raw.resolve_unsent.empty() ? 0 : 1);
  if (others > 1) {
    return absl::InvalidArgumentError(
        "--preview, --record-bounce, --resolve-sent and --resolve-unsent exclude each other");
  }
  if (!line->preview_folder.empty()) {
    line->task = CommandLine::Task::kPreview;
  } else if (raw.record_bounce) {
    line->task = CommandLine::Task::kRecordBounce;
  } else if (others == 1) {
    line->task = CommandLine::Task::kResolve;
    line->was_sent = !raw.resolve_sent.empty();
    line->message = line->was_sent ? raw.resolve_sent : raw.resolve_unsent;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Password(const Raw& raw, const Environment& environment) {
  if (raw.password_file.empty()) {
    const char* value = environment("WEFT_SMTP_PASSWORD");
    if (value == nullptr) return absl::InvalidArgumentError("--user needs --password-file or WEFT_SMTP_PASSWORD");
    return std::string(value);
  }
  std::ifstream in(raw.password_file, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  if (!in.good()) return absl::InvalidArgumentError(absl::StrCat("cannot read ", raw.password_file));
  return std::string(absl::StripTrailingAsciiWhitespace(content.str()));
}

absl::StatusOr<std::string> DefaultJournal(const std::string& network, const Environment& environment) {
  const std::string file = absl::StrCat(network.substr(network.rfind('/') + 1), ".journal");
  if (const char* folder = environment("STATE_DIRECTORY")) return absl::StrCat(folder, "/", file);
  if (const char* folder = environment("XDG_STATE_HOME")) return absl::StrCat(folder, "/weft-weekly-email/", file);
  if (const char* home = environment("HOME")) return absl::StrCat(home, "/.local/state/weft-weekly-email/", file);
  return absl::InvalidArgumentError("--journal is required: there is no home directory");
}

absl::Status ReadSender(const Raw& raw, CommandLine* line) {
  Sender& sender = line->mailer.sender;
  if (raw.from.empty() && line->task == CommandLine::Task::kPreview) {
    sender.from = {"", "preview@weft.invalid"};
    return absl::OkStatus();
  }
  absl::StatusOr<Mailbox> from = ParseMailbox(raw.from);
  if (!from.ok()) return absl::InvalidArgumentError(absl::StrCat("--from: ", from.status().message()));
  sender.from = *from;
  sender.envelope = raw.envelope_from;
  if (!sender.envelope.empty() && !IsMailAddress(sender.envelope)) {
    return absl::InvalidArgumentError(absl::StrCat("--envelope-from: '", sender.envelope, "' is no mail address"));
  }
  return absl::OkStatus();
}

absl::Status ReadSmtp(const Raw& raw, const Environment& environment, CommandLine* line) {
  if (line->smtp.url.empty()) return absl::InvalidArgumentError("--smtp is required");
  if (raw.starttls == "opportunistic") {
    if (!line->smtp.user.empty()) {
      return absl::InvalidArgumentError("--user needs --starttls required: else the password may pass in the clear");
    }
    line->smtp.starttls = SmtpOptions::Starttls::kOpportunistic;
  }
  if (!line->smtp.user.empty()) {
    absl::StatusOr<std::string> password = Password(raw, environment);
    if (!password.ok()) return password.status();
    line->smtp.password = *password;
  }
  if (!absl::ParseDuration(raw.smtp_timeout, &line->smtp.timeout) || line->smtp.timeout < absl::Milliseconds(100) ||
      line->smtp.timeout > kSmtpTimeoutMax) {
    return absl::InvalidArgumentError(absl::StrCat("--smtp-timeout: '", raw.smtp_timeout, "' is not 100ms to 5m"));
  }
  line->smtp.answer_timeout = line->smtp.timeout * kAnswerPatience;
  line->mailer.longest = line->smtp.timeout + line->smtp.answer_timeout;
  // Errors of the URL are found here and not after the first claim.
  return SmtpConnection::Open(line->smtp).status();
}

absl::Status Interpret(const Raw& raw, const Environment& environment, CommandLine* line) {
  absl::Status status = ChooseTask(raw, line);
  if (!status.ok()) return status;
  line->server.network = absl::StartsWith(raw.network, "networks/") ? raw.network : "networks/" + raw.network;
  for (v1::Message::Kind kind : LetterKinds()) {
    for (const std::string& name : raw.kinds) {
      if (KindName(kind) == name) line->mailer.kinds.push_back(kind);
    }
  }
  if (line->task == CommandLine::Task::kRecordBounce || line->task == CommandLine::Task::kResolve) {
    return absl::OkStatus();
  }
  status = ReadSender(raw, line);
  if (!status.ok() || line->task == CommandLine::Task::kPreview) return status;
  status = ReadSmtp(raw, environment, line);
  if (!status.ok()) return status;
  absl::StatusOr<absl::Duration> interval = ParseRate(raw.rate);
  if (!interval.ok()) return absl::InvalidArgumentError(absl::StrCat("--rate: ", interval.status().message()));
  line->mailer.interval = *interval;
  if (!line->journal.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> journal = DefaultJournal(line->server.network, environment);
  if (journal.ok()) line->journal = *journal;
  return journal.status();
}

}  // namespace

absl::optional<CommandLine> ParseCommandLine(const std::vector<std::string>& arguments, const Environment& environment,
                                             std::ostream* out, std::ostream* err, int* exit_code) {
  CLI::App app("Sends what Weft has to tell the members of a network by e-mail, each message once.",
               "weft-weekly-email");
  app.footer(kExamples);
  Raw raw;
  CommandLine line;
  if (const char* server = environment("WEFT_SERVER")) line.server.address = server;
  Declare(&app, &raw, &line);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  // CLI11 reports wrong usage, and requests for help, by exceptions: they end here.
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    *exit_code = app.exit(error, *out, *err) == 0 ? kExitOk : kExitUsage;
    return absl::nullopt;
  }
  absl::Status status = Interpret(raw, environment, &line);
  if (!status.ok()) {
    *err << "weft-weekly-email: " << status.message() << "\n";
    *exit_code = kExitUsage;
    return absl::nullopt;
  }
  return line;
}

}  // namespace weft::weekly_email
