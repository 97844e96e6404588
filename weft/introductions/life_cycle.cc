#include "weft/introductions/life_cycle.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

absl::Time TimeOf(const google::protobuf::Timestamp& timestamp) { return FromMicros(MicrosOf(timestamp)); }
google::protobuf::Timestamp StampOf(absl::Time time) { return TimestampOf(ToMicros(time)); }

std::string IdOf(const std::string& member_name) { return member_name.substr(member_name.rfind('/') + 1); }

bool SaidNo(const Side& side) {
  return side.answer() == Side::ANSWER_DECLINED || side.answer() == Side::ANSWER_PASSED_ON;
}
// An outcome after which a side has nothing more to say.
bool IsFinal(v1::Outcome::Kind kind) { return kind != v1::Outcome::KIND_UNSPECIFIED && kind != v1::Outcome::KIND_MET; }

absl::Status Refusal(const StoredIntroduction& introduction, Act act, Allowed allowed) {
  const std::string& name = introduction.introduction.name();
  switch (allowed) {
    case Allowed::kEnded:
      return Error(absl::StatusCode::kFailedPrecondition, "INTRODUCTION_ENDED",
                   absl::StrCat(name, " is over and did not come about"), {{"introduction", name}});
    case Allowed::kTooSoon:
      if (act == Act::kRecordOutcome) {
        return Error(absl::StatusCode::kFailedPrecondition, "NOT_MUTUAL",
                     absl::StrCat("not everybody has said yes to ", name, " yet"), {{"introduction", name}});
      }
      break;
    default:
      break;
  }
  return Error(absl::StatusCode::kFailedPrecondition, "INTRODUCTION_STATE",
               absl::StrCat(name, " is not in a state in which that can be said"), {{"introduction", name}});
}

// One step in the making.
class Stepper {
 public:
  Stepper(const StoredIntroduction& before, const Moment& moment) : moment_(moment) { step_.after = before; }

  Intro& introduction() { return step_.after.introduction; }
  Side& side(int s) { return *introduction().mutable_sides(s); }
  StoredIntroduction::Side& stored(int s) { return step_.after.sides[s]; }
  int count() { return introduction().sides_size(); }
  // Whose answer or outcome still counts.
  bool Remains(int s) { return stored(s).member_key != 0 && !side(s).gone(); }
  int CountRemaining() {
    int remaining = 0;
    for (int s = 0; s < count(); ++s) remaining += Remains(s);
    return remaining;
  }

  void Happens(Event::Type type, int s = -1, const std::string& reason = "") {
    step_.events.push_back({type, s < 0 ? "" : IdOf(side(s).member()), reason});
  }

  // The sides are asked.
  void Ask() {
    introduction().set_state(Intro::STATE_PROPOSED);
    *introduction().mutable_propose_time() = StampOf(moment_.now);
    *introduction().mutable_expire_time() = StampOf(moment_.now + moment_.rules.expiry);
    for (int s = 0; s < count(); ++s) {
      if (!Remains(s) || side(s).answer() == Side::ANSWER_ACCEPTED) continue;
      stored(s).waiting = true;
      if (moment_.rules.reminder_after > absl::ZeroDuration()) {
        stored(s).remind_micros = ToMicros(moment_.now + moment_.rules.reminder_after);
      }
    }
    Happens(Event::TYPE_PROPOSED);
  }

  // Ends it before it was mutual.
  void Lapse(Intro::State state, int64_t rest_until_micros, const std::string& reason = "") {
    introduction().set_state(state);
    *introduction().mutable_end_time() = StampOf(moment_.now);
    step_.after.rest_until_micros = std::max(step_.after.rest_until_micros, rest_until_micros);
    for (StoredIntroduction::Side& stored : step_.after.sides) {
      stored.waiting = false;
      stored.remind_micros.reset();
    }
    Happens(Event::TYPE_LAPSED, -1, reason);
  }

