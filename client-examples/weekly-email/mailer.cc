#include "client-examples/weekly-email/mailer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client-examples/weekly-email/letter_choice.h"
#include "client-examples/weekly-email/settlement.h"

namespace weft::weekly_email {
namespace {

constexpr int kBatchMax = 10;
constexpr absl::Duration kBatchTime = absl::Minutes(20);  // A batch is small enough to be sent in it.
constexpr absl::Duration kLeaseMax = absl::Hours(1);      // The server's.
constexpr absl::Duration kMargin = absl::Seconds(30);     // For telling Weft, before its lease ends.
constexpr int kBrokenInARowMax = 3;                       // Then the mail server is taken to be down.
constexpr absl::Duration kIdleMax = absl::Minutes(1);
constexpr absl::Duration kFirstErrorPause = absl::Seconds(5);
constexpr absl::Duration kErrorPauseMax = absl::Minutes(5);

int BatchSize(absl::Duration interval) {
  return static_cast<int>(
      std::max<int64_t>(1, std::min<int64_t>(kBatchMax, kBatchTime / std::max(interval, absl::Milliseconds(1)))));
}

}  // namespace

Mailer::Mailer(Options options, MessageServer* server, SmtpConnection* smtp, Journal* journal, Timing timing,
               std::ostream* log)
    : options_(std::move(options)),
      server_(server),
      smtp_(smtp),
      journal_(journal),
      timing_(timing),
      log_(log),
      delivery_(options_.sender, server, smtp, journal, log),
      pacer_(options_.interval, timing) {}

absl::Status Mailer::SendDue(Tally* tally) {
  absl::Status status = SettleUnfinished(journal_, server_, log_);
  if (!status.ok()) return status;
  const Tally before = *tally;
  for (;;) {
    absl::StatusOr<bool> more = SendBatch(tally);
    if (!more.ok()) return more.status();
    if (!*more || stopped_) break;
  }
  if (tally->uncertain > before.uncertain || tally->sent + tally->refused > before.sent + before.refused) {
    LogUncertain();
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Mailer::SendBatch(Tally* tally) {
  // Nothing is claimed that could not be handed over.
  absl::Status status = smtp_->Check();
  if (!status.ok()) return status;
  // A mailer that was killed asks for its claim once more, so that nobody waits for the lease to end.
  const bool is_repeat = !journal_->open_claim().empty();
  const std::string request_id = is_repeat ? journal_->open_claim() : NewRequestId();
  if (!is_repeat) status = journal_->Claim(request_id);
  if (!status.ok()) return status;
  const int size = BatchSize(options_.interval);
  const absl::Duration lease = std::min(
      kLeaseMax, options_.longest + kMargin + size * (options_.interval + absl::Seconds(5)) + absl::Minutes(5));
  absl::StatusOr<v1::ClaimMessagesResponse> claimed =
      server_->Claim(request_id, size, lease, options_.kinds.empty() ? LetterKinds() : options_.kinds);
  if (!claimed.ok()) return claimed.status();
  next_due_ =
      claimed->has_next_due_time() ? absl::FromUnixSeconds(claimed->next_due_time().seconds()) : absl::InfiniteFuture();
  for (const v1::Message& message : claimed->messages()) {
    if (message.state() != v1::Message::STATE_CLAIMED || (is_repeat && journal_->HasBegun(message.name()))) continue;
    if (!pacer_.Wait()) {
      stopped_ = true;
      return true;
    }
    if (!LeaseSuffices(message)) break;  // The server offers the rest again when the lease has ended.
    status = SendOne(message, tally);
    if (!status.ok()) return status;
  }
  status = journal_->ClaimDone();
  if (!status.ok()) return status;
  return is_repeat || claimed->messages_size() > 0;
}

bool Mailer::LeaseSuffices(const v1::Message& message) const {
  if (!message.has_claim_expire_time()) return true;
  return absl::FromUnixSeconds(message.claim_expire_time().seconds()) - timing_.now() >= options_.longest + kMargin;
}

absl::Status Mailer::SendOne(const v1::Message& message, Tally* tally) {
  absl::StatusOr<Fate> fate = delivery_.Deliver(message, timing_.now());
  if (!fate.ok()) return fate.status();
  broken_in_a_row_ = *fate == Fate::kBroken ? broken_in_a_row_ + 1 : 0;
  switch (*fate) {
    case Fate::kSent:
    case Fate::kPartlySent:
      ++tally->sent;
      break;
    case Fate::kRefused:
      ++tally->refused;
      break;
    case Fate::kLater:
    case Fate::kBroken:
      ++tally->later;
      break;
    case Fate::kUncertain:
      ++tally->uncertain;
      break;
    case Fate::kDropped:
      ++tally->dropped;
      break;
    case Fate::kUnwritable:
      ++tally->unwritable;
      break;
  }
  if (broken_in_a_row_ < kBrokenInARowMax) return absl::OkStatus();
  broken_in_a_row_ = 0;
  return absl::UnavailableError("the mail server takes no mail: several in a row were cut off");
}

void Mailer::LogUncertain() {
  absl::StatusOr<std::vector<v1::Message>> uncertain = server_->ListUncertain();
  if (!uncertain.ok() || uncertain->empty()) return;
  *log_ << uncertain->size() << " mails may or may not have been sent. Look for their Message-IDs in the mail server's "
        << "log, then say --resolve-sent or --resolve-unsent with their names:\n";
  for (const v1::Message& message : *uncertain) {
    *log_ << "  " << message.name() << " " << message.email_message_id() << "\n";
  }
}

void Mailer::RunUntilStopped(Tally* tally) {
  absl::Duration error_pause = kFirstErrorPause;
  for (;;) {
    absl::Status status = SendDue(tally);
    if (stopped_) return;
    absl::Duration pause = std::max(absl::Seconds(1), std::min(kIdleMax, next_due_ - timing_.now()));
    if (!status.ok()) {
      *log_ << status.message() << "; again in " << absl::FormatDuration(error_pause) << "\n";
      pause = error_pause;
      error_pause = std::min(kErrorPauseMax, error_pause * 2);
    } else {
      error_pause = kFirstErrorPause;
    }
    if (!timing_.pause(pause)) return;
  }
}

}  // namespace weft::weekly_email
