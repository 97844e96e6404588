#include "service/round_opening.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/round_entries.h"
#include "service/round_hands.h"
#include "weft/base/error.h"
#include "weft/introductions/introducer_choice.h"
#include "weft/introductions/life_cycle.h"
#include "weft/matching/eligibility.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Entry = v1::RoundEntry;
using Intro = v1::Introduction;

constexpr int kReadAtOnce = 500;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

bool IsToOpen(const Entry& entry) { return IsLive(entry) && entry.introduction().empty(); }

absl::string_view StateWord(v1::Round::State state) {
  switch (state) {
    case v1::Round::STATE_PLANNED:
      return "planned";
    case v1::Round::STATE_HELD:
      return "held";
    case v1::Round::STATE_OPEN:
      return "open";
    case v1::Round::STATE_CLOSED:
      return "closed";
    case v1::Round::STATE_CANCELLED:
      return "cancelled";
    default:
      return "in no known state";
  }
}

// One step of opening a round.
class Opener {
 public:
  Opener(const IntroductionStep& step, const Store& store, const StoredRound& round)
      : step_(step),
        view_(step.view()),
        store_(store),
        hands_(&view_, &no_scope_, &store),
        round_name_(round.round.name()) {}

  // The entry as it is afterwards; `mutations` gets the introduction it became.
  absl::Status Open(StoredRoundEntry* stored, std::vector<Mutation>* mutations) {
    Entry& entry = stored->entry;
    ProposalMaker::RoundPlan plan;
    plan.round = round_name_;
    plan.pinned = entry.standing() == Entry::STANDING_PINNED;
    for (const Entry::Person& person : entry.members()) {
      if (person.member().empty()) return Fail(stored);  // Has left.
      plan.members.push_back(IdOf(person.member()));
    }
    plan.introducer = IntroducerOf(entry);
    WEFT_ASSIGN_OR_RETURN(const std::string id, step_.NewId(events_));
    const absl::StatusOr<LifeStep> made = step_.proposals().MakeForRound(plan, id);
    if (absl::IsFailedPrecondition(made.status()) || absl::IsNotFound(made.status())) return Fail(stored);
    if (!made.ok()) return made.status();
    if (made->after.introduction.introducer().empty()) entry.clear_introducer();
    entry.set_introduction(made->after.introduction.name());
    events_ += static_cast<int>(made->events.size());
    return step_.AddTo(*made, mutations);
  }

  std::vector<StoredUnserved> TakeUnserved() && { return std::move(unserved_); }

 private:
  absl::Status Fail(StoredRoundEntry* stored) {
    stored->entry.set_standing(Entry::STANDING_NOT_OPENED);
    stored->entry.clear_introducer();
    for (int m = 0; m < stored->entry.members_size(); ++m) {
      const Entry::Person& person = stored->entry.members(m);
      const absl::optional<uint32_t> ordinal = view_.FindKey(stored->member_keys[static_cast<size_t>(m)]);
      if (!ordinal.has_value() || person.member().empty()) continue;
      const MemberView member = view_.member(*ordinal);
      if (!MayBeIntroduced(member.settings, view_.policy(), step_.moment().now) ||
          !HasRoom(member, view_.policy(), step_.moment().now)) {
        continue;
      }
      WEFT_ASSIGN_OR_RETURN(const bool served, IsServedElsewhere(person.member(), stored->number));
      if (served) continue;
      unserved_.push_back(hands_.LeftByOthers(*ordinal, person.rounds_waited() + 1));
    }
    return absl::OkStatus();
  }

  // By another entry of the round.
  absl::StatusOr<bool> IsServedElsewhere(const std::string& member, int64_t number) const {
    WEFT_ASSIGN_OR_RETURN(
        const std::vector<StoredRoundEntry> theirs,
        store_.rounds().ListEntries(view_.network(), IdOf(round_name_), IdOf(member), 0, kReadAtOnce));
    return std::any_of(theirs.begin(), theirs.end(), [number](const StoredRoundEntry& other) {
      return other.number != number && IsLive(other.entry);
    });
  }

  // Id of the introducer, if they may still be asked; or empty.
  std::string IntroducerOf(const Entry& entry) const {
    if (entry.introducer().empty()) return "";
    const absl::optional<uint32_t> introducer = view_.Find(IdOf(entry.introducer()));
    if (!introducer.has_value()) return "";
    std::vector<uint32_t> members;
    for (const Entry::Person& person : entry.members()) {
      const absl::optional<uint32_t> member = view_.Find(IdOf(person.member()));
      if (member.has_value()) members.push_back(*member);
    }
    return MayIntroduce(view_, *introducer, members, step_.moment().now) ? IdOf(entry.introducer()) : "";
  }

  const IntroductionStep& step_;
  const NetworkView& view_;
  const Store& store_;
  const std::vector<uint32_t> no_scope_;
  const HandWriter hands_;
  const std::string round_name_;
  int events_ = 0;  // Of the introductions made so far: the next one's id goes by it.
  std::vector<StoredUnserved> unserved_;
};

}  // namespace

