#ifndef WEFT_TESTS_INTRODUCTIONS_DRAFTED_NETWORK_H_
#define WEFT_TESTS_INTRODUCTIONS_DRAFTED_NETWORK_H_

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_network.h"
#include "weft/base/clock.h"
#include "weft/introductions/proposal.h"
#include "weft/introductions/round_draft.h"
#include "weft/matching/recommender.h"

namespace weft {

inline constexpr absl::Duration kDay = absl::Hours(24);

// Members of whom the network knows no more.
inline const std::string kStranger = "zoe";
inline const std::string kOtherStranger = "yul";

inline absl::Status Go() { return absl::OkStatus(); }

// Drafts over a TestNetwork, with members by id.
class DraftedNetwork {
 public:
  Moment moment() { return {RulesOf(network_.policy()), clock_.Now()}; }
  TestNetwork& network() { return network_; }
  const NetworkView& view() {
    if (view_ == nullptr) view_ = network_.Snapshot();
    return *view_;
  }
  // Over the network as it is by now.
  RoundDraft Draft() {
    view_ = network_.Snapshot();
    return Draft(ScopeOf(*view_, v1::Round::Scope()));
  }
  RoundDraft Draft(std::vector<uint32_t> scope) {
    view_ = network_.Snapshot();
    request.scope = std::move(scope);
    return *DraftRound(*view_, recommender_, request, moment(), Go);
  }
  std::string IdOf(uint32_t ordinal) { return std::string(view().member(ordinal).id); }
  std::set<std::string> PairsOf(const RoundDraft& draft) {
    std::set<std::string> out;
    for (const RoundCandidate& candidate : draft.problem.candidates) {
      out.insert(absl::StrCat(IdOf(draft.members[candidate.a]), "-", IdOf(draft.members[candidate.b])));
    }
    return out;
  }
  std::vector<std::string> MembersOf(const RoundDraft& draft) {
    std::vector<std::string> out;
    for (uint32_t ordinal : draft.members) out.push_back(IdOf(ordinal));
    return out;
  }
  // Whether a round could introduce them.
  bool CanBeMade(const std::string& a, const std::string& b) {
    const Moment now = moment();
    return ProposalMaker(&view(), &recommender_, &now).MakeForRound({{a, b}, "", "", false}, "i1").ok();
  }
  // A past introduction of a member, asked so long ago and ended since.
  MemberIntroductions::Entry& Had(const std::string& id, const std::string& other, absl::Duration ago) {
    MemberIntroductions::Entry entry;
    entry.introduction_key = 5;
    entry.other_keys = {other == kStranger ? 900 : other == kOtherStranger ? 901 : network_.KeyOf(other)};
    entry.state = v1::Introduction::STATE_CLOSED;
    entry.answer = v1::Introduction::Side::ANSWER_ACCEPTED;
    entry.outcome = v1::Outcome::KIND_USEFUL;
    entry.propose_micros = ToMicros(clock_.Now() - ago);
    entry.end_micros = entry.propose_micros + 1;
    network_.IntroductionsOf(id).entries.push_back(entry);
    return network_.IntroductionsOf(id).entries.back();
  }
  void HadBoth(const std::string& a, const std::string& b, absl::Duration ago, v1::Introduction::State state) {
    Had(a, b, ago).state = state;
    Had(b, a, ago).state = state;
  }
  int64_t Ahead(absl::Duration by) const { return ToMicros(clock_.Now() + by); }
  v1::Participation* WordOf(const std::string& id) { return network_.Get(id).mutable_participation(); }

  DraftRequest request;

 private:
  TestNetwork network_;
  std::shared_ptr<const NetworkView> view_;
  Recommender recommender_{nullptr};
  FakeClock clock_;
};

// Fills a network with everything that can stand between two members, drawn.
void Fill(DraftedNetwork* drafted, int members, uint64_t seed);

}  // namespace weft

#endif  // WEFT_TESTS_INTRODUCTIONS_DRAFTED_NETWORK_H_
