#include "weft/introductions/alternating_paths.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

namespace weft {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

// A member reached that has one pair fewer than before (the start: than it has room for).
struct State {
  uint32_t member = 0;
  uint32_t before = kNone;  // The state it was reached from.
  uint32_t added = 0;       // From the state before along this pair …
  uint32_t removed = 0;     // … and back along this one. Of the start: neither.
  int length = 1;
  int64_t worth = 0;  // Weights added less weights removed.
};

class PathSearch {
 public:
  PathSearch(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
             absl::Span<const int64_t> potentials, const PathOptions& options, PairChoice* choice)
      : graph_(graph),
        weights_(weights),
        serving_(serving),
        potentials_(potentials),
        options_(options),
        choice_(choice),
        reached_(graph.size(), 0) {}

  // Applies the best path found from `start`, which has room. Returns its gain and sets `*freed` to the member that
  // lost a pair by it, if any; 0 if no path gains.
  int64_t Improve(uint32_t start, int64_t most_at_end, uint32_t* freed) {
    states_.clear();
    queue_ = {};
    ++stamp_;
    best_gain_ = 0;
    const int64_t start_gain = choice_->degree(start) == 0 ? serving_[start] : 0;
    // By the potentials a path gains what its start has, less its cost, and at most what an end with room adds.
    most_ = potentials_[start] + start_gain + std::max<int64_t>(0, most_at_end);
    Push(0, {start});
    int looked_at = 0;
    while (!queue_.empty() && looked_at++ < options_.states_max) {
      const uint32_t index = queue_.top().second;
      const int64_t cost = -queue_.top().first;
      queue_.pop();
      if (most_ - cost <= best_gain_) break;
      const State state = states_[index];
      if (reached_[state.member] == stamp_) continue;
      reached_[state.member] = stamp_;
      if (state.before != kNone) {
        const int64_t loss = choice_->degree(state.member) == 1 ? serving_[state.member] : 0;
        Offer(state.worth + start_gain - loss, index, kNone);
      }
      if (state.length < options_.length_max) Expand(index, cost, start_gain);
    }
    *freed = kNone;
    if (best_gain_ > 0) Apply(freed);
    return best_gain_;
  }

 private:
  void Push(int64_t cost, const State& state) {
    queue_.push({-cost, static_cast<uint32_t>(states_.size())});
    states_.push_back(state);
  }

  void Offer(int64_t gain, uint32_t index, uint32_t last_pair) {
    if (gain <= best_gain_) return;
    best_gain_ = gain;
    best_state_ = index;
    best_pair_ = last_pair;
  }

  int64_t Slack(uint32_t pair) const {
    return potentials_[graph_.pairs()[pair].a] + potentials_[graph_.pairs()[pair].b] - weights_[pair];
  }

  bool OnPath(uint32_t index, uint32_t member) const {
    for (; index != kNone; index = states_[index].before) {
      const State& state = states_[index];
      if (state.member == member) return true;
      if (state.before != kNone && graph_.Other(state.added, states_[state.before].member) == member) return true;
    }
    return false;
  }

  void Expand(uint32_t index, int64_t cost, int64_t start_gain) {
    const State state = states_[index];
    for (const PairGraph::Arc& arc : graph_.Arcs(state.member)) {
      if (choice_->Has(arc.pair)) continue;
      const int64_t there = cost + Slack(arc.pair);
      if (most_ - there <= best_gain_ || OnPath(index, arc.member)) continue;
      const int64_t worth = state.worth + weights_[arc.pair];
      if (choice_->HasRoom(arc.member)) {
        const int64_t end_gain = choice_->degree(arc.member) == 0 ? serving_[arc.member] : 0;
        Offer(worth + start_gain + end_gain, index, arc.pair);
      }
      for (uint32_t held : choice_->Held(arc.member)) {
        const uint32_t next = graph_.Other(held, arc.member);
        if (reached_[next] == stamp_ || OnPath(index, next)) continue;
        Push(there - Slack(held), {next, index, arc.pair, held, state.length + 2, worth - weights_[held]});
      }
    }
  }

  void Apply(uint32_t* freed) {
    std::vector<uint32_t> added;
    if (best_pair_ != kNone) {
      added.push_back(best_pair_);
    } else {
      *freed = states_[best_state_].member;
    }
    for (uint32_t index = best_state_; states_[index].before != kNone; index = states_[index].before) {
      added.push_back(states_[index].added);
      choice_->Remove(states_[index].removed);
    }
    for (uint32_t pair : added) choice_->Add(pair);
  }

  const PairGraph& graph_;
  const absl::Span<const int64_t> weights_;
  const absl::Span<const int64_t> serving_;
  const absl::Span<const int64_t> potentials_;
  const PathOptions options_;
  PairChoice* const choice_;
  std::vector<uint32_t> reached_;  // Stamp of the search that reached a member.
  uint32_t stamp_ = 0;
  std::vector<State> states_;
  // Highest first: the negative cost, then the state pushed last.
  std::priority_queue<std::pair<int64_t, uint32_t>> queue_;
  int64_t most_ = 0;
  int64_t best_gain_ = 0;
  uint32_t best_state_ = kNone;
  uint32_t best_pair_ = kNone;
};

}  // namespace

int64_t ImproveByPaths(const PairGraph& graph, absl::Span<const int64_t> weights, absl::Span<const int64_t> serving,
                       absl::Span<const int64_t> potentials, const PathOptions& options, PairChoice* choice) {
  PathSearch search(graph, weights, serving, potentials, options, choice);
  const auto has = [&](uint32_t u) { return potentials[u] + (choice->degree(u) == 0 ? serving[u] : 0); };
  std::vector<std::pair<int64_t, uint32_t>> order;  // The most to gain first.
  for (uint32_t u = 0; u < graph.size(); ++u) {
    if (!graph.Arcs(u).empty() && choice->HasRoom(u)) order.push_back({-has(u), u});
  }
  std::sort(order.begin(), order.end());
  std::deque<uint32_t> starts;
  for (const auto& entry : order) starts.push_back(entry.second);
  int64_t most_at_end = starts.empty() ? 0 : has(starts.front());
  int64_t gained = 0;
  while (!starts.empty()) {
    const uint32_t start = starts.front();
    starts.pop_front();
    while (choice->HasRoom(start)) {
      uint32_t freed = kNone;
      const int64_t gain = search.Improve(start, most_at_end, &freed);
      if (gain == 0) break;
      gained += gain;
      if (freed != kNone) {
        starts.push_back(freed);
        most_at_end = std::max(most_at_end, has(freed));
      }
    }
  }
  return gained;
}

}  // namespace weft
