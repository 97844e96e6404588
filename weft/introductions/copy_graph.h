#ifndef WEFT_INTRODUCTIONS_COPY_GRAPH_H_
#define WEFT_INTRODUCTIONS_COPY_GRAPH_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

// A PairGraph unfolded so that selections of pairs become ordinary matchings (each node in at most one link): a member
// with room for k pairs becomes k copies.
//
// A pair with an end of room 1 links all copies of both ends: it can be used only once, as that end has one copy. A
// pair whose ends both have room for more gets two nodes of its own, p and q, so that it, too, is used at most once:
//
//   copies of a -- p -- q -- copies of b
//
// p and q are always matched: with each other while the pair is not chosen, else with a copy of a and a copy of b.
class CopyGraph {
 public:
  enum class LinkKind : uint8_t { kWhole, kFirstHalf, kMiddle, kSecondHalf };
  struct Link {
    uint32_t x = 0;  // A copy of the pair's `a`, or p.
    uint32_t y = 0;  // A copy of the pair's `b`, or q; of a first half p, of a second half q stands in x.
    uint32_t pair = 0;
    LinkKind kind = LinkKind::kWhole;
  };

  // Unfolds these pairs of `graph`. O(n + links), at most 7 links a pair.
  CopyGraph(const PairGraph& graph, absl::Span<const uint32_t> pairs);

  uint32_t size() const { return size_; }
  absl::Span<const Link> links() const { return links_; }
  // The first of a member's copies; the others follow it. REQUIRES: a member of the graph.
  uint32_t FirstCopy(uint32_t member) const { return first_copies_[member]; }
  // The member that a node is a copy of. REQUIRES: IsCopy(node).
  uint32_t Member(uint32_t node) const { return members_[node]; }
  bool IsCopy(uint32_t node) const { return node < members_.size(); }

 private:
  std::vector<uint32_t> first_copies_;
  std::vector<uint32_t> members_;  // By copy.
  uint32_t size_ = 0;
  std::vector<Link> links_;
};

// Whether a pair gets nodes of its own.
inline bool HasOwnNodes(const PairGraph& graph, uint32_t pair) {
  return graph.room(graph.pairs()[pair].a) > 1 && graph.room(graph.pairs()[pair].b) > 1;
}

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_COPY_GRAPH_H_
