#include "weft/introductions/share_search.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

#include "weft/base/error.h"

namespace weft {
namespace {

constexpr int kStepsMax = 24;

// A selection and the price it is the best for.
struct Try {
  int64_t price = 0;
  std::vector<uint32_t> pairs;
  int64_t bound = 0;  // Of weights with dues and prices.
  int64_t worth = 0;  // Values and bonuses.
  int64_t due = 0;    // What is due and met.
  int weak = 0;       // Pinned ones left out.
  int count = 0;      // Pairs; pinned ones left out.
};

class ShareSearch {
 public:
  ShareSearch(const PairGraph& graph, const ShareGoal& goal, const PairSolver& solve)
      : graph_(graph), goal_(goal), solve_(solve), weights_(graph.pairs().size()) {
    assert(goal.values.size() == weights_.size() && goal.weak.size() == weights_.size() &&
           goal.due.size() == weights_.size());
  }

  absl::StatusOr<ShareSolution> Run(int64_t start, int64_t step) {
    assert(step > 0);
    WEFT_ASSIGN_OR_RETURN(Try first, Solve(start));
    if (Excess(first) == 0) return Solution(std::move(first));
    // Prices with too few weak ties lie below those with too many: `low` and `high`.
    Try low, high;
    bool has_low = false, has_high = false;
    const auto place = [&](Try t) {
      const bool few = Excess(t) < 0;
      (few ? has_low : has_high) = true;
      (few ? low : high) = std::move(t);
    };
    place(std::move(first));
    for (int i = 0; i < kStepsMax && !(has_low && has_high); ++i, step *= 2) {
      const Try& from = has_low ? low : high;
      if (has_low ? from.price >= goal_.price_max : from.price <= -goal_.price_max) break;
      const int64_t next = has_low ? from.price + step : from.price - step;
      WEFT_ASSIGN_OR_RETURN(Try t, Solve(std::min(goal_.price_max, std::max(-goal_.price_max, next))));
      if (Excess(t) == 0) return Solution(std::move(t));
      place(std::move(t));
    }
    if (!has_low || !has_high) return Solution(std::move(has_low ? low : high));
    for (int i = 0; i < kStepsMax && high.price - low.price > 1 && MixtureLoss(low, high) > goal_.loss_max; ++i) {
      const int64_t price = Meeting(low, high);
      if (price <= low.price || price >= high.price) break;  // They meet at an end: it is the multiplier.
      WEFT_ASSIGN_OR_RETURN(Try t, Solve(price));
      const bool same = t.pairs == low.pairs || t.pairs == high.pairs;
      if (Excess(t) == 0) return Solution(std::move(t));
      place(std::move(t));
      if (same) break;
    }
    return Solution(Mixture(low, high));
  }

 private:
  // What a pair weighs more at a price: the kind that is too rare is paid for, the other is not fined.
  static int64_t Paid(int64_t price, bool weak) { return price >= 0 ? (weak ? price : 0) : (weak ? 0 : -price); }
  // Pairs of the kind that is paid for.
  static int Bought(int64_t price, const Try& t) { return price >= 0 ? t.weak : t.count - t.weak; }

  absl::StatusOr<Try> Solve(int64_t price) {
    for (uint32_t p = 0; p < weights_.size(); ++p) {
      weights_[p] = goal_.values[p] + goal_.due[p] + Paid(price, goal_.weak[p]);
    }
    WEFT_ASSIGN_OR_RETURN(PairSelection selection, solve_(weights_));
    Try t;
    t.price = price;
    t.bound = selection.bound;
    t.pairs = std::move(selection.pairs);
    Count(&t);
    bounds_.push_back({price, t.bound});
    return t;
  }

  void Count(Try* t) const {
    std::vector<bool> served(graph_.size(), false);
    t->worth = t->due = 0;
    t->weak = 0;
    t->count = static_cast<int>(t->pairs.size());
    for (uint32_t p : t->pairs) {
      t->worth += goal_.values[p];
      t->due += goal_.due[p];
      t->weak += goal_.weak[p];
      served[graph_.pairs()[p].a] = served[graph_.pairs()[p].b] = true;
    }
    for (uint32_t u = 0; u < graph_.size(); ++u) {
      if (served[u]) t->worth += graph_.bonus(u);
    }
  }

  int Goal(int count) const {
    return static_cast<int>(std::floor(goal_.share * static_cast<double>(count + goal_.pinned_pairs) + 0.5));
  }
  // Weak ties above the goal.
  int Excess(const Try& t) const { return t.weak + goal_.pinned_weak - Goal(t.count); }

  // The price at which both weigh the same, as far as it lies between theirs.
  int64_t Meeting(const Try& low, const Try& high) const {
    const int64_t middle = low.price + (high.price - low.price) / 2;
    if (low.price < 0 && high.price > 0) return 0;
    const int64_t sign = high.price > 0 ? 1 : -1;
    const int64_t more = Bought(sign, high) - Bought(sign, low);
    if (more * sign <= 0) return middle;
    const int64_t meeting = sign * (low.worth + low.due - high.worth - high.due) / more;
    return meeting > low.price && meeting < high.price ? meeting : middle;
  }

