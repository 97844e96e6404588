#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_COMMAND_LINE_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_COMMAND_LINE_H_

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "client-examples/weekly-email/mailer.h"
#include "client-examples/weekly-email/message_server.h"
#include "client-examples/weekly-email/smtp_connection.h"

namespace weft::weekly_email {

// Exit codes.
constexpr int kExitOk = 0;
constexpr int kExitFailure = 1;
constexpr int kExitUsage = 2;

// What is asked for.
struct CommandLine {
  enum class Task { kSend, kPreview, kRecordBounce, kResolve };
  Task task = Task::kSend;
  MessageServer::Options server;
  SmtpOptions smtp;
  Mailer::Options mailer;
  bool once = false;           // kSend: stop when nothing is due.
  bool json = false;           // Results as one JSON document.
  std::string journal;         // kSend: the path.
  std::string preview_folder;  // kPreview.
  std::string member;          // kPreview: only to this one.
  std::string message;         // kResolve: which.
  bool was_sent = false;       // kResolve: what became of it.
};

// Reads a command line without the program's name. `environment` gives a variable's value, or null. None: `exit_code`
// says how the program ends, and what had to be said has been printed.
absl::optional<CommandLine> ParseCommandLine(const std::vector<std::string>& arguments,
                                             const std::function<const char*(const char*)>& environment,
                                             std::ostream* out, std::ostream* err, int* exit_code);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_COMMAND_LINE_H_
