#ifndef WEFT_INTRODUCTIONS_EFFECTS_H_
#define WEFT_INTRODUCTIONS_EFFECTS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "weft/introductions/reader_view.h"
#include "weft/profile/member_introductions.h"
#include "weft/store/stored_introduction.h"

namespace weft {

// What one member's own answers to an introduction changed for that member, as it stands at `now`; those that have
// ended are left out. For that member's eyes only. `member` is a full name.
std::vector<v1::Effect> EffectsOf(const StoredIntroduction& introduction, const std::string& member,
                                  const Lookups& lookups, absl::Time now);

// That the member rests after silences; none if they do not.
std::vector<v1::Effect> RestingEffect(const MemberIntroductions& introductions, int silences_max);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_EFFECTS_H_