  // What a mixture of both may lie below the best, at most, as part of its worth.
  static double MixtureLoss(const Try& low, const Try& high) {
    const double moved = std::abs(high.weak - low.weak);
    return static_cast<double>(high.price - low.price) * moved / std::max(1.0, static_cast<double>(low.worth));
  }

  // Goes from `low` towards `high` as far as the goal lies.
  Try Mixture(const Try& low, const Try& high) const {
    std::vector<Exchange> exchanges = Exchanges(low, high);
    std::vector<bool> chosen(weights_.size(), false);
    for (uint32_t p : low.pairs) chosen[p] = true;
    int weak = low.weak;
    int count = low.count;
    const auto excess = [&](int w, int c) { return std::abs(w + goal_.pinned_weak - Goal(c)); };
    for (const Exchange& exchange : exchanges) {
      if (exchange.urgent < 0) continue;
      const int before = excess(weak, count);
      const int after = excess(weak + exchange.weak, count + exchange.count);
      if (after > before || (after == before && exchange.gain <= 0)) continue;
      weak += exchange.weak;
      count += exchange.count;
      for (uint32_t p : exchange.pairs) chosen[p] = !chosen[p];
    }
    Try out;
    out.price = high.price > 0 ? high.price : low.price;
    for (uint32_t p = 0; p < chosen.size(); ++p) {
      if (chosen[p]) out.pairs.push_back(p);
    }
    Count(&out);
    return out;
  }

  // A component of what differs between two selections, and what taking it over from the one to the other changes.
  struct Exchange {
    std::vector<uint32_t> pairs;
    int64_t gain = 0;  // At the price between both.
    int weak = 0;
    int count = 0;
    int urgent = 0;
  };

  // The best gain first, then by smallest pair.
  std::vector<Exchange> Exchanges(const Try& low, const Try& high) const {
    std::vector<int> change(weights_.size(), 0);
    for (uint32_t p : low.pairs) --change[p];
    for (uint32_t p : high.pairs) ++change[p];
    std::vector<uint32_t> root(graph_.size());
    std::iota(root.begin(), root.end(), 0u);
    const auto find = [&root](uint32_t u) {
      while (root[u] != u) u = root[u] = root[root[u]];
      return u;
    };
    for (uint32_t p = 0; p < change.size(); ++p) {
      if (change[p] != 0) root[find(graph_.pairs()[p].a)] = find(graph_.pairs()[p].b);
    }
    const int64_t price = low.price + (high.price - low.price) / 2;
    std::vector<Exchange> out;
    std::vector<int64_t> place(graph_.size(), -1);  // In `out`, by root.
    for (uint32_t p = 0; p < change.size(); ++p) {
      if (change[p] == 0) continue;
      int64_t& at = place[find(graph_.pairs()[p].a)];
      if (at < 0) {
        at = static_cast<int64_t>(out.size());
        out.emplace_back();
      }
      Exchange& exchange = out[at];
      exchange.pairs.push_back(p);
      exchange.gain += change[p] * (goal_.values[p] + goal_.due[p] + Paid(price, goal_.weak[p]));
      exchange.weak += goal_.weak[p] ? change[p] : 0;
      exchange.count += change[p];
    }
    std::vector<int> low_degree(graph_.size(), 0), high_degree(graph_.size(), 0);
    const auto add = [this](const std::vector<uint32_t>& pairs, std::vector<int>* degree) {
      for (uint32_t p : pairs) {
        ++(*degree)[graph_.pairs()[p].a];
        ++(*degree)[graph_.pairs()[p].b];
      }
    };
    add(low.pairs, &low_degree);
    add(high.pairs, &high_degree);
    for (uint32_t u = 0; u < graph_.size(); ++u) {
      const int64_t at = place[find(u)];
      const int served = (high_degree[u] > 0) - (low_degree[u] > 0);
      if (at < 0 || served == 0) continue;
      out[at].gain += served * graph_.bonus(u);
      out[at].urgent += graph_.urgent(u) ? served : 0;
    }
    std::stable_sort(out.begin(), out.end(), [](const Exchange& x, const Exchange& y) { return x.gain > y.gain; });
    return out;
  }

  ShareSolution Solution(Try t) const {
    ShareSolution out;
    out.worth = t.worth;
    out.price = t.price;
    out.weak = t.weak + goal_.pinned_weak;
    out.weak_goal = Goal(t.count);
    // Any price of the same sign gives a bound: what any selection weighs there, less what it weighs more than it is
    // worth if it meets as much of what is due and holds as many of the kind paid for as this one.
    out.bound = std::numeric_limits<int64_t>::max();
    for (const auto& [price, bound] : bounds_) {
      if (price != 0 && (t.price == 0 || (price > 0) != (t.price > 0))) continue;
      out.bound = std::min(out.bound, bound - t.due - std::abs(price) * Bought(t.price, t));
    }
    out.pairs = std::move(t.pairs);
    return out;
  }

  const PairGraph& graph_;
  const ShareGoal& goal_;
  const PairSolver& solve_;
  std::vector<int64_t> weights_;
  std::vector<std::pair<int64_t, int64_t>> bounds_;  // Price and bound of every try.
};

}  // namespace

absl::StatusOr<ShareSolution> SearchShare(const PairGraph& graph, const ShareGoal& goal, int64_t start, int64_t step,
                                          const PairSolver& solve) {
  return ShareSearch(graph, goal, solve).Run(start, step);
}

}  // namespace weft
