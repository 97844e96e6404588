#include "bench/eval/method_measures.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "bench/eval/list_accuracy.h"
#include "weft/graph/cegc.h"
#include "weft/graph/gini.h"
#include "weft/graph/leiden.h"
#include "weft/graph/recommended_pairs.h"

namespace weft {
namespace {

std::vector<RecommendedPair> PairsOf(const MethodLists& lists, const std::vector<uint32_t>& asked) {
  std::vector<RecommendedPair> pairs;
  for (uint32_t member : asked) {
    for (uint32_t other : lists.lists[member]) pairs.push_back({member, other});
  }
  return pairs;
}

// sum of times * numerator / sum of times * denominator, by asked member; `otherwise` where nothing was drawn.
double ResampledRatio(absl::Span<const uint16_t> times, const std::vector<double>& numerators,
                      const std::vector<double>& denominators, double otherwise) {
  double above = 0;
  double below = 0;
  for (size_t i = 0; i < times.size(); ++i) {
    above += times[i] * numerators[i];
    below += times[i] * denominators[i];
  }
  return below == 0 ? otherwise : above / below;
}

Estimate EstimateRatio(const Resamples& resamples, const std::vector<double>& numerators,
                       const std::vector<double>& denominators) {
  const double below = std::accumulate(denominators.begin(), denominators.end(), 0.0);
  const double value = below == 0 ? 0 : std::accumulate(numerators.begin(), numerators.end(), 0.0) / below;
  std::vector<double> resampled;
  for (size_t r = 0; r < resamples.size(); ++r) {
    resampled.push_back(ResampledRatio(resamples.Times(r), numerators, denominators, value));
  }
  return MakeEstimate(value, std::move(resampled));
}

// Ties between pairs of clusters, as the entries of lists add to them. Counted in halves: a pair that both ends are
// recommended to each other is one new tie, to which either list brings half.
class PairGains {
 public:
  PairGains(const TieGraphView& graph, const Clustering& clustering, const MethodLists& lists,
            const std::vector<uint32_t>& asked)
      : pairs_(ClusterPairCounts(clustering.count).pairs()) {
    for (uint32_t u = 0; u < graph.size(); ++u) {
      for (uint32_t v : graph.Neighbors(u)) {
        const int64_t place = u < v ? PlaceOf(clustering.labels[u], clustering.labels[v]) : -1;
        if (place >= 0) base_[static_cast<size_t>(place)] += 2;
      }
    }
    for (uint32_t member : asked) {
      begins_.push_back(gains_.size());
      for (uint32_t other : lists.lists[member]) {
        if (graph.HasTie(member, other)) continue;
        const int64_t place = PlaceOf(clustering.labels[member], clustering.labels[other]);
        if (place < 0) continue;
        const RankedList& back = lists.lists[other];
        const bool mutual = std::find(back.begin(), back.end(), member) != back.end();
        gains_.push_back({static_cast<uint32_t>(place), mutual ? 1u : 2u});
      }
    }
    begins_.push_back(gains_.size());
  }

  double CegcOf(absl::Span<const uint16_t> times) const {
    std::vector<uint64_t> counts = base_;
    for (size_t i = 0; i < times.size(); ++i) {
      if (times[i] == 0) continue;
      for (size_t g = begins_[i]; g < begins_[i + 1]; ++g) counts[gains_[g].place] += times[i] * gains_[g].halves;
    }
    return Cegc(counts, pairs_);
  }

 private:
  struct Gain {
    uint32_t place;
    uint32_t halves;
  };
  // Of two clusters among the counts; -1 where they are one, or none.
  int64_t PlaceOf(uint32_t a, uint32_t b) {
    if (a == b || a == kNoCluster || b == kNoCluster) return -1;
    const uint64_t key = uint64_t{std::min(a, b)} << 32 | std::max(a, b);
    const auto inserted = places_.emplace(key, base_.size());
    if (inserted.second) base_.push_back(0);
    return static_cast<int64_t>(inserted.first->second);
  }

