#include "bench/eval/baselines/chance.h"

#include "weft/base/random.h"

namespace weft {

MemberScores Chance(const EvalNetwork& network, uint32_t member, uint64_t seed) {
  Random random(Random::Mix(seed ^ Random::Mix(member)));
  MemberScores scores(network.members.size());
  for (double& score : scores) score = 1 - random.Uniform();
  return scores;
}

}  // namespace weft
