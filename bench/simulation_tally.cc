#include "bench/simulation_tally.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "weft/graph/gini.h"
#include "weft/introductions/weak_tie_due.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {
namespace {

const char* Name(RoundMethod method) {
  switch (method) {
    case RoundMethod::kPlanned:
      return "planned";
    case RoundMethod::kRandom:
      return "random";
    case RoundMethod::kNearest:
      return "nearest";
    case RoundMethod::kBestFit:
      return "best fit";
  }
  return "";
}

}  // namespace

SimulationTally::SimulationTally(RoundMethod method, std::vector<uint32_t> clusters,
                                 std::function<bool(uint32_t, uint32_t)> tied)
    : clusters_(std::move(clusters)), tied_(std::move(tied)), lives_(clusters_.size()) {
  result_.method = method;
}

void SimulationTally::Introduce(const MadeIntroduction& introduction, absl::Span<const uint32_t> mutual) {
  ++result_.introductions;
  const double pairs = static_cast<double>(introduction.members.size()) / 2;
  result_.total_fit += pairs * introduction.fit;
  result_.total_bridging += pairs * introduction.bridging;
  result_.weak_share += introduction.kind == PairKind::kWeakTie;
  result_.mutual += !mutual.empty();
  result_.trios += introduction.members.size() > 2;
  for (uint32_t a : introduction.members) {
    lives_[a].served = true;
    lives_[a].kinds.push_back(introduction.kind);
    for (uint32_t b : introduction.members) {
      if (a < b) result_.repeats += !met_.insert({a, b}).second;
    }
  }
  for (uint32_t a : mutual) {
    for (uint32_t b : mutual) {
      if (a >= b) continue;
      mutual_.push_back({a, b});
      const uint32_t x = clusters_[a];
      const uint32_t y = clusters_[b];
      if (x == kNone || y == kNone || x == y || (tied_ && tied_(x, y))) continue;
      result_.cluster_pairs_joined += joined_.insert(PairOf(x, y)).second;
    }
  }
}

void SimulationTally::EndRound(absl::Span<const uint32_t> able, absl::Span<const uint32_t> with_candidates,
                               const std::set<uint32_t>& contested) {
  std::vector<bool> could(lives_.size(), false);
  for (uint32_t member : with_candidates) could[member] = true;
  for (uint32_t member : able) {
    Life& life = lives_[member];
    if (life.served) {
      life.rounds_waited = 0;
      continue;
    }
    ++life.rounds_waited;
    if (!could[member]) continue;
    ++result_.unserved;
    if (contested.count(member) > 0) {
      ++result_.contested_waits;
    } else {
      result_.longest_wait = std::max(result_.longest_wait, life.rounds_waited);
    }
  }
  for (Life& life : lives_) life.served = false;
}

void SimulationTally::AddExposure(absl::Span<const uint64_t> exposures) {
  result_.exposure_gini.push_back(Gini(exposures, exposures.size()));
}

SimulationResult SimulationTally::Finish(double share) {
  if (result_.introductions > 0) result_.weak_share /= result_.introductions;
  double error = 0;
  int members = 0;
  for (const Life& life : lives_) {
    if (life.kinds.size() < 3) continue;  // Too few to have a share.
    const size_t window = std::min<size_t>(life.kinds.size(), kShareWindow);
    const auto weak =
        std::count(life.kinds.end() - static_cast<ptrdiff_t>(window), life.kinds.end(), PairKind::kWeakTie);
    error += std::abs(static_cast<double>(weak) / static_cast<double>(window) - share);
    ++members;
  }
  if (members > 0) result_.share_error = error / members;
  return std::move(result_);
}

std::string SimulationTable(absl::Span<const SimulationResult> results) {
  std::string out = absl::StrFormat("%-8s %6s %6s %5s %9s %8s %8s %9s %9s %7s %9s %9s %7s %6s %11s\n", "method", "made",
                                    "mutual", "trios", "total fit", "mean fit", "joined", "weak", "share err", "waits",
                                    "longest", "contested", "repeats", "broken", "gini 1st/end");
  for (const SimulationResult& r : results) {
    const double first = r.exposure_gini.empty() ? 0 : r.exposure_gini[r.exposure_gini.size() / 4];
    const double last = r.exposure_gini.empty() ? 0 : r.exposure_gini.back();
    absl::StrAppendFormat(&out, "%-8s %6d %6d %5d %9.1f %8.3f %8d %8.1f%% %9.3f %7d %9d %9d %7d %6d  %5.3f/%5.3f\n",
                          Name(r.method), r.introductions, r.mutual, r.trios, r.total_fit,
                          r.introductions > 0 ? r.total_fit / r.introductions : 0, r.cluster_pairs_joined,
                          100 * r.weak_share, r.share_error, r.unserved, r.longest_wait, r.contested_waits, r.repeats,
                          r.over_capacity + r.against_word, first, last);
  }
  return out;
}

}  // namespace weft
