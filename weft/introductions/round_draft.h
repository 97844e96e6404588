#ifndef WEFT_INTRODUCTIONS_ROUND_DRAFT_H_
#define WEFT_INTRODUCTIONS_ROUND_DRAFT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/round_problem.h"
#include "weft/matching/recommender.h"
#include "weft/snapshot/network_view.h"
#include "weft/v1/round.pb.h"

// From a network to a RoundProblem: who can be introduced now, whom each of them may meet, and what that is worth.
namespace weft {

// Does work(0) .. work(count - 1), each once, in any order, perhaps on several threads; returns when all are done.
using WorkRunner = std::function<void(size_t count, const std::function<void(size_t)>& work)>;
// One after the other, on the calling thread.
void RunInTurn(size_t count, const std::function<void(size_t)>& work);

// Ordinals of a scope's members, willing or not, ascending, each once; gone and unknown ones and those of an unknown
// circle are left out. O(members).
std::vector<uint32_t> ScopeOf(const NetworkView& view, const v1::Round::Scope& scope);

// What a round is drafted from beside the view.
struct DraftRequest {
  std::vector<uint32_t> scope;  // As ScopeOf has it.
  // RoundReads::Waits: (key of a member, rounds in a row that have not served them).
  std::vector<std::pair<int64_t, int64_t>> waits;
  uint64_t seed = 0;  // Draws among equals, and where weak-tie introductions should lead first.
  // Candidates that each member brings, at least, if there are so many: the best, half of each kind. Raise for a plan
  // nearer to the best one, lower for speed.
  int per_member = 24;
  WorkRunner runner = RunInTurn;
};

// What a round is planned from.
struct RoundDraft {
  std::vector<uint32_t> scope;  // As requested.
  // Ordinals by member of the problem, ascending: those of the scope whose word and policy let them be introduced now,
  // who are not paused or resting, have room in the month and none open above the policy's number, and whose rhythm is
  // due. All have capacity.
  std::vector<uint32_t> members;
  // Candidates ascending by (a, b), a < b. Nobody's word, block, tie, cooldown, repeat interval or exclusion is against
  // them: ProposalMaker::MakeForRound makes each of them at this moment. Pins, drops and never are the caller's.
  RoundProblem problem;
  RoundOptions options;  // As the policy has them: pairs_per_member, group_size; and the seed.

  // The member of the problem that an ordinal is, if any. O(log members).
  absl::optional<uint32_t> MemberOf(uint32_t ordinal) const;
};

// Drafts a round.
//
// Candidates are the recommender's: each member brings its best by value, half of each kind. A member who has waited a
// round brings all whom it may meet in the round (beyond 1,000 only so many of each kind that the others who wait
// cannot leave it without: twice their number). A pair found from both sides is one candidate with the mean of what the
// two found.
//
// Value is fit, and for a weak-tie introduction bridging beside it; for a strong fit above the floor a part of the gain
// of its clusters. What joins two clusters is their ties, the dry run, the introductions had so far and the candidates
// of this round that are better: so that neither one round nor several cross the same border again and again.
//
// Deterministic for the view, the request (not its runner) and `moment`. `checkpoint` is asked once a member, from all
// of the runner's threads. Errors: whatever it or the recommender returns. O(members * one recommendation); members who
// wait cost a look at all members each.
absl::StatusOr<RoundDraft> DraftRound(const NetworkView& view, const Recommender& recommender,
                                      const DraftRequest& request, const Moment& moment, const Checkpoint& checkpoint);

// Adds to a draft all whom these members of the problem may meet in the round, whatever they have waited. All but
// `members` and `draft` as for DraftRound; after an error the draft is of no more use.
absl::Status WidenDraft(const NetworkView& view, const Recommender& recommender, const DraftRequest& request,
                        const Moment& moment, const Checkpoint& checkpoint, const std::vector<uint32_t>& members,
                        RoundDraft* draft);

// Two members as a candidate, permitted or not: for pins and swaps of pairs that the draft does not hold. `a` and `b`
// of the result are the ordinals. Kind, fit and bridging are by the same rules as DraftRound's; the value does not know
// the other candidates. REQUIRES: two different members, not gone.
RoundCandidate ScorePair(const NetworkView& view, const Recommender& recommender, uint32_t a, uint32_t b);

// Whether an introduction of the two joins two clusters: both have one, and not the same.
bool JoinsClusters(const NetworkView& view, uint32_t a, uint32_t b);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_ROUND_DRAFT_H_
