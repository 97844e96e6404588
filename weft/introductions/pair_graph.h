#ifndef WEFT_INTRODUCTIONS_PAIR_GRAPH_H_
#define WEFT_INTRODUCTIONS_PAIR_GRAPH_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace weft {

// Introductions that one round makes for one member, at most.
constexpr int kPairsPerRoundMax = 3;

// Who may be paired with whom in a round, as the matchers see it: members 0 .. size()-1, each with room for some pairs,
// and the pairs they may choose from. What a pair is worth lies beside it, one weight a pair, because the planner asks
// again and again with other weights.
//
// A selection is a set of pairs in which no member stands more often than it has room. Selections are compared first by
// how many urgent members they serve, and only then by worth: the sum of the weights and, once for each member served,
// that member's bonus. A member is served if it stands in at least one pair. Immutable; const calls may run
// concurrently.
class PairGraph {
 public:
  struct Pair {
    uint32_t a = 0;  // Below b.
    uint32_t b = 0;
  };
  struct Arc {
    uint32_t member = 0;  // The other end.
    uint32_t pair = 0;
  };

  // One entry a member in `room`, `bonus` and `urgent`. O(n + m).
  // REQUIRES: rooms in 0 .. kPairsPerRoundMax, bonuses not negative, pairs ascending by (a, b), distinct, a < b < n,
  // and both ends with room.
  PairGraph(std::vector<uint8_t> room, std::vector<int64_t> bonus, std::vector<bool> urgent, std::vector<Pair> pairs);

  uint32_t size() const { return static_cast<uint32_t>(room_.size()); }
  absl::Span<const Pair> pairs() const { return pairs_; }
  // All REQUIRE: a member below size().
  int room(uint32_t member) const { return room_[member]; }
  int64_t bonus(uint32_t member) const { return bonus_[member]; }
  bool urgent(uint32_t member) const { return urgent_[member]; }
  // The pairs of a member, ascending by the other end.
  absl::Span<const Arc> Arcs(uint32_t member) const {
    return absl::MakeConstSpan(arcs_).subspan(offsets_[member], offsets_[member + 1] - offsets_[member]);
  }
  // The end of a pair that is not `member`. REQUIRES: `member` is one of its ends.
  uint32_t Other(uint32_t pair, uint32_t member) const { return pairs_[pair].a ^ pairs_[pair].b ^ member; }

 private:
  std::vector<uint8_t> room_;
  std::vector<int64_t> bonus_;
  std::vector<bool> urgent_;
  std::vector<Pair> pairs_;
  std::vector<uint64_t> offsets_;
  std::vector<Arc> arcs_;
};

// One above what any selection is worth: if serving an urgent member weighs that much, it weighs more than all the rest
// together. REQUIRES: one weight a pair, none negative.
int64_t AboveAll(const PairGraph& graph, absl::Span<const int64_t> weights);

// What a matcher returns.
struct PairSelection {
  std::vector<uint32_t> pairs;  // Ascending.
  int64_t worth = 0;            // Weights and bonuses.
  int urgent_served = 0;
  // No selection that serves as many urgent members is worth more.
  int64_t bound = 0;
  bool exact = false;  // Whether it is the best there is, so that bound == worth.
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PAIR_GRAPH_H_
