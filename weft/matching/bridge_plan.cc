#include "weft/matching/bridge_plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "weft/base/random.h"

namespace weft {
namespace {

constexpr double kPlacesMax = 200000;

// How much joins each pair of clusters, both ways round.
class JoinTable {
 public:
  explicit JoinTable(uint32_t clusters) : clusters_(clusters), joined_(size_t{clusters} * clusters) {}
  float& At(uint32_t a, uint32_t b) { return joined_[size_t{a} * clusters_ + b]; }
  void Add(uint32_t a, uint32_t b, float more) {
    At(a, b) += more;
    At(b, a) += more;
  }
  const float* Row(uint32_t a) const { return joined_.data() + size_t{a} * clusters_; }

 private:
  uint32_t clusters_;
  std::vector<float> joined_;
};

}  // namespace

std::vector<ClusterBridge> PlanBridges(const NetworkView& view, const std::vector<ClusterJoin>& joins,
                                       const BridgePlanOptions& options) {
  const uint32_t clusters = view.cluster_count();
  JoinTable joined_by_fit(clusters);
  JoinTable joined(clusters);
  for (const ClusterJoin& join : joins) joined_by_fit.Add(join.from, join.to, static_cast<float>(join.pairs));
  double members = 0;
  for (uint32_t a = 0; a < clusters; ++a) {
    members += static_cast<double>(view.ClusterMembers(a).size());
    for (uint32_t b = 0; b < clusters; ++b) {
      if (a != b) joined.At(a, b) = static_cast<float>(view.ClusterPairTies(a, b)) + joined_by_fit.At(a, b);
    }
  }
  // A place stands for several where there are very many.
  const double weight = std::max(1.0, members * options.places / kPlacesMax);
  std::vector<uint32_t> places;  // The cluster that each place is of.
  std::vector<double> room(clusters);
  for (uint32_t a = 0; a < clusters; ++a) {
    const double own = static_cast<double>(view.ClusterMembers(a).size()) * options.places / weight;
    places.insert(places.end(), static_cast<size_t>(std::ceil(own)), a);
    room[a] = std::max(1.0, own * options.inflow_max);
  }
  Random random(options.seed);
  for (size_t i = places.size(); i > 1; --i) std::swap(places[i - 1], places[random.Below(i)]);

  std::vector<float> flow(size_t{clusters} * clusters);
  for (uint32_t from : places) {
    const float* row = joined.Row(from);
    uint32_t best = kNone;
    // From a random start, so that equals are not always taken in one order.
    const uint32_t start = static_cast<uint32_t>(random.Below(clusters));
    for (uint32_t step = 0; step < clusters; ++step) {
      const uint32_t to = start + step < clusters ? start + step : start + step - clusters;
      if (to != from && room[to] >= 1 && (best == kNone || row[to] < row[best])) best = to;
    }
    if (best == kNone) continue;
    --room[best];
    flow[size_t{from} * clusters + best] += static_cast<float>(weight);
    joined.Add(from, best, static_cast<float>(weight));
  }
  std::vector<ClusterBridge> out;
  for (uint32_t from = 0; from < clusters; ++from) {
    for (uint32_t to = 0; to < clusters; ++to) {
      const ClusterBridge bridge{from, to, joined_by_fit.At(from, to), flow[size_t{from} * clusters + to]};
      if (bridge.joined > 0 || bridge.flow > 0) out.push_back(bridge);
    }
  }
  return out;
}

std::vector<uint32_t> BridgeTargets(const NetworkView& view, uint32_t cluster, uint64_t seed) {
  if (cluster == kNone) return {};
  std::vector<double> flow(view.cluster_count());
  for (const ClusterBridge& bridge : view.BridgesFrom(cluster)) flow[bridge.to] = bridge.flow;
  struct Target {
    bool planned;
    double key;  // The greatest first.
    uint32_t cluster;
  };
  std::vector<Target> order;
  for (uint32_t to = 0; to < view.cluster_count(); ++to) {
    if (to == cluster) continue;
    // Exponential races draw without replacement, by weight (Efraimidis & Spirakis 2006).
    const double uniform =
        static_cast<double>((Random::Mix(seed ^ Random::Mix(uint64_t{1} << 40 | to)) >> 11) + 1) * 0x1p-53;
    if (flow[to] > 0) {
      order.push_back({true, std::log(uniform) / flow[to], to});
    } else {
      order.push_back({false, view.ClusterPairGain(cluster, to) + 1e-3 * uniform, to});
    }
  }
  std::sort(order.begin(), order.end(), [](const Target& a, const Target& b) {
    if (a.planned != b.planned) return a.planned;
    return a.key != b.key ? a.key > b.key : a.cluster < b.cluster;
  });
  std::vector<uint32_t> out;
  out.reserve(order.size());
  for (const Target& target : order) out.push_back(target.cluster);
  return out;
}

}  // namespace weft
