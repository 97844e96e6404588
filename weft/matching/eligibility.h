#ifndef WEFT_MATCHING_ELIGIBILITY_H_
#define WEFT_MATCHING_ELIGIBILITY_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "weft/matching/member_filter.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// Whether a member may be found at all: by their word, else by what the policy says of the unspoken. A member who is
// paused or has no room for introductions may still be found by search.
bool MayBeFound(const MemberSettings& settings, const v1::Policy& policy);
// Whether a member's word, or else the policy, lets them be introduced at all now: found, introduced, not paused.
bool Consents(const MemberSettings& settings, const v1::Policy& policy, absl::Time now);
// Whether one of the two has blocked the other or is never to be paired with them.
bool EitherRefuses(const MemberView& a, const MemberView& b);
// Whether a member may be proposed for introductions: consents, and wants any at all.
bool MayBeIntroduced(const MemberSettings& settings, const v1::Policy& policy, absl::Time now);
// How many introductions more a member who may has room for now: this month, beside those that are open, and none while
// resting after silences.
int RoomFor(const MemberView& member, const v1::Policy& policy, absl::Time now);
// Whether that is one at least.
bool HasRoom(const MemberView& member, const v1::Policy& policy, absl::Time now);
// Whether one more keeps to the member's own word: the number a month that they have set, if any, and their rest after
// silences. The network's numbers do not count.
bool KeepsToOwnRoom(const MemberView& member, const v1::Policy& policy, absl::Time now);

// Whether the network's policy keeps the two apart: one organization, an excluded circle, no common language.
bool PolicyKeepsApart(const NetworkView& view, const MemberView& a, const MemberView& b);

// What two members have of a tie. `silent`: for so long that the policy's reconnect_after lets them meet again.
struct TieBetween {
  bool known = false;
  bool silent = false;
};
// O(log degree).
TieBetween FindTieBetween(const NetworkView& view, uint32_t a, uint32_t b, absl::Time now);

// A MemberFilter looked up in one view.
class FilterInView {
 public:
  FilterInView(const NetworkView& view, const MemberFilter& filter);
  bool Passes(uint32_t ordinal, const MemberView& member) const;

 private:
  std::vector<uint32_t> languages_, circles_, organizations_;
  bool any_language_, any_circle_, any_organization_;
  absl::flat_hash_set<uint32_t> excluded_;
};

// Who can be recommended to one member now. Holds references: view and filter must outlive it.
class Eligibility {
 public:
  enum class Verdict {
    kEligible,
    kReconnect,  // Eligible: has a tie, but one silent for longer than the policy's reconnect_after.
    kSelf,
    kTied,
    kNotNow,    // Their word, pause, room, a block on either side, a rest after an introduction, policy.
    kFiltered,  // By the call.
  };
  // `also_excluded`: ordinals that are in already.
  Eligibility(const NetworkView& view, uint32_t seeker, const FilterInView& filter,
              const std::vector<uint32_t>& also_excluded, absl::Time now);
  // `despite_rest`: as if the two had no introduction behind them. REQUIRES: not gone.
  Verdict Check(uint32_t ordinal, bool despite_rest = false) const;
  bool IsEligible(uint32_t ordinal) const {
    const Verdict verdict = Check(ordinal);
    return verdict == Verdict::kEligible || verdict == Verdict::kReconnect;
  }

 private:
  const NetworkView& view_;
  const uint32_t seeker_;
  const MemberView self_;
  const FilterInView& filter_;
  const absl::Time now_;
  absl::flat_hash_set<uint32_t> also_excluded_;
  std::vector<uint32_t> excluded_circles_;
  absl::flat_hash_set<int64_t> resting_;  // Keys of those who rest with the seeker, or are being introduced to them.
};

}  // namespace weft

#endif  // WEFT_MATCHING_ELIGIBILITY_H_
