#ifndef WEFT_STORE_STORED_MESSAGE_H_
#define WEFT_STORE_STORED_MESSAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "weft/v1/message.pb.h"

namespace weft {

// A message as stored: who is told what about which introductions, and how far that is. Its contents are made when it
// is claimed.
struct StoredMessage {
  struct Recipient {
    int64_t member_key = 0;  // 0: erased, or not stored yet.
    std::string member_id;
    bool bounced = false;
  };
  int64_t key = 0;      // Given once, never reused. 0: not stored yet.
  int64_t version = 0;  // Counts writes, from 1.
  std::string id;       // Filled in by the store.
  v1::Message::Kind kind = v1::Message::KIND_UNSPECIFIED;
  v1::Message::State state = v1::Message::STATE_DUE;
  v1::Message::Channel channel = v1::Message::CHANNEL_UNSPECIFIED;
  // What it says to whom ("proposal 17 4": an introduction's and a member's key). Unique in the network: nobody is told
  // the same twice.
  std::string occasion;
  std::vector<Recipient> recipients;
  std::vector<std::string> introduction_ids;
  int64_t due_micros = 0;
  absl::optional<int64_t> sent_micros;
  std::string claim;  // Empty: nobody has it.
  absl::optional<int64_t> claim_ends_micros;
  int attempts = 0;
  std::string error;
};

// Writes a message. No change of the network: its sequence stays.
struct PutMessageMutation {
  std::string network;
  // version 0: new; if there is one of its occasion already, nothing is written (Outcome::kUnchanged);
  // introductions and members are looked up by id. Else the version it was read at, ABORTED (MESSAGE_CHANGED) if it is
  // another now; kind, occasion, recipients' members and introductions stay as they are.
  StoredMessage message;
};

// Which messages to list. All that is set must hold.
struct MessageFilter {
  std::vector<v1::Message::State> states;  // Empty: any.
  std::vector<v1::Message::Kind> kinds;    // Empty: any.
  std::string member_id;
  std::string introduction_id;
};

}  // namespace weft

#endif  // WEFT_STORE_STORED_MESSAGE_H_
