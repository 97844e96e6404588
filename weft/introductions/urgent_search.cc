#include "weft/introductions/urgent_search.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

#include "weft/introductions/copy_graph.h"

namespace weft {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

enum class Side : uint8_t { kUnseen, kOuter, kInner };  // At an even or an odd distance from the root.

// A matching in a CopyGraph, and Edmonds' search in it from one root. Nodes of a shrunk blossom are outer.
class BlossomSearch {
 public:
  BlossomSearch(const PairGraph& graph, const CopyGraph& copies, const PairChoice& choice)
      : graph_(graph),
        copies_(copies),
        offsets_(copies.size() + 1, 0),
        mate_(copies.size(), kNone),
        sides_(copies.size(), Side::kUnseen),
        towards_root_(copies.size(), kNone),
        base_(copies.size()),
        mark_(copies.size(), 0) {
    for (uint32_t node = 0; node < copies.size(); ++node) base_[node] = node;
    for (const CopyGraph::Link& link : copies.links()) {
      ++offsets_[link.x + 1];
      ++offsets_[link.y + 1];
    }
    for (uint32_t node = 0; node < copies.size(); ++node) offsets_[node + 1] += offsets_[node];
    links_.resize(offsets_.back());
    std::vector<uint64_t> next(offsets_.begin(), offsets_.end() - 1);
    for (uint32_t i = 0; i < copies.links().size(); ++i) {
      const CopyGraph::Link& link = copies.links()[i];
      links_[next[link.x]++] = link.y;
      links_[next[link.y]++] = link.x;
    }
    Match(choice);
  }

  // The first copy of a member, whose room must not be used at all.
  uint32_t Root(uint32_t member) const { return copies_.FirstCopy(member); }
  bool IsServed(uint32_t member) const {
    for (int i = 0; i < graph_.room(member); ++i) {
      if (mate_[copies_.FirstCopy(member) + i] != kNone) return true;
    }
    return false;
  }

  // Matches `root`, which is not matched. Whoever loses a mate by it can do without. False if that cannot be.
  bool Serve(uint32_t root) {
    for (uint32_t node : seen_) {
      sides_[node] = Side::kUnseen;
      base_[node] = node;
    }
    seen_.clear();
    See(root, Side::kOuter);
    for (size_t i = 0; i < outer_queue_.size(); ++i) {
      if (Look(outer_queue_[i])) {
        outer_queue_.clear();
        return true;
      }
    }
    outer_queue_.clear();
    return false;
  }

  // After Serve() failed: what it saw.
  UrgentConflict Conflict(uint32_t member) const {
    UrgentConflict out;
    out.member = member;
    std::vector<uint32_t> shrunk;  // Bases of blossoms.
    for (uint32_t node : seen_) {
      if (Base(node) != node) shrunk.push_back(Base(node));
    }
    std::sort(shrunk.begin(), shrunk.end());
    for (uint32_t node : seen_) {
      if (!copies_.IsCopy(node)) continue;
      const bool outer = sides_[node] == Side::kOuter;
      if (outer) out.rivals.push_back(copies_.Member(node));
      // Those in a blossom are partners of one another, too.
      if (!outer || std::binary_search(shrunk.begin(), shrunk.end(), Base(node))) {
        out.partners.push_back(copies_.Member(node));
      }
    }
    return out;
  }

  // Brings a choice in line with the matching.
  void Write(PairChoice* choice) const {
    std::vector<uint8_t> halves(graph_.pairs().size(), 0);
    for (const CopyGraph::Link& link : copies_.links()) {
      if (mate_[link.x] != link.y || link.kind == CopyGraph::LinkKind::kMiddle) continue;
      halves[link.pair] += link.kind == CopyGraph::LinkKind::kWhole ? 2 : 1;
    }
    for (uint32_t p = 0; p < halves.size(); ++p) {
      if (halves[p] < 2 && choice->Has(p)) choice->Remove(p);
    }
    for (uint32_t p = 0; p < halves.size(); ++p) {
      if (halves[p] == 2 && !choice->Has(p)) choice->Add(p);
    }
  }

