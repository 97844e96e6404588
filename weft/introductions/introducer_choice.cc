#include "weft/introductions/introducer_choice.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "weft/base/clock.h"
#include "weft/matching/eligibility.h"
#include "weft/v1/member.pb.h"

namespace weft {
namespace {

std::vector<uint32_t> CommonAcquaintances(const NetworkView& view, const std::vector<uint32_t>& members) {
  std::vector<uint32_t> common;
  for (size_t m = 0; m < members.size(); ++m) {
    const absl::Span<const uint32_t> theirs = view.ties(members[m]).neighbors;
    if (m == 0) {
      common.assign(theirs.begin(), theirs.end());
      continue;
    }
    std::vector<uint32_t> still;
    std::set_intersection(common.begin(), common.end(), theirs.begin(), theirs.end(), std::back_inserter(still));
    common = std::move(still);
  }
  return common;
}

// One who knows all of them.
bool MayBeAsked(const NetworkView& view, uint32_t ordinal, const std::vector<uint32_t>& members, absl::Time now) {
  if (view.IsGone(ordinal) || std::find(members.begin(), members.end(), ordinal) != members.end()) return false;
  const MemberView member = view.member(ordinal);
  return member.settings.introducing == v1::Participation::WORD_AGREED &&
         member.settings.paused_until_micros <= ToMicros(now) &&
         std::none_of(members.begin(), members.end(),
                      [&](uint32_t other) { return EitherRefuses(member, view.member(other)); });
}

}  // namespace

bool MayIntroduce(const NetworkView& view, uint32_t ordinal, const std::vector<uint32_t>& members, absl::Time now) {
  const std::vector<uint32_t> common = CommonAcquaintances(view, members);
  return std::binary_search(common.begin(), common.end(), ordinal) && MayBeAsked(view, ordinal, members, now);
}

std::vector<absl::optional<uint32_t>> ChooseIntroducers(const NetworkView& view,
                                                        const std::vector<std::vector<uint32_t>>& introductions,
                                                        int each_max, absl::Time now) {
  std::vector<absl::optional<uint32_t>> out;
  out.reserve(introductions.size());
  absl::flat_hash_map<uint32_t, int> asked;
  for (const std::vector<uint32_t>& members : introductions) {
    absl::optional<uint32_t> best;
    for (uint32_t ordinal : CommonAcquaintances(view, members)) {
      if (!MayBeAsked(view, ordinal, members, now)) continue;
      const auto times = asked.find(ordinal);
      if (times != asked.end() && times->second >= each_max) continue;
      // Acquaintances are ascending: equals by ordinal.
      if (!best.has_value() || view.measures(ordinal).betweenness > view.measures(*best).betweenness) best = ordinal;
    }
    if (best.has_value()) ++asked[*best];
    out.push_back(best);
  }
  return out;
}

}  // namespace weft
