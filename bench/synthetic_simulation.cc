#include "bench/synthetic_simulation.h"

#include <algorithm>
#include <vector>

#include "weft/base/random.h"
#include "weft/graph/cegc.h"

namespace weft {
namespace {

// REQUIRES: a < b.
bool MayMeet(const SyntheticMeetings& meetings, uint32_t a, uint32_t b) {
  const uint64_t pair = static_cast<uint64_t>(a) << 32 | b;
  return Random(Random::Mix(meetings.seed) ^ Random::Mix(pair)).Uniform() < meetings.permitted;
}

std::vector<RoundCandidate> CandidatesOf(const SyntheticNetwork& network, const SyntheticMeetings& meetings,
                                         const RoundCall& call) {
  ClusterPairCounts ties(network.cluster_count());
  for (const MemberPair& pair : call.mutual) ties.Add(network.cluster(pair.a), network.cluster(pair.b));
  std::vector<RoundCandidate> all;
  std::vector<std::vector<uint32_t>> of_member(network.size());
  for (uint32_t a = 0; a < network.size(); ++a) {
    for (uint32_t b = a + 1; b < network.size(); ++b) {
      if (!call.takes_part[a] || !call.takes_part[b] || !MayMeet(meetings, a, b)) continue;
      of_member[a].push_back(static_cast<uint32_t>(all.size()));
      of_member[b].push_back(static_cast<uint32_t>(all.size()));
      all.push_back(network.Pair(a, b, ties));
    }
  }
  std::vector<bool> kept(all.size(), false);
  for (uint32_t member = 0; member < network.size(); ++member) {
    std::vector<uint32_t>& mine = of_member[member];
    std::sort(mine.begin(), mine.end(), [&all](uint32_t x, uint32_t y) {
      return all[x].value != all[y].value ? all[x].value > all[y].value : x < y;
    });
    // Half of each kind: else either the share or the newcomers would go short.
    int room[] = {meetings.per_member - meetings.per_member / 2, meetings.per_member / 2};
    for (uint32_t i : mine) {
      if (call.widened[member] || room[all[i].kind == PairKind::kWeakTie]-- > 0) kept[i] = true;
    }
  }
  std::vector<RoundCandidate> out;
  for (size_t i = 0; i < all.size(); ++i) {
    if (kept[i]) out.push_back(all[i]);
  }
  return out;
}

}  // namespace

SimulatedNetwork SimulatedFrom(const SyntheticNetwork& network, const SyntheticMeetings& meetings) {
  SimulatedNetwork out;
  for (uint32_t i = 0; i < network.size(); ++i) out.clusters.push_back(network.cluster(i));
  out.candidates = [&network, meetings](const RoundCall& call) { return CandidatesOf(network, meetings, call); };
  out.closeness = [&network](uint32_t a, uint32_t b) { return network.Closeness(a, b); };
  return out;
}

}  // namespace weft
