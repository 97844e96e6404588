#ifndef WEFT_INTRODUCTIONS_LINK_TOKEN_H_
#define WEFT_INTRODUCTIONS_LINK_TOKEN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "weft/v1/message.pb.h"

namespace weft {

// What a link in a message stands for: one recipient of one message, and what its page offers first.
struct LinkClaim {
  v1::Link::Action action = v1::Link::ACTION_OPEN;
  std::string network;     // Id.
  std::string message_id;  // 16 hexadecimal digits, as the store gives them.
  int recipient = 0;       // Position among the message's recipients, 0 to 255.
  absl::Time expires;      // To the minute.
};

// Signs and reads the tokens of links: base64url of a claim and its HMAC-SHA-256, cut to 128 bits. They name nobody,
// and whoever changes a bit of one holds nothing. Using one twice is no matter of theirs: what they lead to is
// idempotent. Thread-safe.
class LinkTokens {
 public:
  // `key`: kLinkKeyBytes random bytes, the same for as long as links shall work.
  explicit LinkTokens(std::string key);

  // REQUIRES: a valid network id, 16 hexadecimal digits, a recipient of 0 to 255.
  std::string Sign(const LinkClaim& claim) const;
  // INVALID_ARGUMENT (TOKEN_INVALID) for anything Sign has not made with this key, FAILED_PRECONDITION (TOKEN_EXPIRED)
  // at or after its end. Takes the same time wherever the first wrong byte is.
  absl::StatusOr<LinkClaim> Read(absl::string_view token, absl::Time now) const;

 private:
  std::string SignatureOf(absl::string_view payload) const;
  const std::string key_;
};

constexpr size_t kLinkKeyBytes = 32;
// Random bytes of the operating system. INTERNAL if it has none.
absl::StatusOr<std::string> FreshLinkKey();

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_LINK_TOKEN_H_
