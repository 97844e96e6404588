#include "service/round_editing.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/round_entries.h"
#include "service/round_hands.h"
#include "service/round_opening.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/introductions/round_draft.h"
#include "weft/matching/eligibility.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Entry = v1::RoundEntry;

constexpr int kReadAtOnce = 500;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

bool IsOpenToEdits(v1::Round::State state) {
  return state == v1::Round::STATE_PLANNED || state == v1::Round::STATE_HELD;
}

absl::Status NotPermitted(const RoundEdit& edit) {
  return Error(absl::StatusCode::kFailedPrecondition, "PAIR_NOT_PERMITTED",
               absl::StrCat(edit.field,
                            ": these members cannot be introduced to each other now: they know each other or have been "
                            "asked lately, or their word, their room or the policy is against it; which, is not said. "
                            "Take others"),
               {{"edit", edit.field}});
}

// A round's entries while they are being edited.
class Editor {
 public:
  Editor(const IntroductionStep& step, const Recommender& recommender, const Store& store, const StoredRound& round,
         std::string weaver)
      : step_(step),
        view_(step.view()),
        recommender_(recommender),
        store_(store),
        round_(round),
        weaver_(std::move(weaver)) {}

  absl::Status Load() {
    const std::string id = IdOf(round_.round.name());
    for (int64_t after = 0;;) {
      WEFT_ASSIGN_OR_RETURN(std::vector<StoredRoundEntry> some,
                            store_.rounds().ListEntries(view_.network(), id, "", after, kReadAtOnce));
      const bool last = some.size() < static_cast<size_t>(kReadAtOnce);
      for (StoredRoundEntry& stored : some) {
        after = stored.number;
        entries_[stored.number] = std::move(stored);
      }
      if (last) break;
    }
    WEFT_ASSIGN_OR_RETURN(const auto waits, store_.rounds().Waits(view_.network()));
    maker_.emplace(&view_, &recommender_, &step_.moment(), waits);
    scope_ = ScopeOf(view_, round_.round.scope());
    served_before_ = Served();
    return absl::OkStatus();
  }

