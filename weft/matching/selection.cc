#include "weft/matching/selection.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "weft/base/random.h"

namespace weft {
namespace {

// Once a cluster has a weak entry, its further ones count this much.
constexpr double kSameClusterFactor = 0.4;
constexpr int kFirstPlaces = 2;  // Kept for strong fits, unless weak-tie introductions are the larger part.

struct Entry {
  const ScoredCandidate* candidate;
  uint64_t order;  // Breaks ties.
};

// Takes the entry with the highest value again and again; `value` may depend on what was taken before.
template <typename Value, typename Taken>
std::vector<Entry> TakeGreedily(std::vector<Entry> entries, int count, Value value, Taken taken) {
  std::vector<Entry> out;
  while (static_cast<int>(out.size()) < count && !entries.empty()) {
    size_t best = 0;
    double best_value = -1;
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

std::vector<Entry> TakeWeak(const NetworkView& view, const std::vector<Entry>& entries, int count,
                            const MatchWeights& weights) {
  absl::flat_hash_map<uint32_t, int> taken_by_cluster;
  return TakeGreedily(
      entries, count,
      [&](const ScoredCandidate& c) {
        double value = c.bridging.cluster_gain * c.bridging.total * std::pow(c.fit.fit, weights.weak_fit_exponent);
        auto taken = taken_by_cluster.find(view.cluster(c.ordinal));
        if (taken != taken_by_cluster.end()) value *= std::pow(kSameClusterFactor, taken->second);
        return value;
      },
      [&](const ScoredCandidate& c) { ++taken_by_cluster[view.cluster(c.ordinal)]; });
}

std::vector<Entry> TakeStrong(const NetworkView& view, std::vector<Entry> entries, int count,
                              const MatchWeights& weights) {
  // Diversity can change the order only near the top: a bounded pool keeps the greedy loop short.
  const size_t pool = std::min(entries.size(), static_cast<size_t>(4 * count + 16));
  std::partial_sort(entries.begin(), entries.begin() + static_cast<ptrdiff_t>(pool), entries.end(),
                    [](const Entry& a, const Entry& b) {
                      return a.candidate->score != b.candidate->score ? a.candidate->score > b.candidate->score
                                                                      : a.order < b.order;
                    });
  entries.resize(pool);
  absl::flat_hash_map<uint32_t, int> taken_by_circle;
  return TakeGreedily(
      std::move(entries), count,
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

std::vector<Selected> SelectList(const NetworkView& view, std::vector<ScoredCandidate> candidates, int count,
                                 double share, double fit_floor, uint64_t seed, const MatchWeights& weights) {
  std::vector<Entry> all;
  std::vector<Entry> crossing;
  for (const ScoredCandidate& candidate : candidates) {
    const Entry entry{&candidate, Random::Mix(seed ^ IdHash(view.member(candidate.ordinal).id))};
    all.push_back(entry);
    if (candidate.crosses && candidate.fit.fit >= fit_floor) crossing.push_back(entry);
  }

  // Strong fits have the first choice of the people: a crossing member who fits very well is a strong fit. But the
  // places kept are kept, so the strong ones stop where too few crossing members would be left.
  const int weak_places = std::min(WeakPlaces(share, count), static_cast<int>(crossing.size()));
  std::vector<Entry> strong = TakeStrong(view, all, count - weak_places, weights);
  absl::flat_hash_map<uint32_t, bool> taken;
  for (const Entry& entry : strong) taken[entry.candidate->ordinal] = true;
  std::vector<Entry> left;
  for (const Entry& entry : crossing) {
    if (!taken.contains(entry.candidate->ordinal)) left.push_back(entry);
  }
  while (static_cast<int>(left.size()) < weak_places) {
    // Give back the lowest strong fit that crosses.
    auto last = std::find_if(strong.rbegin(), strong.rend(), [fit_floor](const Entry& e) {
      return e.candidate->crosses && e.candidate->fit.fit >= fit_floor;
    });
    left.push_back(*last);
    strong.erase(std::next(last).base());
  }
  std::vector<Entry> weak = TakeWeak(view, left, weak_places, weights);
  if (static_cast<int>(strong.size() + weak.size()) < count) {
    // Room that was given back goes to the next strong fits.
    for (const Entry& entry : weak) taken[entry.candidate->ordinal] = true;
    std::vector<Entry> rest;
    for (const Entry& entry : all) {
      if (!taken.contains(entry.candidate->ordinal)) rest.push_back(entry);
    }
    const int room = count - static_cast<int>(strong.size() + weak.size());
    for (const Entry& entry : TakeStrong(view, rest, room, weights)) strong.push_back(entry);
  }

  // One list by score; weak entries not within the first places.
  std::stable_sort(weak.begin(), weak.end(),
                   [](const Entry& a, const Entry& b) { return a.candidate->score > b.candidate->score; });
  std::vector<Selected> out;
  const size_t first_weak = share > 0.5 ? 0 : kFirstPlaces;
  size_t w = 0;
  for (size_t s = 0; s < strong.size() || w < weak.size();) {
    const bool weak_may = w < weak.size() && (out.size() >= first_weak || s == strong.size());
    if (weak_may && (s == strong.size() || weak[w].candidate->score > strong[s].candidate->score)) {
      out.push_back({*weak[w++].candidate, true});
    } else {
      out.push_back({*strong[s++].candidate, false});
    }
  }
  return out;
}

}  // namespace weft
