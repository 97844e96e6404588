#ifndef WEFT_SERVICE_MESSAGE_CONTENTS_H_
#define WEFT_SERVICE_MESSAGE_CONTENTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/network_registry.h"
#include "weft/introductions/digest.h"
#include "weft/introductions/link_token.h"
#include "weft/introductions/reader_view.h"
#include "weft/store/store.h"
#include "weft/v1/message.pb.h"

namespace weft {

// Makes the messages that are handed out of what is stored at this moment. Thread-safe.
class MessageContents {
 public:
  // What it reads and writes with. All must outlive it.
  struct Parts {
    const Store* store = nullptr;
    const NetworkRegistry* registry = nullptr;
    const LinkTokens* tokens = nullptr;
    std::string public_url;  // "https://weft.example.org", where members reach the pages; empty: not known.
  };
  explicit MessageContents(Parts parts) : parts_(std::move(parts)) {}

  // As lists show it: no contents, no addresses.
  v1::Message Outline(const std::string& network, const StoredMessage& message) const;

  // With contents, addresses and links. `news` is asked for in weekly messages only, where it must not be null.
  // Without `real_links` the tokens are none.
  absl::StatusOr<v1::Message> Write(const std::string& network, const StoredMessage& message, const NetworkNews* news,
                                    bool real_links, absl::Time now) const;

  // Introductions of rounds whose news of their own this weekly message took in; with its own, the first of all.
  absl::StatusOr<std::vector<StoredMessage>> TakenIn(const std::string& network, const StoredMessage& message) const;

 private:
  absl::Status AddContents(const std::string& network, const StoredMessage& message, const NetworkNews* news,
                           v1::Message* out) const;
  absl::Status AddRecipients(const std::string& network, const StoredMessage& message, v1::Message* out) const;
  absl::Status AddReferences(const std::string& network, const StoredMessage& message, v1::Message* out) const;
  absl::Status AddLinks(const std::string& network, const StoredMessage& message, bool real_links, absl::Time now,
                        v1::Message* out) const;
  std::string MailHost() const;

  const Parts parts_;
};

// Of a Message-ID that MessageContents made: the id of the message. INVALID_FIELD (email_message_id) for any other.
absl::StatusOr<std::string> MessageOfMail(const std::string& email_message_id);

// The mark that a message bears which another took in.
std::string TakenInMark(const std::string& message_id);

}  // namespace weft

#endif  // WEFT_SERVICE_MESSAGE_CONTENTS_H_