 private:
  void Match(const PairChoice& choice) {
    std::vector<uint32_t> next(graph_.size());
    for (uint32_t u = 0; u < graph_.size(); ++u) next[u] = copies_.FirstCopy(u);
    uint32_t joined = kNone;  // The links of a pair follow one another: only one of them may match.
    for (const CopyGraph::Link& link : copies_.links()) {
      const PairGraph::Pair ends = graph_.pairs()[link.pair];
      const bool chosen = choice.Has(link.pair);
      switch (link.kind) {
        case CopyGraph::LinkKind::kWhole:
          if (chosen && link.pair != joined && link.x == next[ends.a] && link.y == next[ends.b]) {
            Join(next[ends.a]++, next[ends.b]++);
            joined = link.pair;
          }
          break;
        case CopyGraph::LinkKind::kFirstHalf:
          if (chosen && link.x == next[ends.a] && mate_[link.y] == kNone) Join(next[ends.a]++, link.y);
          break;
        case CopyGraph::LinkKind::kMiddle:
          if (!chosen) Join(link.x, link.y);
          break;
        case CopyGraph::LinkKind::kSecondHalf:
          if (chosen && link.y == next[ends.b] && mate_[link.x] == kNone) Join(link.x, next[ends.b]++);
          break;
      }
    }
  }

  void Join(uint32_t x, uint32_t y) {
    mate_[x] = y;
    mate_[y] = x;
  }

  void See(uint32_t node, Side side) {
    seen_.push_back(node);
    sides_[node] = side;
    if (side == Side::kOuter) outer_queue_.push_back(node);
  }

  uint32_t Base(uint32_t node) const {
    while (base_[node] != node) node = base_[node];
    return node;
  }
  uint32_t BaseCompressing(uint32_t node) {
    while (base_[node] != node) node = base_[node] = base_[base_[node]];
    return node;
  }

  // Whether the round can do without this outer node's mate.
  bool MayLose(uint32_t node) const {
    if (!copies_.IsCopy(node) || mate_[node] == kNone) return false;
    const uint32_t member = copies_.Member(node);
    if (!graph_.urgent(member)) return true;
    for (int i = 0; i < graph_.room(member); ++i) {
      const uint32_t other = copies_.FirstCopy(member) + i;
      if (other != node && mate_[other] != kNone) return true;
    }
    return false;
  }

  // Looks along the links of an outer node. True once the root has been matched.
  bool Look(uint32_t u) {
    if (MayLose(u)) {
      const uint32_t before = mate_[u];
      mate_[u] = kNone;
      Flip(before);
      return true;
    }
    for (uint64_t i = offsets_[u]; i < offsets_[u + 1]; ++i) {
      const uint32_t v = links_[i];
      if (v == mate_[u] || sides_[v] == Side::kInner || BaseCompressing(u) == BaseCompressing(v)) continue;
      if (sides_[v] == Side::kUnseen) {
        See(v, Side::kInner);
        towards_root_[v] = u;
        if (mate_[v] == kNone) {
          Flip(v);
          return true;
        }
        See(mate_[v], Side::kOuter);
      } else {
        const uint32_t base = CommonBase(u, v);
        Shrink(u, v, base);
        Shrink(v, u, base);
      }
    }
    return false;
  }

  // Matches v, which has lost or never had a mate, with the node before it, and so on to the root.
  void Flip(uint32_t v) {
    while (v != kNone) {
      const uint32_t u = towards_root_[v];
      const uint32_t next = mate_[u];
      Join(u, v);
      v = next;
    }
  }

  uint32_t CommonBase(uint32_t u, uint32_t v) {
    ++mark_stamp_;
    for (;;) {
      if (u != kNone) {
        u = BaseCompressing(u);
        if (mark_[u] == mark_stamp_) return u;
        mark_[u] = mark_stamp_;
        u = mate_[u] == kNone ? kNone : towards_root_[mate_[u]];
      }
      std::swap(u, v);
    }
  }

