#ifndef WEFT_MATCHING_BRIDGE_PLAN_H_
#define WEFT_MATCHING_BRIDGE_PLAN_H_

#include <cstdint>
#include <vector>

#include "weft/matching/dry_run.h"
#include "weft/snapshot/network_view.h"

namespace weft {

struct BridgePlanOptions {
  double places = 3;       // Places kept for weak-tie introductions in one member's list.
  double inflow_max = 11;  // A cluster's members are planned for at most this many times as many places as they have
                           // themselves. Raise for more even bridges, lower for more even exposure.
  uint64_t seed = 1;
};

// Spreads the places that everybody's lists keep for weak-tie introductions over the pairs of clusters, so that all
// lists together join what is badly joined, instead of all crossing the same border: place after place, in seeded
// order, goes from its own cluster to the one with which that is joined least so far, counting ties, what strong fits
// join (`joins`) and the places given already; clusters that have had `inflow_max` are passed over. Each step is the
// best one for CEGC, whose value rises most by adding to the pair with the fewest (Sanz-Cruzado & Castells, RecSys
// 2018); water filling, for many seekers at once.
//
// Returns what joins and what is planned, by from and to. O(members * places * clusters) for up to 200,000 places;
// beyond that as if the network were a sample of it. Deterministic.
std::vector<ClusterBridge> PlanBridges(const NetworkView& view, const std::vector<ClusterJoin>& joins,
                                       const BridgePlanOptions& options);

// The clusters to which the weak-tie introductions of one member should lead, the first ones first: drawn without
// replacement from the plan for the member's own cluster, so that the lists of its members together follow the plan.
// Then those without a plan, the least joined first. Empty for a member without cluster. Deterministic for the seed,
// which should differ from member to member. O(clusters * log).
std::vector<uint32_t> BridgeTargets(const NetworkView& view, uint32_t cluster, uint64_t seed);

}  // namespace weft

#endif  // WEFT_MATCHING_BRIDGE_PLAN_H_
