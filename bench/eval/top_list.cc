#include "bench/eval/top_list.h"

#include <algorithm>

#include "weft/base/random.h"

namespace weft {

bool MayBeRecommended(const EvalNetwork& network, uint32_t member, uint32_t other) {
  return member != other && !network.train.view().HasTie(member, other);
}

RankedList TopOfScores(const EvalNetwork& network, uint32_t member, const MemberScores& scores, size_t count) {
  RankedList list;
  for (uint32_t other = 0; other < scores.size(); ++other) {
    if (scores[other] > 0 && MayBeRecommended(network, member, other)) list.push_back(other);
  }
  const auto lot = [member](uint32_t other) { return Random::Mix(uint64_t{member} << 32 | other); };
  const auto better = [&](uint32_t a, uint32_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : lot(a) < lot(b);
  };
  const size_t kept = std::min(count, list.size());
  std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(kept), list.end(), better);
  list.resize(kept);
  return list;
}

}  // namespace weft
