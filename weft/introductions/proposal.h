#ifndef WEFT_INTRODUCTIONS_PROPOSAL_H_
#define WEFT_INTRODUCTIONS_PROPOSAL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/introductions/life_cycle.h"
#include "weft/matching/recommender.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// What somebody asks for. Ids, not names; validated by the caller: 1 to 3 members, no two the same.
struct ProposalRequest {
  std::string speaker;               // Who proposes; empty: a weaver.
  std::vector<std::string> members;  // One: the speaker meets them. Two or three: they are introduced to each other.
  std::string note;
  std::string purpose;
};

// Makes introductions out of requests: who may be introduced to whom now, why, and what each brings. Reads one view, so
// that it says the same as a recommendation from that view.
class ProposalMaker {
 public:
  // All must outlive the maker.
  ProposalMaker(const NetworkView* view, const Recommender* recommender, const Moment* moment)
      : view_(*view), recommender_(*recommender), moment_(*moment) {}

  // A member or a weaver proposes. `id` names the new introduction. Errors: NOT_FOUND (MEMBER_NOT_FOUND),
  // FAILED_PRECONDITION: NOT_CONSENTED and NO_ROOM (the speaker's own), NOT_ACQUAINTED (the introducer and one of
  // them), ALREADY_TIED (the speaker and the other), ALREADY_PROPOSED, NOT_AVAILABLE (everything else, never said why).
  absl::StatusOr<LifeStep> Make(const ProposalRequest& request, const std::string& id) const;

  // "Not me, ask …": `asked` in the speaker's place, with the other side of `instead_of`, the speaker vouching. That
  // introduction counts no more. Errors as for Make.
  absl::StatusOr<LifeStep> PassOn(const StoredIntroduction& instead_of, const std::string& speaker,
                                  const std::string& asked, const std::string& note, const std::string& id) const;

  // Whether a weaver may pin these members to each other: above the network's capacity, and again after an introduction
  // that came about. Never against anybody's word, the number a month they have set included, the policy's exclusions
  // or a tie, nor while an introduction between them is under way or rests after it did not come about. Errors:
  // MEMBER_NOT_FOUND, NOT_AVAILABLE.
  absl::Status CheckPin(const std::vector<std::string>& members) const;

  // An entry of a round: planned for these members, who are looked at once more. With an introducer, that member is
  // asked first. NOT_AVAILABLE if any of them cannot be introduced any more. `pinned`: as for CheckPin.
  struct RoundPlan {
    std::vector<std::string> members;
    std::string introducer;  // Empty: none.
    std::string round;       // Full name.
    bool pinned = false;
  };
  absl::StatusOr<LifeStep> MakeForRound(const RoundPlan& plan, const std::string& id) const;

  // Whether all remaining sides may still meet: their word, pauses, blocks.
  bool MayMeet(const StoredIntroduction& introduction) const;
  // Sides that can no longer be introduced, by position: erased, paused, refusing, or blocked by another side.
  std::vector<int> SidesToTakeOut(const StoredIntroduction& introduction) const;

 private:
  struct Party {
    uint32_t ordinal = 0;
    MemberView member;
  };
  absl::StatusOr<Party> Find(const std::string& id) const;
  absl::StatusOr<std::vector<Party>> FindAll(const std::vector<std::string>& ids) const;
  absl::Status CheckPinned(const std::vector<Party>& parties) const;
  // OK, or why `b` cannot be introduced to `a` now. `ignored`: an introduction of b's that does not count.
  absl::Status CheckPair(const Party& a, const Party& b, bool a_asks, int64_t ignored) const;
  absl::Status CheckSpeaker(const Party& speaker, const Party& other) const;
  absl::Status CheckAcquainted(const Party& introducer, const Party& other) const;
  absl::StatusOr<StoredIntroduction> Draft(const std::vector<Party>& parties, const std::string& id) const;
  std::string NameOf(const Party& party) const;

  const NetworkView& view_;
  const Recommender& recommender_;
  const Moment& moment_;
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PROPOSAL_H_
