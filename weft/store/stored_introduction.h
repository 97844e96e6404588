#ifndef WEFT_STORE_STORED_INTRODUCTION_H_
#define WEFT_STORE_STORED_INTRODUCTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/profile/member_introductions.h"
#include "weft/v1/introduction.pb.h"

namespace weft {

// An introduction with everything there is to know about it: what nobody sees as a whole.
struct StoredIntroduction {
  struct Side {
    int64_t member_key = 0;                 // 0: erased, or not stored yet.
    bool waiting = false;                   // It is this side's turn: to answer, or to say what came of it.
    absl::optional<int64_t> remind_micros;  // When this side is reminded, or asked whether they met.
  };
  int64_t key = 0;      // Given once, never reused. 0: not stored yet.
  int64_t version = 0;  // Counts writes, from 1.
  // The true state, and what each side has said. Names, also of sides, are filled in; an erased side has none. Never
  // filled in: display names, contacts, etag, actions, message.
  v1::Introduction introduction;
  std::vector<Side> sides;  // In the order of introduction.sides.
  int64_t introducer_key = 0;
  absl::optional<int64_t> due_micros;  // When something happens by itself.
  // The sides are not introduced to each other before.
  int64_t rest_until_micros = 0;
};

// One thing that happened to an introduction, with its place in the network's log.
struct StoredIntroductionEvent {
  int64_t sequence = 0;
  int64_t introduction_key = 0;
  std::string introduction_id;
  v1::IntroductionEvent::Type type = v1::IntroductionEvent::TYPE_UNSPECIFIED;
  int64_t member_key = 0;  // Whose side; 0: all of it.
  std::string member_id;   // Empty after erasure.
  v1::Introduction::State from_state = v1::Introduction::STATE_UNSPECIFIED;
  v1::Introduction::State to_state = v1::Introduction::STATE_UNSPECIFIED;
  std::string reason;
  absl::Time time;
  std::string caller;
  bool spoke_for_member = false;
};

// Which introductions to list. All that is set must hold.
struct IntroductionFilter {
  std::vector<v1::Introduction::State> states;  // True ones; empty: any.
  std::string member_id;                        // A side.
  std::string reader_id;                        // A side, or the introducer.
  std::string waiting_id;                       // A side whose turn it is.
  absl::optional<int64_t> round_number;
  v1::Introduction::Origin origin = v1::Introduction::ORIGIN_UNSPECIFIED;  // Unspecified: any.
};

// Writes an introduction whole, and what happened to it.
struct PutIntroductionMutation {
  struct Event {
    v1::IntroductionEvent::Type type = v1::IntroductionEvent::TYPE_UNSPECIFIED;
    std::string member_id;  // Whose side; empty: all of it.
    std::string reason;
  };
  std::string network;
  // version 0: new, ALREADY_EXISTS (INTRODUCTION_EXISTS) if the name is taken; members, introducer and round are looked
  // up by name. Else the version it was read at, ABORTED (INTRODUCTION_CHANGED) if it is another now; who its sides
  // are cannot change any more.
  StoredIntroduction introduction;
  std::vector<Event> events;  // Each is one change of the network. None: only what no reader sees has changed.
};

// The member has spoken without changing anything: ends a rest after silences.
struct MemberSpokeMutation {
  std::string network;
  std::string member_id;
};

}  // namespace weft

#endif  // WEFT_STORE_STORED_INTRODUCTION_H_
