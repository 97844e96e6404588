#include "client-examples/weekly-email/weekly_email.h"

#include <memory>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/bounce_report.h"
#include "client-examples/weekly-email/journal.h"
#include "client-examples/weekly-email/preview.h"
#include "nlohmann/json.hpp"

namespace weft::weekly_email {
namespace {

using Json = nlohmann::ordered_json;

void Print(const CommandLine& line, const Streams& streams, const Json& document, const std::string& text) {
  *streams.out << (line.json ? document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : text);
}

absl::Status Send(const CommandLine& line, const Timing& timing, const Streams& streams) {
  absl::StatusOr<std::unique_ptr<Journal>> journal = Journal::Open(line.journal);
  if (!journal.ok()) return journal.status();
  absl::StatusOr<std::unique_ptr<SmtpConnection>> smtp = SmtpConnection::Open(line.smtp);
  if (!smtp.ok()) return smtp.status();
  MessageServer server(line.server, timing);
  Mailer mailer(line.mailer, &server, smtp->get(), journal->get(), timing, streams.err);
  Tally tally;
  absl::Status status;
  if (line.once) {
    status = mailer.SendDue(&tally);
  } else {
    mailer.RunUntilStopped(&tally);
  }
  const Json document = {{"sent", tally.sent},           {"refused", tally.refused}, {"later", tally.later},
                         {"uncertain", tally.uncertain}, {"dropped", tally.dropped}, {"unwritable", tally.unwritable}};
  Print(line, streams, document,
        absl::StrCat(tally.sent, " sent, ", tally.refused, " refused for good, ", tally.later, " again later, ",
                     tally.uncertain, " uncertain, ", tally.dropped, " no longer true, ", tally.unwritable,
                     " not to be written\n"));
  if (status.ok() && tally.unwritable > 0) {
    return absl::InternalError("some messages lack what a mail needs; has the server been told its public address?");
  }
  return status;
}

absl::Status Preview(const CommandLine& line, const Timing& timing, const Streams& streams) {
  MessageServer server(line.server, timing);
  absl::StatusOr<std::vector<v1::Message>> messages = server.Preview(line.member, line.mailer.kinds);
  if (!messages.ok()) return messages.status();
  absl::StatusOr<std::vector<std::string>> files =
      WritePreviews(*messages, line.mailer.sender, timing.now(), line.preview_folder);
  if (!files.ok()) return files.status();
  std::string text;
  for (const std::string& file : *files) absl::StrAppend(&text, file, "\n");
  Print(line, streams, Json{{"files", *files}}, files->empty() ? "Nothing is due.\n" : text);
  return absl::OkStatus();
}

absl::Status RecordBounce(const CommandLine& line, const Timing& timing, const Streams& streams) {
  std::stringstream content;
  content << streams.in->rdbuf();
  absl::StatusOr<BounceReport> report = ReadBounce(content.str());
  if (report.status().code() == absl::StatusCode::kNotFound) {
    // No failure: it would make the mail server that pipes mails here send yet another one back.
    Print(line, streams, Json{{"recorded", 0}}, "Nothing to record: this mail reports no failed delivery of ours.\n");
    return absl::OkStatus();
  }
  MessageServer server(line.server, timing);
  for (const BounceReport::Failure& failure : report->failures) {
    v1::RecordBounceRequest request;
    request.set_email_message_id(report->message_id);
    request.set_member(failure.member_id);
    request.set_permanent(failure.permanent);
    request.set_detail(DetailText(failure.detail));
    absl::Status status = server.RecordBounce(std::move(request));
    if (!status.ok()) return status;
  }
  Print(line, streams, Json{{"recorded", report->failures.size()}},
        absl::StrCat("Recorded: ", report->failures.size(), "\n"));
  return absl::OkStatus();
}

absl::Status Resolve(const CommandLine& line, const Timing& timing, const Streams& streams) {
  MessageServer server(line.server, timing);
  absl::Status status = server.Resolve(line.message, line.was_sent);
  if (status.ok()) {
    Print(line, streams, Json{{"message", line.message}, {"sent", line.was_sent}},
          line.was_sent ? "Noted as sent.\n" : "Due again.\n");
  }
  return status;
}

}  // namespace

int RunWeeklyEmail(const CommandLine& line, const Timing& timing, const Streams& streams) {
  absl::Status status;
  switch (line.task) {
    case CommandLine::Task::kSend:
      status = Send(line, timing, streams);
      break;
    case CommandLine::Task::kPreview:
      status = Preview(line, timing, streams);
      break;
    case CommandLine::Task::kRecordBounce:
      status = RecordBounce(line, timing, streams);
      break;
    case CommandLine::Task::kResolve:
      status = Resolve(line, timing, streams);
      break;
  }
  streams.out->flush();
  if (status.ok() && !streams.out->good()) status = absl::DataLossError("the output cannot be written");
  if (status.ok()) return kExitOk;
  *streams.err << "weft-weekly-email: " << status.message() << "\n";
  return kExitFailure;
}

}  // namespace weft::weekly_email
