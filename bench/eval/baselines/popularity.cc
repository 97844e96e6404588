#include "bench/eval/baselines/popularity.h"

namespace weft {

MemberScores Popularity(const EvalNetwork& network) {
  MemberScores scores(network.members.size());
  for (size_t i = 0; i < scores.size(); ++i) scores[i] = static_cast<double>(network.in[i].size());
  return scores;
}

}  // namespace weft
