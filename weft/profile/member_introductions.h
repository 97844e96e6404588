#ifndef WEFT_PROFILE_MEMBER_INTRODUCTIONS_H_
#define WEFT_PROFILE_MEMBER_INTRODUCTIONS_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "weft/v1/introduction.pb.h"

namespace weft {

// A rest that does not end by itself.
constexpr int64_t kRestsForEver = std::numeric_limits<int64_t>::max();

// The facts of one member's introductions that matching and the life cycle go by. Members are named by their keys;
// times are microseconds UTC.
struct MemberIntroductions {
  struct Entry {
    int64_t introduction_key = 0;
    std::vector<int64_t> other_keys;                                      // The other sides, erased ones left out.
    v1::Introduction::State state = v1::Introduction::STATE_UNSPECIFIED;  // The true one.
    v1::Introduction::Side::Answer answer = v1::Introduction::Side::ANSWER_UNSPECIFIED;
    v1::Outcome::Kind outcome = v1::Outcome::KIND_UNSPECIFIED;
    bool gone = false;      // The others went on without this member.
    bool proposed = false;  // By this member, for themselves.
    bool weak_tie = false;
    bool topic_declined = false;  // The member said, in declining or afterwards, that the topic was not theirs.
    std::string topic;            // If so: their own phrase that had carried it; or empty.
    int64_t propose_micros = 0;   // When the sides were asked; 0: not yet.
    int64_t end_micros = 0;       // 0: not ended.
    int64_t rest_until_micros = 0;
  };
  int64_t key = 0;
  int64_t spoke_micros = 0;    // When the member last said anything; 0: never.
  std::vector<Entry> entries;  // The oldest first.
};

// Whether the member's attention is taken by it: not answered with no, not yet met, and not said not to have happened.
bool IsOpen(const MemberIntroductions::Entry& entry);
int CountOpen(const MemberIntroductions& introductions);
// Introductions the member was asked about at or after `micros`, by others than themselves.
int CountAskedSince(const MemberIntroductions& introductions, int64_t micros);
// When the member was last asked or asked for one; 0: never.
int64_t LastAskedMicros(const MemberIntroductions& introductions);
// The last introductions, in a row, to which the member said nothing; none that ended before they last spoke.
int CountSilences(const MemberIntroductions& introductions);

// Until when the member and another are not introduced to each other; 0: they may be.
struct PairRest {
  int64_t until_micros = 0;
  bool open = false;           // They have an introduction that is under way.
  bool ends_if_i_ask = false;  // The member said no: they may ask for it all the same.
};
PairRest RestWith(const MemberIntroductions& introductions, int64_t other_key);

}  // namespace weft

#endif  // WEFT_PROFILE_MEMBER_INTRODUCTIONS_H_
