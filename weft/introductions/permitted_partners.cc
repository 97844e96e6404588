#include "weft/introductions/permitted_partners.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace weft {

PermittedPartners::PermittedPartners(const RoundProblem& problem, const RoundInput& input)
    : problem_(problem), offsets_(problem.members.size() + 1, 0) {
  const auto is_permitted = [&input](size_t candidate) {
    return input.standings[candidate] == CandidateStanding::kPermitted ||
           input.standings[candidate] == CandidateStanding::kPinned;
  };
  for (size_t i = 0; i < problem.candidates.size(); ++i) {
    if (!is_permitted(i)) continue;
    ++offsets_[problem.candidates[i].a + 1];
    ++offsets_[problem.candidates[i].b + 1];
  }
  for (size_t u = 0; u < problem.members.size(); ++u) offsets_[u + 1] += offsets_[u];
  partners_.resize(offsets_.back());
  std::vector<uint64_t> next(offsets_.begin(), offsets_.end() - 1);
  for (uint32_t i = 0; i < problem.candidates.size(); ++i) {
    if (!is_permitted(i)) continue;
    const RoundCandidate& candidate = problem.candidates[i];
    partners_[next[candidate.a]++] = {candidate.b, i};
    partners_[next[candidate.b]++] = {candidate.a, i};
  }
  for (size_t u = 0; u < problem.members.size(); ++u) {
    std::sort(partners_.begin() + static_cast<ptrdiff_t>(offsets_[u]),
              partners_.begin() + static_cast<ptrdiff_t>(offsets_[u + 1]),
              [](const Partner& x, const Partner& y) { return x.member < y.member; });
  }
}

const RoundCandidate* PermittedPartners::Find(uint32_t a, uint32_t b) const {
  const absl::Span<const Partner> partners = Of(a);
  const auto found = std::lower_bound(partners.begin(), partners.end(), b,
                                      [](const Partner& partner, uint32_t member) { return partner.member < member; });
  return found == partners.end() || found->member != b ? nullptr : &problem_.candidates[found->candidate];
}

PlannedGroup PermittedPartners::GroupOf(std::vector<uint32_t> members) const {
  PlannedGroup group;
  std::sort(members.begin(), members.end());
  int pairs = 0;
  for (size_t i = 0; i < members.size(); ++i) {
    for (size_t j = i + 1; j < members.size(); ++j) {
      const RoundCandidate* candidate = Find(members[i], members[j]);
      assert(candidate != nullptr);
      group.fit += candidate->fit;
      group.bridging += candidate->bridging;
      group.value += candidate->value;
      group.weak = group.weak || candidate->kind == PairKind::kWeakTie;
      ++pairs;
    }
  }
  group.fit /= pairs;
  group.bridging /= pairs;
  group.value /= pairs;
  group.members = std::move(members);
  return group;
}

}  // namespace weft
