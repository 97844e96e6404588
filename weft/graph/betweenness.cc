#include "weft/graph/betweenness.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "weft/base/random.h"

namespace weft {
namespace {

constexpr uint32_t kUnseen = 0xffffffffu;

// The first `count` of a random order of 0 .. size-1.
std::vector<uint32_t> DrawPivots(uint32_t size, uint32_t count, uint64_t seed) {
  std::vector<uint32_t> members(size);
  std::iota(members.begin(), members.end(), 0u);
  Random random(seed);
  for (uint32_t i = 0; i < count; ++i) std::swap(members[i], members[i + random.Below(size - i)]);
  members.resize(count);
  return members;
}

// What one source needs, kept between sources.
struct Search {
  explicit Search(uint32_t size) : distance(size, kUnseen), ways(size, 0), dependency(size, 0) {}

  std::vector<uint32_t> distance;
  std::vector<double> ways;        // Shortest ways from the source.
  std::vector<double> dependency;  // Of the source's pairs on this node.
  std::vector<uint32_t> order;     // Nodes reached, nearest first.
};

void AddFrom(const TieGraphView& graph, uint32_t source, Search* search, std::vector<double>* sums) {
  search->order.assign(1, source);
  search->distance[source] = 0;
  search->ways[source] = 1;
  for (size_t next = 0; next < search->order.size(); ++next) {
    const uint32_t u = search->order[next];
    for (uint32_t v : graph.Neighbors(u)) {
      if (search->distance[v] == kUnseen) {
        search->distance[v] = search->distance[u] + 1;
        search->order.push_back(v);
      }
      if (search->distance[v] == search->distance[u] + 1) search->ways[v] += search->ways[u];
    }
  }
  for (size_t i = search->order.size(); i-- > 0;) {
    const uint32_t v = search->order[i];
    const double passed_on = (1 + search->dependency[v]) / search->ways[v];
    for (uint32_t u : graph.Neighbors(v)) {
      if (search->distance[u] + 1 == search->distance[v]) search->dependency[u] += search->ways[u] * passed_on;
    }
    if (v != source) (*sums)[v] += search->dependency[v];
  }
  for (uint32_t v : search->order) {
    search->distance[v] = kUnseen;
    search->ways[v] = 0;
    search->dependency[v] = 0;
  }
}

}  // namespace

std::vector<double> Betweenness(const TieGraphView& graph, const BetweennessOptions& options) {
  assert(options.pivots > 0);
  const uint32_t size = graph.size();
  std::vector<double> sums(size, 0);
  if (size == 0) return sums;
  const uint32_t pivots = std::min(options.pivots, size);
  Search search(size);
  for (uint32_t source : DrawPivots(size, pivots, options.seed)) AddFrom(graph, source, &search, &sums);
  // Half, because each pair is counted from both ends.
  const double scale = 0.5 * static_cast<double>(size) / pivots;
  for (double& sum : sums) sum *= scale;
  return sums;
}

}  // namespace weft
