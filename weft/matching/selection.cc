#include "weft/matching/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "weft/base/random.h"
#include "weft/matching/bridging_places.h"

namespace weft {
namespace {

constexpr int kFirstPlaces = 2;  // Kept for strong fits, unless weak-tie introductions are the larger part.

struct Entry {
  const ScoredCandidate* candidate;
  uint64_t order;  // Breaks ties.
};

bool ByScore(const Entry& a, const Entry& b) {
  return a.candidate->score != b.candidate->score ? a.candidate->score > b.candidate->score : a.order < b.order;
}

// The best by score, again and again, where every second and later one of the same circle is worth less.
std::vector<Selected> TakeStrong(const NetworkView& view, std::vector<Entry> entries, int count,
                                 const MatchWeights& weights) {
  // Diversity can change the order only near the top: a bounded pool keeps the greedy loop short.
  const size_t pool = std::min(entries.size(), static_cast<size_t>(4 * count + 16));
  std::partial_sort(entries.begin(), entries.begin() + static_cast<ptrdiff_t>(pool), entries.end(), ByScore);
  entries.resize(pool);
  absl::flat_hash_map<uint32_t, int> taken_by_circle;
  const auto value = [&](const ScoredCandidate& c) {
    int crowd = 0;
    for (uint32_t circle : view.member(c.ordinal).circles) {
      auto taken = taken_by_circle.find(circle);
      if (taken != taken_by_circle.end()) crowd = std::max(crowd, taken->second);
    }
    // Two of one circle are no crowd.
    const double excess = std::max(0, crowd - 1);
    return c.score * (1 - weights.diversity_penalty * excess / (1 + excess));
  };
  std::vector<Selected> out;
  while (static_cast<int>(out.size()) < count && !entries.empty()) {
    size_t best = 0;
    double best_value = -std::numeric_limits<double>::infinity();
    for (size_t i = 0; i < entries.size(); ++i) {
      const double v = value(*entries[i].candidate);
      if (v > best_value || (v == best_value && entries[i].order < entries[best].order)) {
        best = i;
        best_value = v;
      }
    }
    const ScoredCandidate& taken = *entries[best].candidate;
    for (uint32_t circle : view.member(taken.ordinal).circles) ++taken_by_circle[circle];
    out.push_back({taken, false, absl::nullopt});
    entries[best] = entries.back();
    entries.pop_back();
  }
  return out;
}

}  // namespace

int WeakPlaces(double share, int count) { return static_cast<int>(std::floor(share * count + 0.5)); }

std::vector<Selected> SelectList(const NetworkView& view, const std::vector<ScoredCandidate>& candidates,
                                 const ListRule& rule, const MatchWeights& weights) {
  const auto may_be_weak = [&rule](const ScoredCandidate& candidate) {
    return candidate.crosses && candidate.fit.fit >= rule.balance.fit_floor;
  };
  std::vector<Entry> all;
  for (const ScoredCandidate& candidate : candidates) {
    all.push_back({&candidate, Random::Mix(rule.seed ^ IdHash(view.member(candidate.ordinal).id))});
  }
  const double share = rule.balance.weak_tie_share;
  const size_t weak_places = static_cast<size_t>(std::min<ptrdiff_t>(
      WeakPlaces(share, rule.count), std::count_if(candidates.begin(), candidates.end(), may_be_weak)));
  const size_t first_places = share > 0.5 ? 0 : kFirstPlaces;

  // Kept places go first to members who cross and would be on the list anyway. Not to those in the first places: they
  // are the best fits, whoever they are.
  std::vector<Selected> strong = TakeStrong(view, std::move(all), rule.count, weights);
  std::vector<Selected> weak;
  const auto keep_places = [&](size_t from) {
    for (size_t i = from; i < strong.size() && weak.size() < weak_places;) {
      if (may_be_weak(strong[i].candidate)) {
        weak.push_back(std::move(strong[i]));
        weak.back().weak = true;
        strong.erase(strong.begin() + static_cast<ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
  };
  keep_places(first_places);
  if (weak.size() < weak_places) {
    absl::flat_hash_set<uint32_t> taken;
    for (const Selected& entry : strong) taken.insert(entry.candidate.ordinal);
    for (const Selected& entry : weak) taken.insert(entry.candidate.ordinal);
    std::vector<const ScoredCandidate*> others;
    for (const ScoredCandidate& candidate : candidates) {
      if (may_be_weak(candidate) && !taken.contains(candidate.ordinal)) others.push_back(&candidate);
    }
    for (Selected& entry : FillBridgingPlaces(view, std::move(others), weak_places - weak.size(), rule, weights)) {
      weak.push_back(std::move(entry));
    }
  }
  keep_places(0);  // Too few others cross: the first places have to give.
  const size_t count = static_cast<size_t>(rule.count);
  if (strong.size() + weak.size() > count)
    strong.erase(strong.begin() + static_cast<ptrdiff_t>(count - weak.size()), strong.end());

  // One list by score; weak entries not within the first places.
  std::stable_sort(weak.begin(), weak.end(),
                   [](const Selected& a, const Selected& b) { return a.candidate.score > b.candidate.score; });
  std::vector<Selected> out;
  size_t w = 0;
  for (size_t s = 0; s < strong.size() || w < weak.size();) {
    const bool weak_may = w < weak.size() && (out.size() >= first_places || s == strong.size());
    if (weak_may && (s == strong.size() || weak[w].candidate.score > strong[s].candidate.score)) {
      out.push_back(std::move(weak[w++]));
    } else {
      out.push_back(std::move(strong[s++]));
    }
  }
  return out;
}

}  // namespace weft