absl::Status WrongRoundState(const v1::Round& round, absl::string_view what) {
  return Error(absl::StatusCode::kFailedPrecondition, "ROUND_STATE",
               absl::StrCat(round.name(), " is ", StateWord(round.state()), "; ", what), {{"round", round.name()}});
}

absl::StatusOr<std::vector<int64_t>> EntriesToOpen(const std::string& network, const std::string& round_id, int limit,
                                                   const Store& store) {
  std::vector<int64_t> numbers;
  for (int64_t after = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRoundEntry> some,
                          store.rounds().ListEntries(network, round_id, "", after, kReadAtOnce));
    for (const StoredRoundEntry& stored : some) {
      after = stored.number;
      if (IsToOpen(stored.entry)) numbers.push_back(stored.number);
      if (numbers.size() == static_cast<size_t>(limit)) return numbers;
    }
    if (some.size() < static_cast<size_t>(kReadAtOnce)) return numbers;
  }
}

absl::StatusOr<std::vector<Mutation>> OpenEntries(const IntroductionStep& step, StoredRound round,
                                                  const std::vector<int64_t>& entries, const Store& store) {
  std::vector<Mutation> mutations;
  bool changed = false;
  switch (round.round.state()) {
    case v1::Round::STATE_PLANNED:
    case v1::Round::STATE_HELD:
      round.round.set_state(v1::Round::STATE_OPEN);
      *round.round.mutable_open_time() = TimestampOf(ToMicros(step.moment().now));
      round.opens_micros.reset();
      changed = true;
      break;
    case v1::Round::STATE_OPEN:
      break;
    default:
      return WrongRoundState(round.round, "plan another one");
  }
  PutRoundMutation put;
  put.network = step.view().network();
  Opener opener(step, store, round);
  for (int64_t number : entries) {
    WEFT_ASSIGN_OR_RETURN(StoredRoundEntry stored,
                          store.rounds().GetEntry(put.network, IdOf(round.round.name()), number));
    if (!IsToOpen(stored.entry)) continue;
    WEFT_RETURN_IF_ERROR(opener.Open(&stored, &mutations));
    put.entries.push_back(std::move(stored));
  }
  if (!changed && put.entries.empty()) return std::vector<Mutation>();
  put.unserved = std::move(opener).TakeUnserved();
  put.round = std::move(round);
  mutations.push_back(std::move(put));  // After the introductions that it names.
  return mutations;
}

absl::StatusOr<std::vector<Mutation>> CloseRound(const IntroductionStep& step, StoredRound round,
                                                 const std::string& reason, const Store& store) {
  const v1::Round::State state = round.round.state();
  std::vector<Mutation> mutations;
  if (state == v1::Round::STATE_CLOSED || state == v1::Round::STATE_CANCELLED) return mutations;
  const std::string& network = step.view().network();
  const std::string id = IdOf(round.round.name());
  PutRoundMutation put;
  put.network = network;
  if (state == v1::Round::STATE_OPEN) {
    IntroductionFilter awaiting;
    awaiting.round_number = round.number;
    awaiting.states = {Intro::STATE_AWAITING_INTRODUCER};
    for (int64_t before = 0;;) {
      WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some,
                            store.introductions().List(network, awaiting, before, kReadAtOnce));
      for (const StoredIntroduction& introduction : some) {
        before = introduction.key;
        WEFT_ASSIGN_OR_RETURN(const LifeStep left, LeaveToWeft(introduction, step.moment()));
        WEFT_RETURN_IF_ERROR(step.AddTo(left, &mutations));
      }
      if (some.size() < static_cast<size_t>(kReadAtOnce)) break;
    }
    // Of a large round that is closed while it is being opened.
    for (int64_t after = 0;;) {
      WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRoundEntry> some,
                            store.rounds().ListEntries(network, id, "", after, kReadAtOnce));
      for (const StoredRoundEntry& stored : some) {
        after = stored.number;
        if (!IsToOpen(stored.entry)) continue;
        put.entries.push_back(stored);
        put.entries.back().entry.set_standing(Entry::STANDING_NOT_OPENED);
      }
      if (some.size() < static_cast<size_t>(kReadAtOnce)) break;
    }
  }
  round.round.set_state(state == v1::Round::STATE_OPEN ? v1::Round::STATE_CLOSED : v1::Round::STATE_CANCELLED);
  *round.round.mutable_close_time() = TimestampOf(ToMicros(step.moment().now));
  round.round.set_close_reason(reason);
  round.opens_micros.reset();
  put.round = std::move(round);
  mutations.push_back(std::move(put));
  return mutations;
}

absl::StatusOr<bool> IsUnderWay(const std::string& network, const StoredRound& round, const Store& store) {
  IntroductionFilter asked;
  asked.round_number = round.number;
  asked.states = {Intro::STATE_AWAITING_INTRODUCER, Intro::STATE_PROPOSED};
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some, store.introductions().List(network, asked, 0, 1));
  return !some.empty();
}

}  // namespace weft
