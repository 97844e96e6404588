#ifndef WEFT_INTRODUCTIONS_LIFE_CYCLE_H_
#define WEFT_INTRODUCTIONS_LIFE_CYCLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "weft/profile/introduction_rules.h"
#include "weft/store/stored_introduction.h"
#include "weft/v1/introduction.pb.h"

// The life of an introduction as a state machine: pure functions from what is stored to what is to be stored. They know
// no clock, no store and nobody's consent beyond what is handed in. The table of transitions is AllowsAct.
//
// A group goes on without a side that says no or nothing, as long as two remain. What one side said stays with that
// side: who may see what is decided by reader_view.h.
namespace weft {

// What somebody does to an introduction.
enum class Act { kVouch, kLeaveToWeft, kAnswer, kWithdraw, kRecordOutcome };

// Whether an act can take effect in a state, and if not, why.
enum class Allowed {
  kYes,
  kEnded,    // Did not come about: INTRODUCTION_ENDED.
  kTooLate,  // All have said yes, or the sides have been asked: INTRODUCTION_STATE.
  kTooSoon,  // Outcomes: not mutual yet, NOT_MUTUAL. Answers: the sides have not been asked, INTRODUCTION_STATE.
};
Allowed AllowsAct(v1::Introduction::State state, Act act);

// What came of an act.
struct LifeStep {
  StoredIntroduction after;
  // In order; the last one changed the state, if it changed. Empty: it had been said before, and nothing changed.
  std::vector<PutIntroductionMutation::Event> events;

  bool Happened(v1::IntroductionEvent::Type type) const;
};

// When, and under which policy.
struct Moment {
  IntroductionRules rules;
  absl::Time now;
};

// A new introduction. `introduction` has its sides, origin, words and, if vouched for, introducer. With
// `ask_introducer` the introducer is asked before the sides. The proposer of ORIGIN_SELF has said yes.
LifeStep Propose(StoredIntroduction introduction, bool ask_introducer, const Moment& moment);

// The introducer who was asked says yes (`note`: the line why), or no, or their time is over: the sides are asked.
absl::StatusOr<LifeStep> Vouch(const StoredIntroduction& introduction, const std::string& note, const Moment& moment);
absl::StatusOr<LifeStep> LeaveToWeft(const StoredIntroduction& introduction, const Moment& moment);

// What a side says.
struct SideAnswer {
  v1::Introduction::Side::Answer answer = v1::Introduction::Side::ANSWER_UNSPECIFIED;
  std::string note;                  // With ANSWER_ACCEPTED.
  v1::Decline decline;               // With ANSWER_DECLINED.
  absl::optional<absl::Time> until;  // With ANSWER_SNOOZED; none: the policy's cooldown.
  std::string passed_on_to;          // With ANSWER_PASSED_ON: the introduction it starts, by name.
};
// `may_meet`: whether all who remain may still be introduced to each other; if not, a last yes ends it as if it had
// been withdrawn. REQUIRES: `side` is one of introduction.sides and not gone, the answer is specified.
absl::StatusOr<LifeStep> Answer(const StoredIntroduction& introduction, int side, const SideAnswer& answer,
                                bool may_meet, const Moment& moment);

// The proposer, or a weaver for a reason, takes it back.
absl::StatusOr<LifeStep> Withdraw(const StoredIntroduction& introduction, const std::string& reason,
                                  const Moment& moment);

// These sides have paused, refused, blocked or left: no longer to be asked. Changes nothing once it is mutual or over.
LifeStep TakeOut(const StoredIntroduction& introduction, absl::Span<const int> sides, const Moment& moment);

// What a side made of it. REQUIRES: `side` is not gone, outcome.kind is specified.
absl::StatusOr<LifeStep> RecordOutcome(const StoredIntroduction& introduction, int side, const v1::Outcome& outcome,
                                       const Moment& moment);

// What is due by itself at this moment: the introducer's time is over, a reminder, expiry, the question whether they
// met, the end of the window. No event: nothing was. `may_meet`: as for Answer.
LifeStep Advance(const StoredIntroduction& introduction, bool may_meet, const Moment& moment);

// Position of the side of a member, by name; -1 if they have none.
int SideOf(const v1::Introduction& introduction, const std::string& member_name);

// Whether the sides, as far as they remain, have all said yes and see each other's contact details.
bool IsMutual(v1::Introduction::State state);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_LIFE_CYCLE_H_
