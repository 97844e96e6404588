#include "weft/introductions/round_member.h"

#include <algorithm>
#include <vector>

#include "weft/base/clock.h"
#include "weft/introductions/pair_graph.h"
#include "weft/introductions/weak_tie_due.h"
#include "weft/matching/balance.h"
#include "weft/matching/eligibility.h"

namespace weft {
namespace {

// One that ended before its sides were asked was never had.
bool WasHad(const MemberIntroductions::Entry& entry) { return entry.propose_micros != 0 || IsOpen(entry); }

}  // namespace

bool IsRhythmDue(const MemberView& member, const Moment& moment) {
  auto rhythm = static_cast<v1::Participation::Rhythm>(member.settings.rhythm);
  if (rhythm == v1::Participation::RHYTHM_UNSPECIFIED) rhythm = moment.rules.rhythm;
  const absl::Duration period = PeriodOf(rhythm);
  if (period == absl::InfiniteDuration()) return false;
  if (member.introductions == nullptr) return true;
  for (const MemberIntroductions::Entry& entry : member.introductions->entries) {
    // Its introducer is being asked: the member will be in a day or two.
    if (entry.propose_micros == 0 && IsOpen(entry)) return false;
  }
  const int64_t last = LastAskedMicros(*member.introductions);
  const absl::Duration put_off = moment.rules.review_window + moment.rules.introducer_window;
  return last == 0 || FromMicros(last) + period - std::min(put_off, period / 2) <= moment.now;
}

absl::optional<RoundMember> RoundMemberOf(const MemberView& member, int rounds_waited, const v1::Policy& policy,
                                          const Moment& moment) {
  if (!MayBeIntroduced(member.settings, policy, moment.now) || !IsRhythmDue(member, moment)) return absl::nullopt;
  RoundMember out;
  out.capacity = std::min(kPairsPerRoundMax, RoomFor(member, policy, moment.now));
  if (out.capacity == 0) return absl::nullopt;
  out.rounds_waited = rounds_waited;
  std::vector<PairKind> had;
  if (member.introductions != nullptr) {
    for (const MemberIntroductions::Entry& entry : member.introductions->entries) {
      if (WasHad(entry)) had.push_back(entry.weak_tie ? PairKind::kWeakTie : PairKind::kStrongFit);
    }
  }
  out.newcomer = static_cast<int>(had.size()) < moment.rules.newcomer_strong_fits;
  const double share = BalanceOf(policy, member.settings, absl::nullopt, v1::Balance()).weak_tie_share;
  out.weak_due = WeakTieDue(share, had);
  return out;
}

}  // namespace weft
