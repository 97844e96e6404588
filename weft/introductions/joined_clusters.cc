#include "weft/introductions/joined_clusters.h"

#include <algorithm>
#include <cassert>

#include "weft/introductions/life_cycle.h"
#include "weft/profile/member_introductions.h"

namespace weft {
namespace {

uint64_t KeyOf(uint32_t a, uint32_t b) { return static_cast<uint64_t>(std::min(a, b)) << 32 | std::max(a, b); }

bool CameToNothing(const MemberIntroductions::Entry& entry) { return !IsOpen(entry) && !IsMutual(entry.state); }

}  // namespace

JoinedClusters::JoinedClusters(const NetworkView& view) {
  const double clusters = view.cluster_count();
  pairs_ = clusters * (clusters - 1) / 2;
  // Counted whole, for they come in any order and sums of parts would depend on it.
  struct Had {
    int64_t in_full = 0;
    int64_t in_vain = 0;
  };
  absl::flat_hash_map<uint64_t, Had> had;
  view.ForEachJoinedClusters([this](uint32_t a, uint32_t b, double joined) { joined_[KeyOf(a, b)] = joined; });
  view.ForEachIntroduced([&](const MemberIntroductions& introductions) {
    const absl::optional<uint32_t> one = view.FindKey(introductions.key);
    if (!one.has_value() || view.cluster(*one) == kNone) return;
    for (const MemberIntroductions::Entry& entry : introductions.entries) {
      for (int64_t key : entry.other_keys) {
        // Each two are met from both sides: count them from one.
        const absl::optional<uint32_t> other = key > introductions.key ? view.FindKey(key) : absl::nullopt;
        if (!other.has_value() || view.cluster(*other) == kNone || view.cluster(*other) == view.cluster(*one)) continue;
        Had& between = had[KeyOf(view.cluster(*one), view.cluster(*other))];
        ++(CameToNothing(entry) ? between.in_vain : between.in_full);
      }
    }
  });
  for (const auto& [key, between] : had) {
    joined_[key] += static_cast<double>(between.in_full) + kTriedInVain * static_cast<double>(between.in_vain);
  }
  ascending_.reserve(joined_.size());
  for (const auto& entry : joined_) ascending_.push_back(entry.second);
  std::sort(ascending_.begin(), ascending_.end());
}

double JoinedClusters::Joined(uint32_t a, uint32_t b) const {
  const auto found = joined_.find(KeyOf(a, b));
  return found == joined_.end() ? 0 : found->second;
}

double JoinedClusters::Gain(uint32_t a, uint32_t b, double more) const {
  assert(a != b);
  const double joined = Joined(a, b) + more;
  if (joined <= 0) return 1;
  // The two count among those that are joined as much, whatever is added to them.
  const auto as_much = ascending_.end() - std::lower_bound(ascending_.begin(), ascending_.end(), joined);
  return std::max<double>(1, static_cast<double>(as_much)) / pairs_;
}

}  // namespace weft
