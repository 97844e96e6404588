#include "weft/introductions/consent_review.h"

#include <set>

#include "weft/matching/eligibility.h"
#include "weft/profile/member_introductions.h"

namespace weft {
namespace {

bool IsAsking(const MemberIntroductions::Entry& entry) {
  return IsOpen(entry) && entry.state != v1::Introduction::STATE_MUTUAL;
}

}  // namespace

std::vector<int64_t> IntroductionsToReview(const NetworkView& view, absl::Time now) {
  std::set<int64_t> keys;
  view.ForEachIntroduced([&](const MemberIntroductions& had) {
    absl::optional<MemberView> self;
    bool consents = false;
    for (const MemberIntroductions::Entry& entry : had.entries) {
      if (!IsAsking(entry)) continue;
      if (!self.has_value()) {
        const absl::optional<uint32_t> ordinal = view.FindKey(had.key);
        if (ordinal.has_value()) self = view.member(*ordinal);
        consents = self.has_value() && Consents(self->settings, view.policy(), now);
      }
      bool stands = consents && !entry.other_keys.empty();
      for (size_t o = 0; stands && o < entry.other_keys.size(); ++o) {
        const absl::optional<uint32_t> other = view.FindKey(entry.other_keys[o]);
        stands = other.has_value() && !EitherRefuses(*self, view.member(*other));
      }
      if (!stands) keys.insert(entry.introduction_key);
      if (!self.has_value()) return;  // Gone: the other sides bring the rest.
    }
  });
  return {keys.begin(), keys.end()};
}

}  // namespace weft
