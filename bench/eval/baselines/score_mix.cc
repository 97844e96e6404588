#include "bench/eval/baselines/score_mix.h"

#include <algorithm>
#include <cassert>

namespace weft {

void ScoreMix::Add(double weight, const MemberScores& part) {
  assert(part.size() == scores_.size());
  double highest = 0;
  for (size_t i = 0; i < part.size(); ++i) {
    if (i != member_) highest = std::max(highest, part[i]);
  }
  if (highest <= 0) return;
  for (size_t i = 0; i < part.size(); ++i) scores_[i] += weight * part[i] / highest;
}

}  // namespace weft
