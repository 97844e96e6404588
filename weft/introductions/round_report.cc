#include "weft/introductions/round_report.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <utility>

#include "weft/graph/cegc.h"
#include "weft/graph/gini.h"

namespace weft {
namespace {

// A single introducer is named from this share on, and is too much above the second.
constexpr double kNamedShare = 0.1;
constexpr double kLeaningShare = 1.0 / 3;

void MeasureBridging(const RoundRecord& record, const TieGraphView& ties, const Clustering& clusters,
                     RoundFigures* out) {
  ClusterPairCounts counts = ClusterPairCounts::Of(ties, clusters);
  out->cegc_before = counts.Cegc();
  std::set<std::pair<uint32_t, uint32_t>> added;
  for (const RoundOutcome& introduction : record.introductions) {
    if (!introduction.mutual) continue;
    for (uint32_t a : introduction.members) {
      for (uint32_t b : introduction.members) {
        if (a >= b || ties.HasTie(a, b) || !added.insert({a, b}).second) continue;
        const uint32_t x = clusters.labels[a];
        const uint32_t y = clusters.labels[b];
        const bool crosses = x != y && x != kNoCluster && y != kNoCluster;
        out->cluster_pairs_joined += crosses && counts.Of(x, y) == 0;
        counts.Add(x, y);
      }
    }
  }
  out->cegc_after = counts.Cegc();
}

double Part(double some, double all) { return all > 0 ? some / all : 0; }

}  // namespace

RoundFigures MeasureRound(const RoundRecord& record, const TieGraphView& ties, const Clustering& clusters) {
  assert(clusters.labels.size() == ties.size());
  RoundFigures out;
  std::set<uint32_t> served;
  for (const RoundOutcome& introduction : record.introductions) {
    served.insert(introduction.members.begin(), introduction.members.end());
    out.mutual += introduction.mutual;
    out.met += introduction.met;
    out.useful += introduction.useful;
    out.learned += introduction.learned;
    out.collaborating += introduction.collaborating;
    out.mean_fit += introduction.fit;
    out.weak_ties += introduction.kind == PairKind::kWeakTie;
    out.repeats += introduction.repeated;
    out.groups += introduction.members.size() > 2;
  }
  out.introductions = static_cast<int>(record.introductions.size());
  out.mean_fit = Part(out.mean_fit, out.introductions);
  out.eligible = static_cast<int>(record.waits.size());
  out.served = static_cast<int>(served.size());
  out.value_of_bound = record.upper_bound > 0 ? record.total_value / record.upper_bound : 1;
  for (int wait : record.waits) out.longest_wait = std::max(out.longest_wait, wait);
  out.exposure_gini = Gini(record.exposures, record.exposures.size());
  MeasureBridging(record, ties, clusters, &out);
  return out;
}

std::vector<IntroducerShare> SplitByIntroducer(absl::Span<const RoundOutcome> introductions) {
  std::map<IntroducerKind, int> by_kind;
  std::map<std::pair<IntroducerKind, uint32_t>, int> by_one;
  for (const RoundOutcome& introduction : introductions) {
    ++by_kind[introduction.introducer_kind];
    if (introduction.introducer_kind != IntroducerKind::kRound) {
      ++by_one[{introduction.introducer_kind, introduction.introducer}];
    }
  }
  const double all = static_cast<double>(introductions.size());
  std::vector<IntroducerShare> out;
  for (const auto& [kind, count] : by_kind) {
    IntroducerShare entry;
    entry.kind = kind;
    entry.is_one = kind == IntroducerKind::kRound;
    entry.introductions = count;
    entry.share = count / all;
    entry.over_a_third = entry.is_one && entry.share > kLeaningShare;
    out.push_back(entry);
  }
  for (const auto& [one, count] : by_one) {
    IntroducerShare entry;
    entry.kind = one.first;
    entry.is_one = true;
    entry.introducer = one.second;
    entry.introductions = count;
    entry.share = count / all;
    entry.over_a_third = entry.share > kLeaningShare;
    if (entry.share > kNamedShare) out.push_back(entry);
  }
  std::stable_sort(out.begin(), out.end(), [](const IntroducerShare& x, const IntroducerShare& y) {
    return x.introductions != y.introductions ? x.introductions > y.introductions : x.kind < y.kind;
  });
  return out;
}

}  // namespace weft
