#ifndef WEFT_INTRODUCTIONS_MESSAGE_DELIVERY_H_
#define WEFT_INTRODUCTIONS_MESSAGE_DELIVERY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/store/stored_message.h"
#include "weft/v1/contact.pb.h"
#include "weft/v1/message.pb.h"

// How a message gets to its recipients exactly once: pure functions from what is stored to what is to be stored. A
// mailer claims it (and may vanish: the lease ends and it is due again), says that it begins to hand it over (and may
// vanish: it may have been sent, and is not sent again by itself), and says what became of it.
namespace weft {

// Tried so often, then it fails for good.
constexpr int kDeliveryAttemptsMax = 8;
// A mailer that has begun has at least so long to say how it went.
constexpr absl::Duration kDeliveryTimeMin = absl::Minutes(10);

// Which way a member can be told something of this kind; unspecified: none. E-mail comes first.
v1::Message::Channel ChannelFor(v1::Message::Kind kind, const v1::Contact& contact);

// REQUIRES: the message is due, `claim` is not empty.
StoredMessage Claimed(StoredMessage message, v1::Message::Channel channel, const std::string& claim, absl::Time until);

// FAILED_PRECONDITION: CLAIM_LOST unless claimed with `claim` and the lease has not ended, MESSAGE_CANCELLED. Begun
// already with it: the same once more.
absl::StatusOr<StoredMessage> Begun(StoredMessage message, const std::string& claim, absl::Time now);

struct DeliveryResult {
  enum class Kind { kSent, kTemporaryFailure, kPermanentFailure };
  Kind kind = Kind::kSent;
  std::string detail;
  std::vector<std::string> refused_member_ids;  // Their address does not work.
};
// FAILED_PRECONDITION (CLAIM_LOST) unless begun with `claim`. None: said before.
absl::StatusOr<absl::optional<StoredMessage>> Confirmed(StoredMessage message, const std::string& claim,
                                                        const DeliveryResult& result, absl::Time now);

// FAILED_PRECONDITION (MESSAGE_STATE) unless uncertain.
absl::StatusOr<StoredMessage> Resolved(StoredMessage message, bool sent, absl::Time now);

// What becomes of it when its lease ends. None: nothing, it has not.
absl::optional<StoredMessage> AfterLease(StoredMessage message, absl::Time now);

// Text of another server's without anything that looks like an address, at most kLineBytesMax bytes of UTF-8.
std::string WithoutAddresses(absl::string_view text);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_MESSAGE_DELIVERY_H_
