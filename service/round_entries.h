#ifndef WEFT_SERVICE_ROUND_ENTRIES_H_
#define WEFT_SERVICE_ROUND_ENTRIES_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/round_problem.h"
#include "weft/matching/recommender.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/stored_round.h"

namespace weft {

// An introduction of a round before it is written down.
struct EntryContent {
  std::vector<uint32_t> members;  // Ordinals.
  PairKind kind = PairKind::kStrongFit;
  double fit = 0;  // Of a group: means over its pairs, as the next.
  double bridging = 0;
  double value = 0;  // What the plan gains by it.
};

// Writes entries as the planner and weavers make them: who, why, and what it is worth. Not thread-safe: one a call.
class EntryMaker {
 public:
  // All must outlive the maker. `waits`: as RoundReads::Waits.
  EntryMaker(const NetworkView* view, const Recommender* recommender, const Moment* moment,
             absl::Span<const std::pair<int64_t, int64_t>> waits);

  // STANDING_PLANNED, without number and introducer. O(members^2) explanations.
  absl::StatusOr<StoredRoundEntry> Make(const EntryContent& content) const;
  // What members that a weaver puts together make, and what it is worth: means over the pairs, urgency added.
  EntryContent Judge(const std::vector<uint32_t>& members) const;
  // What serving a member adds, in units of value.
  double UrgencyOf(uint32_t ordinal) const;
  int RoundsWaited(uint32_t ordinal) const;

 private:
  const NetworkView& view_;
  const Recommender& recommender_;
  const Moment& moment_;
  absl::flat_hash_map<int64_t, int64_t> waits_;
};

// Writes who introduces each of `entries` (ordinals as `members`), parallel to it.
void SetIntroducers(const NetworkView& view, const std::vector<std::vector<uint32_t>>& members, absl::Time now,
                    absl::Span<StoredRoundEntry> entries);

// Whether an entry is part of the plan: not dropped, and not failed to open.
bool IsLive(const v1::RoundEntry& entry);

// Counts the live entries into the fields that depend on them. `bound` grows if weavers made more of it than the
// planner may.
void CountEntries(absl::Span<const StoredRoundEntry> entries, v1::Round::Summary* summary);

}  // namespace weft

#endif  // WEFT_SERVICE_ROUND_ENTRIES_H_
