#include "weft/graph/clustering.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace weft {

Clustering OrderClusters(std::vector<uint32_t> labels) {
  struct Found {
    uint32_t label;
    uint32_t size;  // Found in order of the smallest member, which a stable sort keeps.
  };
  std::vector<Found> found;
  std::vector<uint32_t> place(labels.size(), kNoCluster);
  for (uint32_t label : labels) {
    if (label == kNoCluster) continue;
    assert(label < labels.size());
    if (place[label] == kNoCluster) {
      place[label] = static_cast<uint32_t>(found.size());
      found.push_back({label, 0});
    }
    ++found[place[label]].size;
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& x, const Found& y) { return x.size > y.size; });
  for (uint32_t i = 0; i < found.size(); ++i) place[found[i].label] = i;
  for (uint32_t& label : labels) {
    if (label != kNoCluster) label = place[label];
  }
  return {std::move(labels), static_cast<uint32_t>(found.size())};
}

}  // namespace weft