  // After an answer, or when a side has gone: mutual, lapsed as `state`, or still open.
  void Settle(Intro::State state, int64_t rest_until_micros, bool may_meet) {
    if (CountRemaining() < 2) return Lapse(state, rest_until_micros);
    for (int s = 0; s < count(); ++s) {
      if (Remains(s) && side(s).answer() != Side::ANSWER_ACCEPTED) return;
    }
    if (!may_meet) return Lapse(Intro::STATE_LAPSED, RestFor(moment_.rules.not_now_cooldown));
    introduction().set_state(Intro::STATE_MUTUAL);
    *introduction().mutable_mutual_time() = StampOf(moment_.now);
    // A side that said no to a group is not asked into it again, whoever met meanwhile.
    const bool refused = std::any_of(introduction().sides().begin(), introduction().sides().end(), SaidNo);
    step_.after.rest_until_micros = refused ? kRestsForEver : RestFor(moment_.rules.repeat_interval);
    for (int s = 0; s < count(); ++s) {
      stored(s).waiting = false;
      stored(s).remind_micros.reset();
      if (Remains(s)) stored(s).remind_micros = ToMicros(moment_.now + moment_.rules.did_you_meet_after);
    }
    Happens(Event::TYPE_MUTUAL);
  }

  // A side is no more part of it.
  void Leave(int s) {
    side(s).set_gone(true);
    stored(s).waiting = false;
    stored(s).remind_micros.reset();
  }

  void Close() {
    introduction().set_state(Intro::STATE_CLOSED);
    *introduction().mutable_end_time() = StampOf(moment_.now);
    bool try_again = false;
    bool met = introduction().has_meet_time();
    for (int s = 0; s < count(); ++s) {
      stored(s).waiting = false;
      stored(s).remind_micros.reset();
      if (side(s).outcome().kind() == v1::Outcome::KIND_DID_NOT_HAPPEN) try_again = true;
    }
    if (try_again && !met && step_.after.rest_until_micros != kRestsForEver) step_.after.rest_until_micros = 0;
    Happens(Event::TYPE_CLOSED);
  }

  void RestForEver() { step_.after.rest_until_micros = kRestsForEver; }
  int64_t RestFor(absl::Duration duration) const { return ToMicros(moment_.now + duration); }

  LifeStep Done() && {
    SetDue();
    return std::move(step_);
  }

 private:
  void SetDue() {
    absl::optional<int64_t> due;
    const auto no_later_than = [&due](int64_t micros) { due = due.has_value() ? std::min(*due, micros) : micros; };
    switch (introduction().state()) {
      case Intro::STATE_AWAITING_INTRODUCER:
        no_later_than(*step_.after.due_micros);  // Set once, by Propose.
        break;
      case Intro::STATE_PROPOSED:
        no_later_than(MicrosOf(introduction().expire_time()));
        break;
      case Intro::STATE_MUTUAL:
      case Intro::STATE_MET:
        no_later_than(MicrosOf(introduction().mutual_time()) + absl::ToInt64Microseconds(moment_.rules.outcome_window));
        break;
      default:
        break;
    }
    for (const StoredIntroduction::Side& stored : step_.after.sides) {
      if (stored.remind_micros.has_value()) no_later_than(*stored.remind_micros);
    }
    step_.after.due_micros = due;
  }

  const Moment& moment_;
  LifeStep step_;
};

// The same introduction, nothing happened.
LifeStep Unchanged(const StoredIntroduction& introduction) {
  LifeStep step;
  step.after = introduction;
  return step;
}

bool SaysTheSame(const Side& side, const SideAnswer& answer, absl::Time until) {
  if (side.answer() != answer.answer) return false;
  switch (answer.answer) {
    case Side::ANSWER_ACCEPTED:
      return true;  // A note cannot be changed by saying yes once more.
    case Side::ANSWER_DECLINED:
      return google::protobuf::util::MessageDifferencer::Equals(side.decline(), answer.decline);
    case Side::ANSWER_SNOOZED:
      return !answer.until.has_value() || TimeOf(side.snoozed_until()) == until;
    default:
      return true;
  }
}

}  // namespace

bool LifeStep::Happened(v1::IntroductionEvent::Type type) const {
  return std::any_of(events.begin(), events.end(), [type](const auto& event) { return event.type == type; });
}

bool IsMutual(v1::Introduction::State state) {
  return state == Intro::STATE_MUTUAL || state == Intro::STATE_MET || state == Intro::STATE_CLOSED;
}

