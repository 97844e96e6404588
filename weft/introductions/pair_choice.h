#ifndef WEFT_INTRODUCTIONS_PAIR_CHOICE_H_
#define WEFT_INTRODUCTIONS_PAIR_CHOICE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "weft/introductions/pair_graph.h"

namespace weft {

// A selection of pairs while it is being worked on. Not thread-safe.
class PairChoice {
 public:
  // Empty. `graph` must outlive the choice.
  explicit PairChoice(const PairGraph& graph)
      : graph_(graph), held_(graph.size()), degree_(graph.size(), 0), chosen_(graph.pairs().size(), false) {}

  // REQUIRES: not chosen, and both ends have room left.
  void Add(uint32_t pair);
  // REQUIRES: chosen.
  void Remove(uint32_t pair);

  bool Has(uint32_t pair) const { return chosen_[pair]; }
  int degree(uint32_t member) const { return degree_[member]; }
  bool HasRoom(uint32_t member) const { return degree_[member] < graph_.room(member); }
  // The chosen pairs of a member, in no order.
  absl::Span<const uint32_t> Held(uint32_t member) const {
    return absl::MakeConstSpan(held_[member].data(), degree_[member]);
  }
  // Whether both ends have room and the pair is not chosen.
  bool CanAdd(uint32_t pair) const {
    return !Has(pair) && HasRoom(graph_.pairs()[pair].a) && HasRoom(graph_.pairs()[pair].b);
  }

  // The selection it stands for, by these weights; `bound` and `exact` are the caller's to fill in. O(n + m).
  PairSelection Selection(absl::Span<const int64_t> weights) const;

 private:
  void Take(uint32_t member, uint32_t pair) { held_[member][degree_[member]++] = pair; }
  void Give(uint32_t member, uint32_t pair);

  const PairGraph& graph_;
  std::vector<std::array<uint32_t, kPairsPerRoundMax>> held_;
  std::vector<uint8_t> degree_;
  std::vector<bool> chosen_;
};

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_PAIR_CHOICE_H_
