#include "weft/introductions/message_delivery.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/utf8.h"
#include "weft/profile/phrase.h"

namespace weft {
namespace {

using Message = v1::Message;

constexpr absl::Duration kFirstRetry = absl::Minutes(5);

absl::Status ClaimLost(const StoredMessage& message) {
  return Error(absl::StatusCode::kFailedPrecondition, "CLAIM_LOST",
               "the lease on the message has ended, or another has it: do not send it", {{"message", message.id}});
}

void Release(StoredMessage* message) {
  message->claim.clear();
  message->claim_ends_micros.reset();
}

}  // namespace

v1::Message::Channel ChannelFor(v1::Message::Kind kind, const v1::Contact& contact) {
  const bool news_only = kind == Message::KIND_WEEKLY;
  const bool wants =
      contact.mail() != v1::Contact::MAIL_NONE && !(contact.mail() == v1::Contact::MAIL_INTRODUCTIONS && news_only);
  if (wants && !contact.email().empty() && !contact.email_bounced()) return Message::CHANNEL_EMAIL;
  return contact.handles().empty() ? Message::CHANNEL_UNSPECIFIED : Message::CHANNEL_CHAT;
}

StoredMessage Claimed(StoredMessage message, v1::Message::Channel channel, const std::string& claim, absl::Time until) {
  assert(message.state == Message::STATE_DUE && !claim.empty());
  message.state = Message::STATE_CLAIMED;
  message.channel = channel;
  message.claim = claim;
  message.claim_ends_micros = ToMicros(until);
  ++message.attempts;
  return message;
}

absl::StatusOr<StoredMessage> Begun(StoredMessage message, const std::string& claim, absl::Time now) {
  if (message.state == Message::STATE_CANCELLED) {
    return Error(absl::StatusCode::kFailedPrecondition, "MESSAGE_CANCELLED",
                 "the message says what is no longer so: do not send it", {{"message", message.id}});
  }
  const bool holds = !claim.empty() && message.claim == claim;
  if (holds && message.state == Message::STATE_SENDING) return message;
  if (!holds || message.state != Message::STATE_CLAIMED || *message.claim_ends_micros <= ToMicros(now)) {
    return ClaimLost(message);
  }
  message.state = Message::STATE_SENDING;
  message.claim_ends_micros = std::max(*message.claim_ends_micros, ToMicros(now + kDeliveryTimeMin));
  return message;
}

absl::StatusOr<absl::optional<StoredMessage>> Confirmed(StoredMessage message, const std::string& claim,
                                                        const DeliveryResult& result, absl::Time now) {
  if (claim.empty() || message.claim != claim) return ClaimLost(message);
  // The claim stays with what was confirmed, so that saying it again is told from saying it late.
  if (message.state == Message::STATE_SENT || message.state == Message::STATE_FAILED ||
      message.state == Message::STATE_DUE) {
    return absl::optional<StoredMessage>();
  }
  if (message.state != Message::STATE_SENDING) return ClaimLost(message);
  for (StoredMessage::Recipient& recipient : message.recipients) {
    const auto& refused = result.refused_member_ids;
    if (std::find(refused.begin(), refused.end(), recipient.member_id) != refused.end()) recipient.bounced = true;
  }
  message.error = WithoutAddresses(result.detail);
  message.claim_ends_micros.reset();
  switch (result.kind) {
    case DeliveryResult::Kind::kSent:
      message.state = Message::STATE_SENT;
      message.sent_micros = ToMicros(now);
      break;
    case DeliveryResult::Kind::kTemporaryFailure:
      if (message.attempts >= kDeliveryAttemptsMax) {
        message.state = Message::STATE_FAILED;
        break;
      }
      message.state = Message::STATE_DUE;
      message.due_micros = ToMicros(now + kFirstRetry * (1 << (message.attempts - 1)));
      break;
    case DeliveryResult::Kind::kPermanentFailure:
      message.state = Message::STATE_FAILED;
      break;
  }
  return absl::optional<StoredMessage>(std::move(message));
}

absl::StatusOr<StoredMessage> Resolved(StoredMessage message, bool sent, absl::Time now) {
  if (message.state != Message::STATE_UNCERTAIN) {
    return Error(absl::StatusCode::kFailedPrecondition, "MESSAGE_STATE", "the message is not uncertain",
                 {{"message", message.id}});
  }
  Release(&message);
  message.state = sent ? Message::STATE_SENT : Message::STATE_DUE;
  if (sent) {
    message.sent_micros = ToMicros(now);
  } else {
    message.due_micros = ToMicros(now);
  }
  return message;
}

absl::optional<StoredMessage> AfterLease(StoredMessage message, absl::Time now) {
  if (!message.claim_ends_micros.has_value() || *message.claim_ends_micros > ToMicros(now)) return absl::nullopt;
  const bool began = message.state == Message::STATE_SENDING;
  if (!began && message.state != Message::STATE_CLAIMED) return absl::nullopt;
  message.state = began ? Message::STATE_UNCERTAIN : Message::STATE_DUE;
  Release(&message);
  return message;
}

std::string WithoutAddresses(absl::string_view text) {
  std::vector<std::string> words = absl::StrSplit(CleanText(text), ' ');
  for (std::string& word : words) {
    if (absl::StrContains(word, "@")) word = "…";
  }
  std::string out = absl::StrJoin(words, " ");
  if (out.size() <= kLineBytesMax) return out;
  out.resize(kLineBytesMax);
  out.resize(Utf8PrefixLength(out));
  return out;
}

}  // namespace weft
