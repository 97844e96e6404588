#include "weft/introductions/copy_graph.h"

namespace weft {

CopyGraph::CopyGraph(const PairGraph& graph, absl::Span<const uint32_t> pairs) {
  first_copies_.reserve(graph.size());
  for (uint32_t u = 0; u < graph.size(); ++u) {
    first_copies_.push_back(static_cast<uint32_t>(members_.size()));
    members_.insert(members_.end(), graph.room(u), u);
  }
  size_ = static_cast<uint32_t>(members_.size());
  for (uint32_t pair : pairs) {
    const PairGraph::Pair ends = graph.pairs()[pair];
    const uint32_t a = first_copies_[ends.a];
    const uint32_t b = first_copies_[ends.b];
    const uint32_t a_end = a + graph.room(ends.a);
    const uint32_t b_end = b + graph.room(ends.b);
    if (!HasOwnNodes(graph, pair)) {
      for (uint32_t x = a; x < a_end; ++x) {
        for (uint32_t y = b; y < b_end; ++y) links_.push_back({x, y, pair, LinkKind::kWhole});
      }
      continue;
    }
    const uint32_t p = size_++;
    const uint32_t q = size_++;
    for (uint32_t x = a; x < a_end; ++x) links_.push_back({x, p, pair, LinkKind::kFirstHalf});
    links_.push_back({p, q, pair, LinkKind::kMiddle});
    for (uint32_t y = b; y < b_end; ++y) links_.push_back({q, y, pair, LinkKind::kSecondHalf});
  }
}

}  // namespace weft
