#include "weft/introductions/unserved.h"

#include <algorithm>

namespace weft {
namespace {

// How a member's candidates stand.
struct Standings {
  int permitted = 0;  // Within the rules of this round, with or without room.
  int with_room = 0;  // Of these, in the graph.
  int no_capacity = 0;
  int too_new = 0;
  int all = 0;
};

UnservedReason ReasonOf(const RoundMember& member, const Standings& standings) {
  if (member.capacity == 0) return UnservedReason::kNoCapacity;
  if (standings.all == 0) return UnservedReason::kNobodyPermitted;
  if (standings.with_room > 0) return UnservedReason::kPartnersTaken;
  if (standings.permitted > 0 || standings.no_capacity > 0) return UnservedReason::kPartnersHaveNoRoom;
  return standings.too_new > 0 ? UnservedReason::kOnlyWeakTies : UnservedReason::kTakenOut;
}

// Whether waiting for the next round cannot be expected to help.
bool NeedsAHand(UnservedReason reason, int rounds_waited) {
  switch (reason) {
    case UnservedReason::kNoCapacity:
      return false;
    case UnservedReason::kNobodyPermitted:
    case UnservedReason::kTakenOut:
      return rounds_waited >= 1;  // By then all permitted members have been looked at.
    default:
      return rounds_waited >= kUrgentRounds;
  }
}

}  // namespace

absl::string_view WhyUnserved(UnservedReason reason) {
  switch (reason) {
    case UnservedReason::kNoCapacity:
      return "They have no introduction left now: one is open, or the month's number is reached.";
    case UnservedReason::kNobodyPermitted:
      return "There is nobody left in this round whom they may meet and do not know yet.";
    case UnservedReason::kTakenOut:
      return "Everybody they might have met was dropped from the plan or must not be paired with them.";
    case UnservedReason::kOnlyWeakTies:
      return "They, or those whom they may meet, are new, and there is no strong fit for them in this round.";
    case UnservedReason::kPartnersHaveNoRoom:
      return "Everybody they may meet has no introduction left, or is pinned to somebody else.";
    case UnservedReason::kPartnersTaken:
      return "Everybody they may meet is introduced to somebody else in this round.";
    case UnservedReason::kPartnersNeededMore:
      return "Everybody they may meet is needed by others who have waited as long.";
  }
  return "";
}

absl::string_view WhatWouldHelp(UnservedReason reason) {
  switch (reason) {
    case UnservedReason::kNoCapacity:
      return "An answer to the open introduction, or more introductions a month in their settings.";
    case UnservedReason::kNobodyPermitted:
      return "Somebody new: invite a person, plan over a wider scope, or let silent ties back in.";
    case UnservedReason::kTakenOut:
      return "Look again at the pairs that were dropped.";
    case UnservedReason::kOnlyWeakTies:
      return "More in their profile, or the wait: the next round looks at a wider circle, too.";
    case UnservedReason::kPartnersHaveNoRoom:
      return "Ask one of them for one introduction more, or take back a pin.";
    case UnservedReason::kPartnersTaken:
      return "The next round looks at everybody they may meet, and counts their wait.";
    case UnservedReason::kPartnersNeededMore:
      return "More people whom they may meet, or one introduction more from those they share.";
  }
  return "";
}

std::vector<UnservedMember> ExplainUnserved(const RoundProblem& problem, const RoundInput& input,
                                            const std::vector<bool>& served,
                                            const std::vector<UrgentConflict>& conflicts) {
  std::vector<Standings> standings(problem.members.size());
  for (size_t i = 0; i < problem.candidates.size(); ++i) {
    for (uint32_t member : {problem.candidates[i].a, problem.candidates[i].b}) {
      Standings& s = standings[member];
      ++s.all;
      s.permitted += input.standings[i] == CandidateStanding::kPermitted;
      s.no_capacity += input.standings[i] == CandidateStanding::kNoCapacity;
      s.too_new += input.standings[i] == CandidateStanding::kTooNew;
    }
  }
  for (uint32_t candidate : input.candidates) {
    ++standings[problem.candidates[candidate].a].with_room;
    ++standings[problem.candidates[candidate].b].with_room;
  }
  std::vector<const UrgentConflict*> conflict_of(problem.members.size(), nullptr);
  for (const UrgentConflict& conflict : conflicts) conflict_of[input.order[conflict.member]] = &conflict;

  const auto members_of = [&input](std::vector<uint32_t> places) {
    for (uint32_t& place : places) place = input.order[place];
    std::sort(places.begin(), places.end());
    return places;
  };
  std::vector<UnservedMember> out;
  for (uint32_t i = 0; i < problem.members.size(); ++i) {
    if (served[i]) continue;
    UnservedMember unserved;
    unserved.member = i;
    unserved.rounds_waited = problem.members[i].rounds_waited;
    unserved.permitted_partners = standings[i].permitted;
    unserved.reason = ReasonOf(problem.members[i], standings[i]);
    if (unserved.reason == UnservedReason::kPartnersTaken && conflict_of[i] != nullptr) {
      unserved.reason = UnservedReason::kPartnersNeededMore;
      unserved.rivals = members_of(conflict_of[i]->rivals);
      unserved.partners = members_of(conflict_of[i]->partners);
    }
    unserved.needs_a_hand = NeedsAHand(unserved.reason, unserved.rounds_waited);
    out.push_back(std::move(unserved));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const UnservedMember& x, const UnservedMember& y) { return x.rounds_waited > y.rounds_waited; });
  return out;
}

}  // namespace weft
