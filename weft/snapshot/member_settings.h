#ifndef WEFT_SNAPSHOT_MEMBER_SETTINGS_H_
#define WEFT_SNAPSHOT_MEMBER_SETTINGS_H_

#include <cstdint>
#include <vector>

#include "weft/snapshot/snapshot_arrays.h"
#include "weft/v1/member.pb.h"

namespace weft {

// A member's word as snapshots and overlays keep it.
MemberSettings SettingsOf(int64_t key, const v1::Participation& participation);
// Ascending IdHash of never_pair and blocked, once each.
std::vector<uint64_t> RefusedBy(const v1::Participation& participation);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_MEMBER_SETTINGS_H_