  // Makes the nodes from u up to the base outer; the way round from u leads over `across`.
  void Shrink(uint32_t u, uint32_t across, uint32_t base) {
    while (BaseCompressing(u) != base) {
      towards_root_[u] = across;
      across = mate_[u];
      if (sides_[across] == Side::kInner) {
        sides_[across] = Side::kOuter;
        outer_queue_.push_back(across);
      }
      if (base_[u] == u) base_[u] = base;
      if (base_[across] == across) base_[across] = base;
      u = towards_root_[across];
    }
  }

  const PairGraph& graph_;
  const CopyGraph& copies_;
  std::vector<uint64_t> offsets_;
  std::vector<uint32_t> links_;  // The nodes a node is linked to.
  std::vector<uint32_t> mate_;
  std::vector<Side> sides_;
  std::vector<uint32_t>
      towards_root_;            // Of an inner node the outer one before it; of an outer one in a blossom the way round.
  std::vector<uint32_t> base_;  // Towards the base of the blossom a node was shrunk into.
  std::vector<uint32_t> mark_;
  uint32_t mark_stamp_ = 0;
  std::vector<uint32_t> seen_;
  std::vector<uint32_t> outer_queue_;
};

void SortUnique(std::vector<uint32_t>* list) {
  std::sort(list->begin(), list->end());
  list->erase(std::unique(list->begin(), list->end()), list->end());
}

// Makes conflicts over the same partners one: each names the rivals and partners of all.
void JoinConflicts(uint32_t members, std::vector<UrgentConflict>* conflicts) {
  std::vector<uint32_t> first(members, kNone);  // Conflict that a partner was met in first.
  std::vector<uint32_t> root(conflicts->size());
  std::iota(root.begin(), root.end(), 0u);
  const auto find = [&root](uint32_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (uint32_t i = 0; i < conflicts->size(); ++i) {
    for (uint32_t partner : (*conflicts)[i].partners) {
      if (first[partner] == kNone) first[partner] = i;
      root[find(i)] = find(first[partner]);
    }
  }
  std::vector<UrgentConflict> joined(conflicts->size());
  for (uint32_t i = 0; i < conflicts->size(); ++i) {
    UrgentConflict& whole = joined[find(i)];
    const UrgentConflict& part = (*conflicts)[i];
    whole.rivals.insert(whole.rivals.end(), part.rivals.begin(), part.rivals.end());
    whole.partners.insert(whole.partners.end(), part.partners.begin(), part.partners.end());
  }
  for (UrgentConflict& whole : joined) {
    SortUnique(&whole.rivals);
    SortUnique(&whole.partners);
  }
  for (uint32_t i = 0; i < conflicts->size(); ++i) {
    (*conflicts)[i].rivals = joined[find(i)].rivals;
    (*conflicts)[i].partners = joined[find(i)].partners;
  }
}

}  // namespace

std::vector<UrgentConflict> ServeUrgent(const PairGraph& graph, PairChoice* choice) {
  std::vector<uint32_t> waiting;
  for (uint32_t u = 0; u < graph.size(); ++u) {
    if (graph.urgent(u) && !graph.Arcs(u).empty() && choice->degree(u) == 0) waiting.push_back(u);
  }
  if (waiting.empty()) return {};
  std::vector<uint32_t> all(graph.pairs().size());
  std::iota(all.begin(), all.end(), 0u);
  const CopyGraph copies(graph, all);
  BlossomSearch search(graph, copies, *choice);
  std::vector<UrgentConflict> conflicts;
  for (uint32_t u : waiting) {
    // Serving another one may have served this one.
    if (search.IsServed(u) || search.Serve(search.Root(u))) continue;
    conflicts.push_back(search.Conflict(u));
  }
  search.Write(choice);
  JoinConflicts(graph.size(), &conflicts);
  return conflicts;
}

}  // namespace weft