  absl::Status Carry(const RoundEdit& edit) {
    switch (edit.kind) {
      case RoundEdit::Kind::kDrop:
        return Drop(edit);
      case RoundEdit::Kind::kSwap:
        return Swap(edit);
      case RoundEdit::Kind::kPin:
        return Pin(edit);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<PutRoundMutation> Finish(int edit_count) && {
    PutRoundMutation put;
    put.network = view_.network();
    put.round = round_;
    std::vector<StoredRoundEntry> all;
    for (const auto& [number, stored] : entries_) {
      all.push_back(stored);
      if (changed_.count(number) > 0) put.entries.push_back(stored);
    }
    SetIntroducersOfNew(&put.entries);
    v1::Round::Summary* summary = put.round.round.mutable_summary();
    CountEntries(all, summary);
    summary->set_exact(false);
    summary->set_edit_count(summary->edit_count() + edit_count);
    WEFT_RETURN_IF_ERROR(MoveUnserved(&put));
    return put;
  }

 private:
  absl::Status Drop(const RoundEdit& edit) {
    const auto found = entries_.find(edit.entry);
    if (found == entries_.end()) {
      return store_.rounds().GetEntry(view_.network(), IdOf(round_.round.name()), edit.entry).status();
    }
    if (!IsLive(found->second.entry)) return InvalidField(edit.field + ".entry", "is out of the plan already");
    TakeOut(&found->second, edit);
    return absl::OkStatus();
  }

  absl::Status Swap(const RoundEdit& edit) {
    StoredRoundEntry* entries[2];
    uint32_t stays[2];
    uint32_t moves[2];
    for (int side : {0, 1}) {
      const std::string field = absl::StrCat(edit.field, side == 0 ? ".member_a" : ".member_b");
      WEFT_ASSIGN_OR_RETURN(moves[side], Find(edit.members[static_cast<size_t>(side)]));
      WEFT_ASSIGN_OR_RETURN(entries[side], OnlyEntryOf(moves[side], field));
      const std::vector<int64_t>& keys = entries[side]->member_keys;
      const int64_t other = keys[0] == view_.member(moves[side]).settings.key ? keys[1] : keys[0];
      const absl::optional<uint32_t> ordinal = view_.FindKey(other);
      if (!ordinal.has_value()) return NotPermitted(edit);
      stays[side] = *ordinal;
    }
    if (entries[0] == entries[1]) return InvalidField(edit.field + ".member_b", "is in the same entry as member_a");
    for (int side : {0, 1}) {
      const uint32_t a = stays[side];
      const uint32_t b = moves[1 - side];
      if (!MayMeet(a, b)) return NotPermitted(edit);
      WEFT_RETURN_IF_ERROR(Write({a, b}, Entry::STANDING_SWAPPED, edit, entries[side]->number));
    }
    return absl::OkStatus();
  }

  absl::Status Pin(const RoundEdit& edit) {
    std::vector<uint32_t> members;
    for (size_t m = 0; m < edit.members.size(); ++m) {
      WEFT_ASSIGN_OR_RETURN(const uint32_t ordinal, Find(edit.members[m]));
      if (!std::binary_search(scope_.begin(), scope_.end(), ordinal)) {
        return InvalidField(absl::StrCat(edit.field, ".members[", m, "]"), "is not of the round's scope");
      }
      members.push_back(ordinal);
    }
    const absl::Status may = step_.proposals().CheckPin(edit.members);
    if (!may.ok()) return absl::IsFailedPrecondition(may) ? NotPermitted(edit) : may;
    StoredRoundEntry* present = nullptr;
    for (uint32_t member : members) {
      for (StoredRoundEntry* held : LiveEntriesOf(member)) {
        if (IsOf(*held, members)) {
          present = held;
        } else {
          TakeOut(held, edit);
        }
      }
    }
    if (present != nullptr) {
      present->entry.set_standing(Entry::STANDING_PINNED);
      Sign(edit, present);
      return absl::OkStatus();
    }
    const int64_t number = entries_.empty() ? 1 : entries_.rbegin()->first + 1;
    return Write(members, Entry::STANDING_PINNED, edit, number);
  }

  void TakeOut(StoredRoundEntry* stored, const RoundEdit& edit) {
    stored->entry.set_standing(Entry::STANDING_DROPPED);
    Sign(edit, stored);
  }

  absl::Status Write(const std::vector<uint32_t>& members, Entry::Standing standing, const RoundEdit& edit,
                     int64_t number) {
    WEFT_ASSIGN_OR_RETURN(StoredRoundEntry stored, maker_->Make(maker_->Judge(members)));
    stored.number = number;
    stored.entry.set_standing(standing);
    Sign(edit, &stored);
    entries_[number] = std::move(stored);
    members_of_new_[number] = members;
    return absl::OkStatus();
  }

  void Sign(const RoundEdit& edit, StoredRoundEntry* stored) {
    stored->entry.set_reason(edit.reason);
    stored->entry.set_weaver(weaver_);
    changed_.insert(stored->number);
  }

  absl::StatusOr<uint32_t> Find(const std::string& id) const {
    const absl::optional<uint32_t> ordinal = view_.Find(id);
    if (ordinal.has_value()) return *ordinal;
    const std::string name = absl::StrCat("networks/", view_.network(), "/members/", id);
    return Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", absl::StrCat("there is no member ", name),
                 {{"member", name}});
  }

  // Whether an entry is of these members and no others.
  bool IsOf(const StoredRoundEntry& stored, const std::vector<uint32_t>& members) const {
    std::set<int64_t> keys;
    for (uint32_t member : members) keys.insert(view_.member(member).settings.key);
    return keys == std::set<int64_t>(stored.member_keys.begin(), stored.member_keys.end());
  }

  std::vector<StoredRoundEntry*> LiveEntriesOf(uint32_t ordinal) {
    const int64_t key = view_.member(ordinal).settings.key;
    std::vector<StoredRoundEntry*> out;
    for (auto& [number, stored] : entries_) {
      if (!IsLive(stored.entry)) continue;
      if (std::find(stored.member_keys.begin(), stored.member_keys.end(), key) != stored.member_keys.end()) {
        out.push_back(&stored);
      }
    }
    return out;
  }

  absl::StatusOr<StoredRoundEntry*> OnlyEntryOf(uint32_t ordinal, const std::string& field) {
    const std::vector<StoredRoundEntry*> theirs = LiveEntriesOf(ordinal);
    if (theirs.empty()) return InvalidField(field, "is in no entry of the round; pin them instead");
    if (theirs.size() > 1) return InvalidField(field, "is in several entries; drop and pin instead");
    if (theirs[0]->member_keys.size() != 2) return InvalidField(field, "is in a group; drop and pin instead");
    return theirs[0];
  }

  bool MayMeet(uint32_t a, uint32_t b) const {
    const FilterInView everybody(view_, MemberFilter());
    return a != b && Eligibility(view_, a, everybody, {}, step_.moment().now).IsEligible(b) &&
           Eligibility(view_, b, everybody, {}, step_.moment().now).IsEligible(a);
  }

  void SetIntroducersOfNew(std::vector<StoredRoundEntry>* entries) const {
    for (StoredRoundEntry& stored : *entries) {
      const auto members = members_of_new_.find(stored.number);
      if (members == members_of_new_.end() || !IsLive(stored.entry)) continue;
      SetIntroducers(view_, {members->second}, step_.moment().now, absl::MakeSpan(&stored, 1));
    }
  }

  // Key of each member in a live entry, with the rounds they had waited.
  std::map<int64_t, int> Served() const {
    std::map<int64_t, int> served;
    for (const auto& [number, stored] : entries_) {
      if (!IsLive(stored.entry)) continue;
      for (size_t m = 0; m < stored.member_keys.size(); ++m) {
        served[stored.member_keys[m]] = stored.entry.members(static_cast<int>(m)).rounds_waited();
      }
    }
    served.erase(0);
    return served;
  }

  absl::Status MoveUnserved(PutRoundMutation* put) const {
    std::map<int64_t, StoredUnserved> unserved;
    const std::string id = IdOf(round_.round.name());
    for (int64_t waited = 0, key = 0;;) {
      WEFT_ASSIGN_OR_RETURN(const std::vector<StoredUnserved> some,
                            store_.rounds().ListUnserved(view_.network(), id, false, waited, key, kReadAtOnce));
      for (const StoredUnserved& one : some) {
        waited = one.hand.rounds_waited();
        key = one.member_key;
        unserved[key] = one;
      }
      if (some.size() < static_cast<size_t>(kReadAtOnce)) break;
    }
    const std::map<int64_t, int> served = Served();
    for (const auto& [key, waited] : served) {
      const auto left = unserved.find(key);
      if (left == unserved.end()) continue;
      put->served_after_all.push_back(left->second.hand.member());
      unserved.erase(left);
    }
    const HandWriter hands(&view_, &scope_, &store_);
    for (const auto& [key, waited] : served_before_) {
      const absl::optional<uint32_t> ordinal = view_.FindKey(key);
      if (served.count(key) > 0 || unserved.count(key) > 0 || !ordinal.has_value()) continue;
      const MemberView member = view_.member(*ordinal);
      if (!MayBeIntroduced(member.settings, view_.policy(), step_.moment().now) ||
          !HasRoom(member, view_.policy(), step_.moment().now)) {
        continue;
      }
      put->unserved.push_back(hands.LeftByWeaver(*ordinal, waited + 1));
      unserved[key] = put->unserved.back();
    }
    v1::Round::Summary* summary = put->round.round.mutable_summary();
    summary->set_longest_wait(0);
    summary->set_needs_a_hand_count(0);
    for (const auto& [key, one] : unserved) {
      summary->set_longest_wait(std::max(summary->longest_wait(), one.hand.rounds_waited()));
      summary->set_needs_a_hand_count(summary->needs_a_hand_count() + one.needs_a_hand);
    }
    return absl::OkStatus();
  }

  const IntroductionStep& step_;
  const NetworkView& view_;
  const Recommender& recommender_;
  const Store& store_;
  const StoredRound& round_;
  const std::string weaver_;
  absl::optional<EntryMaker> maker_;
  std::vector<uint32_t> scope_;
  std::map<int64_t, StoredRoundEntry> entries_;  // By number.
  std::map<int64_t, std::vector<uint32_t>> members_of_new_;
  std::set<int64_t> changed_;
  std::map<int64_t, int> served_before_;
};

}  // namespace

