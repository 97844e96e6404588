#include "client-examples/weekly-email/settlement.h"

#include <string>

namespace weft::weekly_email {
namespace {

using Confirm = v1::ConfirmDeliveryRequest;

// The server has it in another state, or no more.
bool IsOver(const absl::Status& status) {
  return status.code() == absl::StatusCode::kFailedPrecondition || status.code() == absl::StatusCode::kNotFound;
}

Confirm ConfirmationOf(const Journal::Entry& entry) {
  Confirm confirmation;
  confirmation.set_name(entry.message);
  confirmation.set_claim(entry.claim);
  if (entry.stage == Journal::Stage::kSent) {
    confirmation.set_result(entry.partly ? Confirm::RESULT_PARTLY_SENT : Confirm::RESULT_SENT);
    for (const std::string& member : entry.refused_members) confirmation.add_refused_members(member);
  } else {
    confirmation.set_result(Confirm::RESULT_TEMPORARY_FAILURE);
    confirmation.set_detail("the mailer was stopped before the mail was handed over");
  }
  return confirmation;
}

}  // namespace

absl::Status Settle(const Confirm& confirmation, MessageServer* server) {
  absl::Status status = server->Confirm(confirmation);
  if (!IsOver(status)) return status;
  const bool sent =
      confirmation.result() == Confirm::RESULT_SENT || confirmation.result() == Confirm::RESULT_PARTLY_SENT;
  status = server->Resolve(confirmation.name(), sent);
  return IsOver(status) ? absl::OkStatus() : status;
}

absl::Status SettleUnfinished(Journal* journal, MessageServer* server, std::ostream* log) {
  for (const Journal::Entry& entry : journal->Unfinished()) {
    if (entry.stage == Journal::Stage::kAtEnd) {
      *log << entry.message << ": may have been sent when the mailer was stopped; Message-ID " << entry.message_id
           << "\n";
    } else {
      absl::Status status = Settle(ConfirmationOf(entry), server);
      if (!status.ok()) return status;
      *log << entry.message << ": " << (entry.stage == Journal::Stage::kSent ? "sent" : "not sent")
           << " when the mailer was stopped\n";
    }
    absl::Status status = journal->Done(entry.message);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace weft::weekly_email