int SideOf(const v1::Introduction& introduction, const std::string& member_name) {
  for (int s = 0; s < introduction.sides_size(); ++s) {
    if (introduction.sides(s).member() == member_name) return s;
  }
  return -1;
}

Allowed AllowsAct(v1::Introduction::State state, Act act) {
  constexpr Allowed kYes = Allowed::kYes;
  constexpr Allowed kEnd = Allowed::kEnded;
  constexpr Allowed kLate = Allowed::kTooLate;
  constexpr Allowed kSoon = Allowed::kTooSoon;
  struct Row {
    Intro::State state;
    Allowed vouch, leave_to_weft, answer, withdraw, record_outcome;
  };
  static constexpr Row kTable[] = {
      {Intro::STATE_AWAITING_INTRODUCER, kYes, kYes, kSoon, kYes, kSoon},
      {Intro::STATE_PROPOSED, kLate, kLate, kYes, kYes, kSoon},
      {Intro::STATE_MUTUAL, kLate, kLate, kLate, kLate, kYes},
      {Intro::STATE_MET, kLate, kLate, kLate, kLate, kYes},
      {Intro::STATE_CLOSED, kLate, kLate, kLate, kLate, kYes},
      {Intro::STATE_LAPSED, kEnd, kEnd, kEnd, kEnd, kEnd},
      {Intro::STATE_DECLINED, kEnd, kEnd, kEnd, kEnd, kEnd},
      {Intro::STATE_EXPIRED, kEnd, kEnd, kEnd, kEnd, kEnd},
      {Intro::STATE_WITHDRAWN, kEnd, kEnd, kEnd, kEnd, kEnd},
  };
  for (const Row& row : kTable) {
    if (row.state != state) continue;
    switch (act) {
      case Act::kVouch:
        return row.vouch;
      case Act::kLeaveToWeft:
        return row.leave_to_weft;
      case Act::kAnswer:
        return row.answer;
      case Act::kWithdraw:
        return row.withdraw;
      case Act::kRecordOutcome:
        return row.record_outcome;
    }
  }
  return kEnd;
}

LifeStep Propose(StoredIntroduction introduction, bool ask_introducer, const Moment& moment) {
  assert(introduction.introduction.sides_size() >= 2);
  introduction.version = 0;
  introduction.sides.resize(introduction.introduction.sides_size());
  if (ask_introducer) introduction.due_micros = ToMicros(moment.now + moment.rules.introducer_window);
  Stepper stepper(introduction, moment);
  if (ask_introducer) {
    assert(!introduction.introduction.introducer().empty());
    stepper.introduction().set_state(Intro::STATE_AWAITING_INTRODUCER);
    stepper.Happens(Event::TYPE_INTRODUCER_ASKED);
    return std::move(stepper).Done();
  }
  if (introduction.introduction.origin() == Intro::ORIGIN_SELF) {
    const int proposer = SideOf(introduction.introduction, introduction.introduction.introducer());
    assert(proposer >= 0);
    stepper.side(proposer).set_answer(Side::ANSWER_ACCEPTED);
    *stepper.side(proposer).mutable_answer_time() = StampOf(moment.now);
  }
  stepper.Ask();
  return std::move(stepper).Done();
}

absl::StatusOr<LifeStep> Vouch(const StoredIntroduction& introduction, const std::string& note, const Moment& moment) {
  const Allowed allowed = AllowsAct(introduction.introduction.state(), Act::kVouch);
  // Vouched already: said before.
  if (allowed == Allowed::kTooLate && introduction.introduction.note() == note) return Unchanged(introduction);
  if (allowed != Allowed::kYes) return Refusal(introduction, Act::kVouch, allowed);
  Stepper stepper(introduction, moment);
  stepper.introduction().set_note(note);
  stepper.Ask();
  return std::move(stepper).Done();
}

absl::StatusOr<LifeStep> LeaveToWeft(const StoredIntroduction& introduction, const Moment& moment) {
  const Allowed allowed = AllowsAct(introduction.introduction.state(), Act::kLeaveToWeft);
  if (allowed != Allowed::kYes) return Refusal(introduction, Act::kLeaveToWeft, allowed);
  Stepper stepper(introduction, moment);
  stepper.introduction().clear_introducer();  // Nobody learns who was asked.
  stepper.Ask();
  return std::move(stepper).Done();
}