  const uint64_t pairs_;
  std::vector<uint64_t> base_;  // By place, in halves.
  absl::flat_hash_map<uint64_t, size_t> places_;
  std::vector<Gain> gains_;     // Of all lists, one member after the other.
  std::vector<size_t> begins_;  // Of each asked member, and the end.
};

}  // namespace

ListMeasurer::ListMeasurer(const EvalNetwork* network, size_t resamples, uint64_t seed)
    : network_(*network),
      asked_(AskedMembers(*network)),
      affiliations_(network->members),
      least_tied_(LeastTied(network->train.view())),
      resamples_(asked_.size(), resamples, seed) {
  for (size_t p = 0; p < kPartitions; ++p) {
    LeidenOptions options;
    options.seed = kFirstPartitionSeed + p;
    partitions_.push_back(FindClusters(network->train.view(), options));
  }
}

MethodMeasures ListMeasurer::Measure(const MethodLists& lists) const {
  MethodMeasures out;
  out.method = lists.method;
  for (uint32_t member : asked_) {
    out.entries += static_cast<int64_t>(lists.lists[member].size());
    out.short_lists += lists.lists[member].size() < kListLength;
  }
  MeasureAccuracy(lists, &out);
  MeasureCrossing(lists, &out);
  MeasureCegc(lists, &out);
  MeasureExposure(lists, &out);
  return out;
}

void ListMeasurer::MeasureAccuracy(const MethodLists& lists, MethodMeasures* out) const {
  const size_t m = asked_.size();
  std::vector<double> ndcg(m), precision(m), recall(m);
  for (size_t i = 0; i < m; ++i) {
    const ListAccuracy accuracy = AccuracyOf(lists.lists[asked_[i]], network_.test[asked_[i]], kListLength);
    ndcg[i] = accuracy.ndcg;
    precision[i] = accuracy.precision;
    recall[i] = accuracy.recall;
  }
  const std::vector<double> ones(m, 1.0);
  (*out)[Measure::kNdcg] = EstimateRatio(resamples_, ndcg, ones);
  (*out)[Measure::kPrecision] = EstimateRatio(resamples_, precision, ones);
  (*out)[Measure::kRecall] = EstimateRatio(resamples_, recall, ones);
  for (size_t g = 0; g < kDegreeGroupCount; ++g) {
    GroupAccuracy& group = out->by_degree[g];
    std::vector<double> inside(m), group_ndcg(m), group_precision(m), group_recall(m);
    for (size_t i = 0; i < m; ++i) {
      const uint32_t degree = network_.train.view().Degree(asked_[i]);
      if (degree < kDegreeGroups[g].least || degree > kDegreeGroups[g].most) continue;
      ++group.members;
      inside[i] = 1;
      group_ndcg[i] = ndcg[i];
      group_precision[i] = precision[i];
      group_recall[i] = recall[i];
    }
    group.ndcg = EstimateRatio(resamples_, group_ndcg, inside);
    group.precision = EstimateRatio(resamples_, group_precision, inside);
    group.recall = EstimateRatio(resamples_, group_recall, inside);
  }
}

void ListMeasurer::MeasureCrossing(const MethodLists& lists, MethodMeasures* out) const {
  const auto in_common = [this](uint32_t a, uint32_t b) { return affiliations_.InCommon(a, b); };
  const double part = 1.0 / kPartitions;
  double crossing_value = 0;
  double strict_value = 0;
  std::vector<double> crossing_resampled(resamples_.size(), 0);
  std::vector<double> strict_resampled(resamples_.size(), 0);
  for (const Clustering& clustering : partitions_) {
    std::vector<double> crossing, strict, clustered;
    for (uint32_t member : asked_) {
      std::vector<RecommendedPair> pairs;
      for (uint32_t other : lists.lists[member]) pairs.push_back({member, other});
      const CrossingCounts counts = CountCrossing(pairs, clustering, in_common);
      crossing.push_back(static_cast<double>(counts.crossing));
      strict.push_back(static_cast<double>(counts.strict));
      clustered.push_back(static_cast<double>(counts.clustered));
    }
    const Estimate crossing_here = EstimateRatio(resamples_, crossing, clustered);
    const Estimate strict_here = EstimateRatio(resamples_, strict, clustered);
    crossing_value += part * crossing_here.value;
    strict_value += part * strict_here.value;
    for (size_t r = 0; r < resamples_.size(); ++r) {
      crossing_resampled[r] += part * crossing_here.resampled[r];
      strict_resampled[r] += part * strict_here.resampled[r];
    }
  }
  (*out)[Measure::kCrossing] = MakeEstimate(crossing_value, std::move(crossing_resampled));
  (*out)[Measure::kStrictCrossing] = MakeEstimate(strict_value, std::move(strict_resampled));
}

void ListMeasurer::MeasureCegc(const MethodLists& lists, MethodMeasures* out) const {
  const TieGraphView train = network_.train.view();
  const std::vector<RecommendedPair> pairs = PairsOf(lists, asked_);
  double value = 0;
  std::vector<double> resampled(resamples_.size(), 0);
  for (const Clustering& clustering : partitions_) {
    value += CegcWith(train, clustering, pairs) / kPartitions;
    const PairGains gains(train, clustering, lists, asked_);
    for (size_t r = 0; r < resamples_.size(); ++r) resampled[r] += gains.CegcOf(resamples_.Times(r)) / kPartitions;
  }
  (*out)[Measure::kCegc] = MakeEstimate(value, std::move(resampled));
}

void ListMeasurer::MeasureExposure(const MethodLists& lists, MethodMeasures* out) const {
  const uint32_t n = network_.train.view().size();
  const auto measure = [&](const std::vector<uint64_t>& exposure) {
    return std::array<double, 3>{Gini(exposure, n), Coverage(exposure), Reach(least_tied_, exposure)};
  };
  const std::array<double, 3> value = measure(ExposureCounts(PairsOf(lists, asked_), n));
  std::array<std::vector<double>, 3> resampled;
  std::vector<uint64_t> exposure;
  for (size_t r = 0; r < resamples_.size(); ++r) {
    const absl::Span<const uint16_t> times = resamples_.Times(r);
    exposure.assign(n, 0);
    for (size_t i = 0; i < asked_.size(); ++i) {
      if (times[i] == 0) continue;
      for (uint32_t other : lists.lists[asked_[i]]) exposure[other] += times[i];
    }
    const std::array<double, 3> drawn = measure(exposure);
    for (size_t k = 0; k < drawn.size(); ++k) resampled[k].push_back(drawn[k]);
  }
  (*out)[Measure::kExposureGini] = MakeEstimate(value[0], std::move(resampled[0]));
  (*out)[Measure::kCoverage] = MakeEstimate(value[1], std::move(resampled[1]));
  (*out)[Measure::kReachOfLeastTied] = MakeEstimate(value[2], std::move(resampled[2]));
}

}  // namespace weft
