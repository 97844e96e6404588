#include "weft/matching/bridging_places.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "weft/base/random.h"

namespace weft {
namespace {

struct Candidate {
  const ScoredCandidate* scored;
  uint32_t cluster;
  double value;  // Logarithm: fit, bridging, damped by exposure, with some luck.
};

class PlaceFiller {
 public:
  PlaceFiller(const NetworkView& view, const std::vector<const ScoredCandidate*>& candidates, const ListRule& rule,
              const MatchWeights& weights)
      : rule_(rule), weights_(weights), random_(Random::Mix(rule.seed)) {
    for (const ScoredCandidate* scored : candidates) {
      constexpr double kLeast = 1e-6;
      const uint64_t bits = Random::Mix(rule.seed ^ IdHash(view.member(scored->ordinal).id));
      const double luck = -std::log(-std::log(static_cast<double>((bits >> 11) + 1) * 0x1p-53 - 0x1p-54));
      const double value = weights.weak_fit_exponent * std::log(std::max(kLeast, scored->fit.fit)) +
                           std::log(std::max(kLeast, scored->bridging.total)) -
                           std::log1p(std::pow(scored->exposure * weights.weak_exposure_damping, 2)) +
                           weights.weak_luck * luck;
      left_.push_back({scored, view.cluster(scored->ordinal), value});
    }
    // The best first, so that the first of any kind is the best of it.
    std::sort(left_.begin(), left_.end(), [](const Candidate& a, const Candidate& b) {
      return a.value != b.value ? a.value > b.value : a.scored->ordinal < b.scored->ordinal;
    });
  }

  std::vector<Selected> Fill(size_t count) {
    // The periphery's part, rounded by chance, so that short lists have their share of it on the whole.
    size_t periphery =
        static_cast<size_t>(rule_.balance.periphery_reserve * static_cast<double>(count) + random_.Uniform());
    while (out_.size() < count && !left_.empty()) {
      size_t choice = left_.size();
      if (periphery > 0) {
        --periphery;
        choice = First([](const Candidate& c) { return c.scored->periphery; });
      }
      if (choice == left_.size()) choice = NextTarget();
      if (choice == left_.size()) choice = BestOfTheRest();
      Take(choice);
    }
    return std::move(out_);
  }

 private:
  size_t First(const std::function<bool(const Candidate&)>& fits) const {
    return static_cast<size_t>(std::find_if(left_.begin(), left_.end(), fits) - left_.begin());
  }

  // Of the next few target clusters that have somebody, the best member.
  size_t NextTarget() const {
    size_t best = left_.size();
    int looked_at = 0;
    for (uint32_t target : rule_.targets) {
      if (taken_.contains(target)) continue;
      const size_t first = First([target](const Candidate& c) { return c.cluster == target; });
      if (first == left_.size()) continue;
      best = std::min(best, first);  // left_ is in order of value.
      if (++looked_at == weights_.weak_targets_a_place) break;
    }
    return best;
  }

  size_t BestOfTheRest() const {
    size_t best = 0;
    double best_value = -std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < left_.size(); ++i) {
      const auto taken = taken_.find(left_[i].cluster);
      const double value = left_[i].value - (taken == taken_.end() ? 0 : taken->second * weights_.weak_crowding);
      if (value > best_value) {
        best = i;
        best_value = value;
      }
    }
    return best;
  }

  void Take(size_t choice) {
    Selected entry;
    const double exploration = rule_.balance.exploration_share;
    if (exploration > 0) {
      const double any = exploration / static_cast<double>(left_.size());
      const size_t planned = choice;
      if (random_.Uniform() < exploration) choice = random_.Below(left_.size());
      entry.propensity = choice == planned ? 1 - exploration + any : any;
    }
    entry.candidate = *left_[choice].scored;
    entry.weak = true;
    ++taken_[left_[choice].cluster];
    left_.erase(left_.begin() + static_cast<ptrdiff_t>(choice));
    out_.push_back(std::move(entry));
  }

  const ListRule& rule_;
  const MatchWeights& weights_;
  Random random_;
  std::vector<Candidate> left_;
  absl::flat_hash_map<uint32_t, int> taken_;  // Places by cluster.
  std::vector<Selected> out_;
};

}  // namespace

std::vector<Selected> FillBridgingPlaces(const NetworkView& view, std::vector<const ScoredCandidate*> candidates,
                                         size_t count, const ListRule& rule, const MatchWeights& weights) {
  return PlaceFiller(view, candidates, rule, weights).Fill(count);
}

}  // namespace weft
