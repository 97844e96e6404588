#ifndef WEFT_INTRODUCTIONS_INTRODUCER_CHOICE_H_
#define WEFT_INTRODUCTIONS_INTRODUCER_CHOICE_H_

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// For each of the introductions (ordinals of its members) a common acquaintance of all its members who has said yes to
// being asked to introduce, has not paused and is blocked by none of them; none: Weft introduces. Those who stand
// between others (brokers) before others, nobody more than `each_max` times: no round should lean on a few. Kept in the
// order given. Deterministic. O(ties of the members).
std::vector<absl::optional<uint32_t>> ChooseIntroducers(const NetworkView& view,
                                                        const std::vector<std::vector<uint32_t>>& introductions,
                                                        int each_max, absl::Time now);

// Whether a member is still one who could be chosen. O(ties of the members).
bool MayIntroduce(const NetworkView& view, uint32_t ordinal, const std::vector<uint32_t>& members, absl::Time now);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_INTRODUCER_CHOICE_H_
