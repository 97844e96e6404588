#ifndef WEFT_INTRODUCTIONS_ROUND_PLAN_H_
#define WEFT_INTRODUCTIONS_ROUND_PLAN_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "weft/introductions/round_problem.h"

namespace weft {

struct PlannedPair {
  uint32_t a = 0;  // Index of a member, below b.
  uint32_t b = 0;
  PairKind kind = PairKind::kStrongFit;
  double fit = 0;
  double bridging = 0;
  double value = 0;    // As given with the candidate.
  double urgency = 0;  // For having waited; of a member with several pairs it stands at the first.
  bool pinned = false;
};

// Three or four who are introduced together.
struct PlannedGroup {
  std::vector<uint32_t> members;  // Ascending.
  double fit = 0;                 // Mean over its pairs, as the next.
  double bridging = 0;
  double value = 0;   // Mean over its pairs, for every two members: half of it a member, as in a pair.
  bool weak = false;  // Whether any two of them are a weak-tie introduction.
};

// An odd one who joins a pair. The pair itself stands in the plan's pairs.
struct PlannedTrio {
  uint32_t pair = 0;   // Index in RoundPlan::pairs.
  uint32_t third = 0;  // Member.
  PlannedGroup group;
};

enum class UnservedReason {
  kNoCapacity,          // They have no introduction left now.
  kNobodyPermitted,     // No candidate is left for them.
  kTakenOut,            // All of their candidates were dropped or must never meet them.
  kOnlyWeakTies,        // There are only weak-tie introductions, and one of the two would be a newcomer.
  kPartnersHaveNoRoom,  // All of their candidates have no introduction left, or are pinned to others.
  kPartnersTaken,       // Their candidates are better met by others this time.
  kPartnersNeededMore,  // Urgent, but their candidates serve others who have waited as long: see `rivals`.
};

// Full sentences for weavers: why, and what would help.
absl::string_view WhyUnserved(UnservedReason reason);
absl::string_view WhatWouldHelp(UnservedReason reason);

struct UnservedMember {
  uint32_t member = 0;
  UnservedReason reason = UnservedReason::kPartnersTaken;
  int rounds_waited = 0;           // Before this round.
  int permitted_partners = 0;      // With or without room.
  bool needs_a_hand = false;       // Waiting alone will not help, or has not.
  std::vector<uint32_t> rivals;    // kPartnersNeededMore: who depends on the same partners, the member among them.
  std::vector<uint32_t> partners;  // … and those partners, too few for all rivals.
};

// How the round's weak-tie share was kept.
struct ShareOutcome {
  enum class Shortage { kNone, kTooFewWeakTies, kTooFewStrongFits };
  double share = 0;  // Of all pairs, that the members are due.
  int weak_goal = 0;
  int weak = 0;
  Shortage shortage = Shortage::kNone;
  double price = 0;  // What one more weak-tie pair would cost; below 0: one more strong fit.
};

struct RoundPlan {
  std::vector<PlannedPair> pairs;        // Ascending; pins included.
  std::vector<PlannedTrio> trios;        // Odd ones who joined; apart, not in the totals.
  std::vector<PlannedGroup> groups;      // With group_size above 2: in place of their pairs.
  std::vector<UnservedMember> unserved;  // The longest wait first, then by member.

  double total_fit = 0;  // Over pairs and groups (their mean for every two members).
  double total_bridging = 0;
  double total_value = 0;  // Values and urgency of pairs and groups.
  // No plan with the same pins, that serves as many urgent members and keeps the share as well, is worth more.
  double upper_bound = 0;
  double gap = 0;      // (upper_bound - total_value) / upper_bound.
  bool exact = false;  // Found by exact matching.

  ShareOutcome share;
  int able = 0;    // Members with capacity.
  int served = 0;  // Of them, in a pair, group or trio.
  int urgent = 0;  // Of the able, those who had waited kUrgentRounds or more.
  int urgent_served = 0;
  int pinned = 0;
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_PLAN_H_
