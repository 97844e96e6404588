#include "service/round_access.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/page.h"
#include "weft/base/error.h"

namespace weft {
namespace {

constexpr int kReadAtOnce = 200;
// Looked at for one page at most: a list that few pass ends a page early rather than a call late.
constexpr int kLookedAtMax = 5000;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

absl::StatusOr<RoundSight> RoundSight::Of(const Reader& reader, const std::string& network, const Store& store) {
  RoundSight sight;
  if (!reader.IsMember()) return sight;
  WEFT_ASSIGN_OR_RETURN(const StoredMember member, store.GetMember(network, IdOf(reader.member)));
  sight.all_ = false;
  sight.circles_.assign(member.member.circles().begin(), member.member.circles().end());
  return sight;
}

bool RoundSight::Sees(const v1::Round::Scope& scope) const {
  if (all_) return true;
  return scope.scope_case() == v1::Round::Scope::kCircle &&
         std::find(circles_.begin(), circles_.end(), scope.circle()) != circles_.end();
}

absl::Status NotInCircle(const Reader& reader) {
  return Error(absl::StatusCode::kPermissionDenied, "NOT_IN_CIRCLE",
               absl::StrCat(reader.member, " may see and start rounds of circles they belong to, no others"),
               {{"member", reader.member}});
}

absl::StatusOr<StoredRound> FindRoundFor(const Reader& reader, const ChildName& name, const Store& store) {
  WEFT_ASSIGN_OR_RETURN(const RoundSight sight, RoundSight::Of(reader, name.network(), store));
  absl::StatusOr<StoredRound> round = store.rounds().Get(name.network(), name.id());
  if (sight.SeesAll()) return round;
  if (!round.ok() && !absl::IsNotFound(round.status())) return round;
  if (!round.ok() || !sight.Sees(round->round.scope())) return NotInCircle(reader);
  return round;
}

absl::StatusOr<RoundPage> ListRoundsFor(const Reader& reader, const std::string& network, const RoundFilter& filter,
                                        int64_t before, int size, const Store& store) {
  WEFT_ASSIGN_OR_RETURN(const RoundSight sight, RoundSight::Of(reader, network, store));
  RoundPage page;
  size_t bytes = 0;
  for (int looked_at = 0; looked_at < kLookedAtMax;) {
    WEFT_ASSIGN_OR_RETURN(std::vector<StoredRound> some, store.rounds().List(network, filter, before, kReadAtOnce));
    for (StoredRound& stored : some) {
      if (sight.Sees(stored.round.scope())) {
        bytes += stored.round.ByteSizeLong();
        const bool full = page.rounds.size() == static_cast<size_t>(size) || bytes > kPageBytesMax;
        if (full && !page.rounds.empty()) {
          page.next_before = before;
          return page;
        }
        page.rounds.push_back(std::move(stored.round));
      }
      before = stored.number;
    }
    if (some.size() < static_cast<size_t>(kReadAtOnce)) return page;
    looked_at += static_cast<int>(some.size());
  }
  page.next_before = before;
  return page;
}

absl::StatusOr<UnservedPage> ListNeedingAHandFor(const Reader& reader, const std::string& network,
                                                 const std::string& round_id, UnservedPlaceAfter after, int size,
                                                 const Store& store) {
  WEFT_ASSIGN_OR_RETURN(const RoundSight sight, RoundSight::Of(reader, network, store));
  std::map<std::string, bool> seen;  // By round: whether the reader sees it.
  UnservedPage page;
  for (int looked_at = 0; looked_at < kLookedAtMax;) {
    WEFT_ASSIGN_OR_RETURN(
        std::vector<StoredUnserved> some,
        round_id.empty() ? store.rounds().ListNeedingAHand(network, after.rounds_waited, after.member_key, kReadAtOnce)
                         : store.rounds().ListUnserved(network, round_id, /*needing_a_hand=*/true, after.rounds_waited,
                                                       after.member_key, kReadAtOnce));
    for (StoredUnserved& stored : some) {
      const std::string& round = stored.hand.round();
      if (!sight.SeesAll() && seen.find(round) == seen.end()) {
        WEFT_ASSIGN_OR_RETURN(const StoredRound of, store.rounds().Get(network, IdOf(round)));
        seen[round] = sight.Sees(of.round.scope());
      }
      if (sight.SeesAll() || seen[round]) {
        if (page.members.size() == static_cast<size_t>(size)) {
          page.next = after;
          page.more = true;
          return page;
        }
        page.members.push_back(stored);
      }
      after = {stored.hand.rounds_waited(), stored.member_key};
    }
    if (some.size() < static_cast<size_t>(kReadAtOnce)) return page;
    looked_at += static_cast<int>(some.size());
  }
  page.next = after;
  page.more = true;
  return page;
}

v1::RoundEntry ShownEntry(const StoredRoundEntry& stored, const Lookups& lookups) {
  v1::RoundEntry entry = stored.entry;
  for (v1::RoundEntry::Person& person : *entry.mutable_members()) {
    if (!person.member().empty()) person.set_display_name(lookups.display_name(person.member()));
  }
  // Beside an introduction without an introducer it would tell that they were asked and did not want to.
  if (!entry.introduction().empty()) entry.clear_introducer();
  return entry;
}

v1::NeedsAHand ShownHand(const StoredUnserved& stored, const Lookups& lookups) {
  v1::NeedsAHand hand = stored.hand;
  hand.set_display_name(lookups.display_name(hand.member()));
  return hand;
}

}  // namespace weft