absl::StatusOr<LifeStep> Answer(const StoredIntroduction& introduction, int side, const SideAnswer& answer,
                                bool may_meet, const Moment& moment) {
  assert(answer.answer != Side::ANSWER_UNSPECIFIED && answer.answer != Side::ANSWER_SILENT);
  const Side& before = introduction.introduction.sides(side);
  const absl::Time until = answer.until.value_or(moment.now + moment.rules.not_now_cooldown);
  if (SaysTheSame(before, answer, until)) return Unchanged(introduction);
  const Allowed allowed = AllowsAct(introduction.introduction.state(), Act::kAnswer);
  if (allowed != Allowed::kYes) return Refusal(introduction, Act::kAnswer, allowed);
  // Out of a group that went on: for this side it is over.
  if (before.gone()) return Refusal(introduction, Act::kAnswer, Allowed::kEnded);
  Stepper stepper(introduction, moment);
  // Time may have run out before anybody noticed.
  if (TimeOf(introduction.introduction.expire_time()) <= moment.now) {
    return Refusal(introduction, Act::kAnswer, Allowed::kEnded);
  }
  Side& own = stepper.side(side);
  own.set_answer(answer.answer);
  *own.mutable_answer_time() = StampOf(moment.now);
  own.clear_note();
  own.clear_decline();
  own.clear_snoozed_until();
  stepper.stored(side).waiting = false;
  stepper.stored(side).remind_micros.reset();
  stepper.Happens(Event::TYPE_ANSWERED, side);
  switch (answer.answer) {
    case Side::ANSWER_ACCEPTED:
      own.set_note(answer.note);
      stepper.Settle(Intro::STATE_DECLINED, 0, may_meet);
      break;
    case Side::ANSWER_DECLINED:
      *own.mutable_decline() = answer.decline;
      stepper.Leave(side);
      stepper.Settle(Intro::STATE_DECLINED, kRestsForEver, may_meet);
      break;
    case Side::ANSWER_PASSED_ON:
      own.set_passed_on_to(answer.passed_on_to);
      stepper.Leave(side);
      stepper.Settle(Intro::STATE_DECLINED, kRestsForEver, may_meet);
      break;
    default:
      *own.mutable_snoozed_until() = StampOf(until);
      if (until < TimeOf(introduction.introduction.expire_time())) {
        stepper.stored(side).waiting = true;
        stepper.stored(side).remind_micros = ToMicros(until);
      } else {
        stepper.Leave(side);
        stepper.Settle(Intro::STATE_DECLINED, ToMicros(until), may_meet);
      }
  }
  return std::move(stepper).Done();
}

absl::StatusOr<LifeStep> Withdraw(const StoredIntroduction& introduction, const std::string& reason,
                                  const Moment& moment) {
  if (introduction.introduction.state() == Intro::STATE_WITHDRAWN) return Unchanged(introduction);
  const Allowed allowed = AllowsAct(introduction.introduction.state(), Act::kWithdraw);
  if (allowed != Allowed::kYes) return Refusal(introduction, Act::kWithdraw, allowed);
  Stepper stepper(introduction, moment);
  stepper.Lapse(Intro::STATE_WITHDRAWN, stepper.RestFor(moment.rules.not_now_cooldown), reason);
  return std::move(stepper).Done();
}

LifeStep TakeOut(const StoredIntroduction& introduction, absl::Span<const int> sides, const Moment& moment) {
  const Intro::State state = introduction.introduction.state();
  if (state != Intro::STATE_AWAITING_INTRODUCER && state != Intro::STATE_PROPOSED) return Unchanged(introduction);
  Stepper stepper(introduction, moment);
  bool taken = false;
  for (int s : sides) {
    if (stepper.side(s).gone()) continue;
    stepper.Leave(s);
    taken = true;
  }
  if (!taken) return Unchanged(introduction);
  if (state == Intro::STATE_AWAITING_INTRODUCER && stepper.CountRemaining() >= 2) return std::move(stepper).Done();
  stepper.Settle(Intro::STATE_LAPSED, stepper.RestFor(moment.rules.not_now_cooldown), /*may_meet=*/true);
  return std::move(stepper).Done();
}

