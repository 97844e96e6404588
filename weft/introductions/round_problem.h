#ifndef WEFT_INTRODUCTIONS_ROUND_PROBLEM_H_
#define WEFT_INTRODUCTIONS_ROUND_PROBLEM_H_

#include <cstdint>
#include <vector>

namespace weft {

enum class PairKind : uint8_t { kStrongFit, kWeakTie };

// A member of the scope who is willing and whose rhythm is due.
struct RoundMember {
  int capacity = 1;       // Introductions they can still have, 0 to 3; 0: none now, and the plan says so.
  int rounds_waited = 0;  // Rounds in a row, up to now, that they were part of and that gave them nothing.
  double weak_due = 0;    // WeakTieDue(); -10 to 10.
  bool newcomer = false;  // Has had fewer than two introductions: these are strong fits, see newcomer_patience.
};

// Two members who may be introduced to each other, as far as anybody's word, policy and history go.
struct RoundCandidate {
  uint32_t a = 0;  // Index of a member, either order.
  uint32_t b = 0;
  PairKind kind = PairKind::kStrongFit;
  double fit = 0;
  double bridging = 0;
  double value = 0;  // What the pair is worth: fit + bridging, or as the caller weighs them. 0 to kPairValueMax.
};

constexpr double kPairValueMax = 100;

struct MemberPair {
  uint32_t a = 0;
  uint32_t b = 0;
};

// Everything a plan depends on.
struct RoundProblem {
  std::vector<RoundMember> members;
  // In any order, each pair once. Each member should have some of both kinds: the share can be kept and newcomers can
  // be served only by what is here.
  std::vector<RoundCandidate> candidates;
  // What weavers decided. Pins are candidates; a pin may be of a kind that a newcomer would not get.
  std::vector<MemberPair> pins;
  std::vector<MemberPair> drops;
  // Pairs that must not meet whatever else is said. Candidates among them are left out, pins among them refused.
  std::vector<MemberPair> never;
};

struct RoundOptions {
  int pairs_per_member = 1;  // Introductions a member gets in one round, 1 to 3.
  int group_size = 2;        // 3 or 4: groups of that size instead of pairs, where they can be formed.

  // A newcomer gets no weak tie before they have waited so many rounds, 0 to kUrgentRounds, for a strong fit.
  int newcomer_patience = 1;
  // What serving a member is worth for every round they have waited, up to kUrgencyRoundsMax. In units of value.
  double urgency = 0.25;
  // What it is worth to give two members the kind of introduction they are due. Raise it to keep every member's share
  // more closely, at the cost of fit.
  double due_weight = 0.15;
  // The most that moving one pair to the other kind may cost for the sake of the whole round's share.
  double share_price_max = 0.3;

  int exact_members_max = 2000;  // Solved exactly up to here; near-exactly beyond.
  double gap_max = 0.01;         // Beyond that, exactly too if the near-exact plan lies further below the bound.

  // Which of equally good plans is taken depends on the order of the members: on the one given if 0, else on the one
  // this seed shuffles them to.
  uint64_t seed = 0;
};

// A member who has waited so many rounds is served before all else, if any plan can serve them.
constexpr int kUrgentRounds = 2;
// Among those the longer wait counts up to here.
constexpr int kUrgencyRoundsMax = 8;

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_PROBLEM_H_