absl::StatusOr<PutRoundMutation> EditEntries(const IntroductionStep& step, const Recommender& recommender,
                                             const Store& store, const StoredRound& round,
                                             const std::vector<RoundEdit>& edits, const std::string& weaver) {
  if (!IsOpenToEdits(round.round.state())) {
    return WrongRoundState(round.round, "only a planned or held round can be edited");
  }
  Editor editor(step, recommender, store, round, weaver);
  WEFT_RETURN_IF_ERROR(editor.Load());
  for (const RoundEdit& edit : edits) WEFT_RETURN_IF_ERROR(editor.Carry(edit));
  return std::move(editor).Finish(static_cast<int>(edits.size()));
}

absl::StatusOr<PutRoundMutation> Hold(const StoredRound& round, const std::string& reason,
                                      absl::optional<absl::Time> end, const std::string& weaver,
                                      const std::string& network, const Moment& moment) {
  if (IsOpenToEdits(round.round.state()) && round.round.has_hold()) {
    return Error(absl::StatusCode::kFailedPrecondition, "HELD_BEFORE",
                 absl::StrCat(round.round.name(), " has been held; a round is held once"),
                 {{"round", round.round.name()}});
  }
  if (round.round.state() != v1::Round::STATE_PLANNED) {
    return WrongRoundState(round.round, "only a planned round can be held");
  }
  if (moment.rules.hold_max == absl::ZeroDuration()) {
    return WrongRoundState(round.round, "the network's policy (introductions.hold_max) lets no round be held");
  }
  const absl::Time opens = std::max(moment.now, FromMicros(MicrosOf(round.round.open_time())));
  const absl::Time latest = opens + moment.rules.hold_max;
  const absl::Time ends = end.value_or(latest);
  if (ends <= opens || ends > latest) {
    return InvalidField("end_time",
                        absl::StrCat("is not after ", absl::FormatTime(absl::RFC3339_sec, opens, absl::UTCTimeZone()),
                                     ", when it opens, and at most ", absl::FormatDuration(moment.rules.hold_max),
                                     " later, which is what the policy lets"));
  }
  PutRoundMutation put;
  put.network = network;
  put.round = round;
  v1::Round& held = put.round.round;
  held.set_state(v1::Round::STATE_HELD);
  held.mutable_hold()->set_reason(reason);
  held.mutable_hold()->set_weaver(weaver);
  *held.mutable_hold()->mutable_hold_time() = TimestampOf(ToMicros(moment.now));
  *held.mutable_hold()->mutable_end_time() = TimestampOf(ToMicros(ends));
  *held.mutable_open_time() = TimestampOf(ToMicros(ends));
  put.round.opens_micros = ToMicros(ends);
  return put;
}

}  // namespace weft
