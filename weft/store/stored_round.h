#ifndef WEFT_STORE_STORED_ROUND_H_
#define WEFT_STORE_STORED_ROUND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "weft/v1/round.pb.h"

namespace weft {

// A round as stored. `round` has name, etag, scope, weaver and times filled in.
struct StoredRound {
  int64_t key = 0;
  int64_t number = 0;   // 1, 2, 3 … in its network; 0: not stored yet.
  int64_t version = 0;  // Counts writes, from 1.
  v1::Round round;
  std::vector<int64_t> scope_keys;       // Of a scope that is a list; erased members are no more in it.
  absl::optional<int64_t> opens_micros;  // By itself.
};

// An entry of a round. `entry` has names filled in, display names not; an erased member has an empty name.
struct StoredRoundEntry {
  int64_t number = 0;  // In its round, from 1.
  v1::RoundEntry entry;
  std::vector<int64_t> member_keys;  // In the order of entry.members; 0: erased.
};

// A member whom a round did not serve.
struct StoredUnserved {
  int64_t member_key = 0;
  bool needs_a_hand = false;  // Stands on the weavers' list; else only waits.
  v1::NeedsAHand hand;        // Names filled in, display names not.
};

// Writes a round with some or all of its entries.
struct PutRoundMutation {
  std::string network;
  // number 0: new, takes the next number. Else the version it was read at, ABORTED (ROUND_CHANGED) if it is another.
  StoredRound round;
  std::vector<StoredRoundEntry> entries;  // Written by number; those not named stay.
  // By the members' names. Later on: in place of what stood there for the member; those not named stay.
  std::vector<StoredUnserved> unserved;
  std::vector<std::string> served_after_all;  // Members, by full name, who stand among the unserved no longer.
};

// Which rounds to list.
struct RoundFilter {
  std::vector<v1::Round::State> states;  // Empty: any.
};

}  // namespace weft

#endif  // WEFT_STORE_STORED_ROUND_H_
