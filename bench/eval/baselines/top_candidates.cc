#include "bench/eval/baselines/top_candidates.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "weft/base/random.h"

namespace weft {
namespace {

struct Entry {
  ScoredMember candidate;
  uint64_t lot = 0;  // Decides between equal scores.
};

bool StandsBefore(const Entry& a, const Entry& b) {
  if (a.candidate.score != b.candidate.score) return a.candidate.score > b.candidate.score;
  if (a.lot != b.lot) return a.lot < b.lot;
  return a.candidate.member < b.candidate.member;
}

}  // namespace

ScoredList TopCandidates(const EvalNetwork& network, uint32_t member, const MemberScores& scores, size_t limit,
                         absl::optional<uint64_t> seed) {
  const TieGraphView train = network.train.view();
  assert(scores.size() == train.size() && member < scores.size());
  const uint64_t member_seed = Random::Mix(seed.value_or(0) ^ Random::Mix(member));
  std::vector<Entry> entries;
  auto tied = train.Neighbors(member).begin();
  const auto tied_end = train.Neighbors(member).end();
  for (uint32_t other = 0; other < scores.size(); ++other) {
    assert(scores[other] == scores[other]);
    if (tied != tied_end && *tied == other) {
      ++tied;
      continue;
    }
    if (other == member || scores[other] <= 0) continue;
    entries.push_back({{other, scores[other]}, seed.has_value() ? Random::Mix(member_seed + other) : other});
  }
  const size_t count = std::min(limit, entries.size());
  std::partial_sort(entries.begin(), entries.begin() + static_cast<ptrdiff_t>(count), entries.end(), StandsBefore);
  ScoredList list;
  list.member = member;
  list.candidates.reserve(count);
  for (size_t i = 0; i < count; ++i) list.candidates.push_back(entries[i].candidate);
  return list;
}

RankedList WithoutScores(const ScoredList& list, size_t length) {
  RankedList ranked;
  for (const ScoredMember& candidate : list.candidates) {
    if (ranked.size() == length) break;
    ranked.push_back(candidate.member);
  }
  return ranked;
}

}  // namespace weft