absl::StatusOr<LifeStep> RecordOutcome(const StoredIntroduction& introduction, int side, const v1::Outcome& outcome,
                                       const Moment& moment) {
  assert(outcome.kind() != v1::Outcome::KIND_UNSPECIFIED);
  const Allowed allowed = AllowsAct(introduction.introduction.state(), Act::kRecordOutcome);
  if (allowed != Allowed::kYes) return Refusal(introduction, Act::kRecordOutcome, allowed);
  if (introduction.introduction.sides(side).gone()) return Refusal(introduction, Act::kRecordOutcome, Allowed::kEnded);
  v1::Outcome before = introduction.introduction.sides(side).outcome();
  before.clear_record_time();
  v1::Outcome said = outcome;
  said.clear_record_time();
  if (google::protobuf::util::MessageDifferencer::Equals(before, said)) return Unchanged(introduction);

  Stepper stepper(introduction, moment);
  *said.mutable_record_time() = StampOf(moment.now);
  *stepper.side(side).mutable_outcome() = said;
  stepper.stored(side).remind_micros.reset();
  stepper.Happens(Event::TYPE_OUTCOME_RECORDED, side);
  // Outlives the end, whatever the other says.
  if (said.kind() == v1::Outcome::KIND_NOT_A_FIT_PERSON) stepper.RestForEver();
  const bool closed = stepper.introduction().state() == Intro::STATE_CLOSED;
  if (said.kind() != v1::Outcome::KIND_DID_NOT_HAPPEN && !stepper.introduction().has_meet_time()) {
    *stepper.introduction().mutable_meet_time() = StampOf(moment.now);
    if (!closed) stepper.introduction().set_state(Intro::STATE_MET);
    stepper.Happens(Event::TYPE_MET);
  }
  stepper.stored(side).waiting = !closed && !IsFinal(said.kind()) && stepper.stored(side).waiting;
  bool all_final = true;
  for (int s = 0; s < stepper.count(); ++s) {
    if (stepper.Remains(s)) all_final = all_final && IsFinal(stepper.side(s).outcome().kind());
  }
  if (all_final && !closed) stepper.Close();
  return std::move(stepper).Done();
}

LifeStep Advance(const StoredIntroduction& introduction, bool may_meet, const Moment& moment) {
  const int64_t now = ToMicros(moment.now);
  if (!introduction.due_micros.has_value() || *introduction.due_micros > now) return Unchanged(introduction);
  Stepper stepper(introduction, moment);
  const Intro::State state = introduction.introduction.state();
  if (state == Intro::STATE_AWAITING_INTRODUCER) {
    stepper.introduction().clear_introducer();
    stepper.Ask();
    return std::move(stepper).Done();
  }
  if (state == Intro::STATE_PROPOSED && MicrosOf(introduction.introduction.expire_time()) <= now) {
    for (int s = 0; s < stepper.count(); ++s) {
      if (!stepper.Remains(s) || stepper.side(s).answer() == Side::ANSWER_ACCEPTED) continue;
      if (stepper.side(s).answer() == Side::ANSWER_UNSPECIFIED) stepper.side(s).set_answer(Side::ANSWER_SILENT);
      stepper.Leave(s);
    }
    stepper.Settle(Intro::STATE_EXPIRED, stepper.RestFor(moment.rules.expired_cooldown), may_meet);
    return std::move(stepper).Done();
  }
  const bool mutual = state == Intro::STATE_MUTUAL || state == Intro::STATE_MET;
  if (mutual &&
      MicrosOf(introduction.introduction.mutual_time()) + absl::ToInt64Microseconds(moment.rules.outcome_window) <=
          now) {
    stepper.Close();
    return std::move(stepper).Done();
  }
  for (int s = 0; s < stepper.count(); ++s) {
    const absl::optional<int64_t> remind = stepper.stored(s).remind_micros;
    if (!remind.has_value() || *remind > now) continue;
    stepper.stored(s).remind_micros.reset();
    if (!stepper.Remains(s)) continue;
    stepper.stored(s).waiting = true;
    stepper.Happens(mutual ? Event::TYPE_DID_YOU_MEET : Event::TYPE_REMINDED, s);
  }
  return std::move(stepper).Done();
}

}  // namespace weft
