#include "weft/matching/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "weft/base/random.h"

namespace weft {
namespace {

constexpr int kFirstPlaces = 2;  // Kept for strong fits, unless weak-tie introductions are the larger part.

struct Entry {
  const ScoredCandidate* candidate;
  uint64_t order;  // Breaks ties.
};

// 0..1 from random bits.
double Unit(uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

bool ByScore(const Entry& a, const Entry& b) {
  return a.candidate->score != b.candidate->score ? a.candidate->score > b.candidate->score : a.order < b.order;
}

// Takes the entry with the highest value again and again; `value` may depend on what was taken before.
template <typename Value, typename Taken>
std::vector<Entry> TakeGreedily(std::vector<Entry> entries, size_t count, Value value, Taken taken) {
  std::vector<Entry> out;
  while (out.size() < count && !entries.empty()) {
    size_t best = 0;
    double best_value = -std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < entries.size(); ++i) {
      const double v = value(*entries[i].candidate);
      if (v > best_value || (v == best_value && entries[i].order < entries[best].order)) {
        best = i;
        best_value = v;
      }
    }
    taken(*entries[best].candidate);
    out.push_back(entries[best]);
    entries[best] = entries.back();
    entries.pop_back();
  }
  return out;
}

// Those who join what is badly joined, spread over clusters and over members whom few lists show.
std::vector<Entry> TakeBridging(const NetworkView& view, std::vector<Entry> entries, size_t count, uint64_t seed,
                                const MatchWeights& weights) {
  absl::flat_hash_map<uint32_t, double> log_values;
  for (const Entry& entry : entries) {
    constexpr double kLeast = 1e-6;
    const ScoredCandidate& c = *entry.candidate;
    const double member_luck = Unit(entry.order);
    const double cluster_luck = Unit(Random::Mix(seed ^ (uint64_t{1} << 40 | view.cluster(c.ordinal))));
    log_values[c.ordinal] = weights.weak_fit_exponent * std::log(std::max(kLeast, c.fit.fit)) +
                            weights.weak_gain_exponent * std::log(std::max(kLeast, c.bridging.cluster_gain)) +
                            std::log(std::max(kLeast, c.bridging.total)) -
                            std::log1p(weights.weak_exposure_damping * c.exposure) +
                            weights.weak_member_luck * (member_luck - 0.5) +
                            weights.weak_cluster_luck * (cluster_luck - 0.5);
  }
  absl::flat_hash_map<uint32_t, int> taken_by_cluster;
  const double same_cluster = std::log(weights.weak_same_cluster);
  return TakeGreedily(
      std::move(entries), count,
      [&](const ScoredCandidate& c) {
        const auto taken = taken_by_cluster.find(view.cluster(c.ordinal));
        return log_values[c.ordinal] + (taken == taken_by_cluster.end() ? 0 : same_cluster * taken->second);
      },
      [&](const ScoredCandidate& c) { ++taken_by_cluster[view.cluster(c.ordinal)]; });
}

std::vector<Entry> TakeStrong(const NetworkView& view, std::vector<Entry> entries, int count,
                              const MatchWeights& weights) {
  // Diversity can change the order only near the top: a bounded pool keeps the greedy loop short.
  const size_t pool = std::min(entries.size(), static_cast<size_t>(4 * count + 16));
  std::partial_sort(entries.begin(), entries.begin() + static_cast<ptrdiff_t>(pool), entries.end(),
                    ByScore);
  entries.resize(pool);
  absl::flat_hash_map<uint32_t, int> taken_by_circle;
  return TakeGreedily(
      std::move(entries), static_cast<size_t>(count),
      [&](const ScoredCandidate& c) {
        int crowd = 0;
        for (uint32_t circle : view.member(c.ordinal).circles) {
          auto taken = taken_by_circle.find(circle);
          if (taken != taken_by_circle.end()) crowd = std::max(crowd, taken->second);
        }
        // Two of one circle are no crowd.
        const double excess = std::max(0, crowd - 1);
        return c.score * (1 - weights.diversity_penalty * excess / (1 + excess));
      },
      [&](const ScoredCandidate& c) {
        for (uint32_t circle : view.member(c.ordinal).circles) ++taken_by_circle[circle];
      });
}

}  // namespace

int WeakPlaces(double share, int count) { return static_cast<int>(std::floor(share * count + 0.5)); }

std::vector<Selected> SelectList(const NetworkView& view, const std::vector<ScoredCandidate>& candidates, int count,
                                 double share, double fit_floor, uint64_t seed, const MatchWeights& weights) {
  const auto may_be_weak = [fit_floor](const Entry& entry) {
    return entry.candidate->crosses && entry.candidate->fit.fit >= fit_floor;
  };
  std::vector<Entry> all;
  for (const ScoredCandidate& candidate : candidates) {
    all.push_back({&candidate, Random::Mix(seed ^ IdHash(view.member(candidate.ordinal).id))});
  }
  const size_t weak_places = static_cast<size_t>(
      std::min<ptrdiff_t>(WeakPlaces(share, count), std::count_if(all.begin(), all.end(), may_be_weak)));
  const size_t first_places = share > 0.5 ? 0 : kFirstPlaces;

  // Kept places go first to members who cross and would be on the list anyway. Not to those in the first places: they
  // are the best fits, whoever they are.
  std::vector<Entry> strong = TakeStrong(view, all, count, weights);
  std::vector<Entry> weak;
  const auto keep_places = [&](size_t from) {
    for (size_t i = from; i < strong.size() && weak.size() < weak_places;) {
      if (may_be_weak(strong[i])) {
        weak.push_back(strong[i]);
        strong.erase(strong.begin() + static_cast<ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
  };
  keep_places(first_places);
  if (weak.size() < weak_places) {
    absl::flat_hash_set<uint32_t> taken;
    for (const Entry& entry : strong) taken.insert(entry.candidate->ordinal);
    for (const Entry& entry : weak) taken.insert(entry.candidate->ordinal);
    std::vector<Entry> others;
    for (const Entry& entry : all) {
      if (may_be_weak(entry) && !taken.contains(entry.candidate->ordinal)) others.push_back(entry);
    }
    for (const Entry& entry : TakeBridging(view, std::move(others), weak_places - weak.size(), seed, weights)) {
      weak.push_back(entry);
    }
  }
  keep_places(0);  // Too few others cross: the first places have to give.
  if (strong.size() + weak.size() > static_cast<size_t>(count)) strong.resize(static_cast<size_t>(count) - weak.size());

  // One list by score; weak entries not within the first places.
  std::stable_sort(weak.begin(), weak.end(),
                   [](const Entry& a, const Entry& b) { return a.candidate->score > b.candidate->score; });
  std::vector<Selected> out;
  size_t w = 0;
  for (size_t s = 0; s < strong.size() || w < weak.size();) {
    const bool weak_may = w < weak.size() && (out.size() >= first_places || s == strong.size());
    if (weak_may && (s == strong.size() || weak[w].candidate->score > strong[s].candidate->score)) {
      out.push_back({*weak[w++].candidate, true});
    } else {
      out.push_back({*strong[s++].candidate, false});
    }
  }
  return out;
}

}  // namespace weft
