#include "bench/eval/baselines/neighbor_overlap.h"

#include <algorithm>
#include <cmath>

namespace weft {
namespace {

// `weight` says how much a go-between of that degree counts.
template <typename Weight>
MemberScores SumOverGoBetweens(const EvalNetwork& network, uint32_t member, Weight weight) {
  const TieGraphView train = network.train.view();
  MemberScores scores(network.members.size(), 0);
  for (uint32_t between : train.Neighbors(member)) {
    const double share = weight(static_cast<double>(train.Degree(between)));
    for (uint32_t candidate : network.out[between]) scores[candidate] += share;
  }
  return scores;
}

}  // namespace

MemberScores CommonNeighbors(const EvalNetwork& network, uint32_t member) {
  return SumOverGoBetweens(network, member, [](double) { return 1.0; });
}

MemberScores AdamicAdar(const EvalNetwork& network, uint32_t member) {
  return SumOverGoBetweens(network, member, [](double degree) { return 1 / std::log(1 + std::max(2.0, degree)); });
}

MemberScores ResourceAllocation(const EvalNetwork& network, uint32_t member) {
  return SumOverGoBetweens(network, member, [](double degree) { return 1 / degree; });
}

}  // namespace weft
