#ifndef WEFT_BENCH_EVAL_METHOD_MEASURES_H_
#define WEFT_BENCH_EVAL_METHOD_MEASURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/eval/affiliations.h"
#include "bench/eval/eval_network.h"
#include "bench/eval/method_lists.h"
#include "bench/eval/resamples.h"
#include "weft/graph/clustering.h"

namespace weft {

// What lists are measured by; definitions in DESIGN section 8 and weft/graph/recommended_pairs.h.
enum class Measure {
  kNdcg,
  kPrecision,
  kRecall,
  kCrossing,
  kStrictCrossing,
  kCegc,
  kExposureGini,
  kCoverage,
  kReachOfLeastTied,
};
constexpr size_t kMeasureCount = 9;
// As JSON and tables name them.
constexpr const char* kMeasureNames[kMeasureCount] = {
    "ndcg_at_10", "precision_at_10", "recall_at_10", "crossing_share",     "strict_crossing_share",
    "cegc",       "exposure_gini",   "coverage",     "reach_of_least_tied"};

// Members by their number of train ties; newcomers apart.
struct DegreeGroup {
  const char* name;
  uint32_t least;
  uint32_t most;
};
constexpr DegreeGroup kDegreeGroups[] = {
    {"0", 0, 0}, {"1-2", 1, 2}, {"3-5", 3, 5}, {"6-10", 6, 10}, {"11+", 11, 0xffffffffu}};
constexpr size_t kDegreeGroupCount = 5;

// Accuracy over the members of one degree group. All 0 without members.
struct GroupAccuracy {
  int64_t members = 0;
  Estimate ndcg, precision, recall;
};

struct MethodMeasures {
  std::string method;
  std::array<Estimate, kMeasureCount> measures;
  std::array<GroupAccuracy, kDegreeGroupCount> by_degree;
  int64_t entries = 0;      // Recommended in all.
  int64_t short_lists = 0;  // Members who got fewer than kListLength.

  const Estimate& operator[](Measure measure) const { return measures[static_cast<size_t>(measure)]; }
  Estimate& operator[](Measure measure) { return measures[static_cast<size_t>(measure)]; }
};

// Measures lists on a network. Clusters come from Leiden at partition seeds of its own, not from the product's
// snapshot: nobody is judged by the partition they steered by. Whatever depends on clusters is the mean over these
// partitions. Immutable once built; thread-safe.
class ListMeasurer {
 public:
  static constexpr size_t kPartitions = 5;
  static constexpr uint64_t kFirstPartitionSeed = 11;

  // `network` must outlive the measurer. Finds the clusters: O(ties) for each partition.
  ListMeasurer(const EvalNetwork* network, size_t resamples, uint64_t seed);

  // O(resamples * (entries * partitions + members)). REQUIRES: lists of the network.
  MethodMeasures Measure(const MethodLists& lists) const;

  const std::vector<uint32_t>& asked() const { return asked_; }
  const std::vector<Clustering>& partitions() const { return partitions_; }
  const std::vector<uint32_t>& least_tied() const { return least_tied_; }
  const Affiliations& affiliations() const { return affiliations_; }
  size_t resamples() const { return resamples_.size(); }

 private:
  void MeasureAccuracy(const MethodLists& lists, MethodMeasures* out) const;
  void MeasureCrossing(const MethodLists& lists, MethodMeasures* out) const;
  void MeasureCegc(const MethodLists& lists, MethodMeasures* out) const;
  void MeasureExposure(const MethodLists& lists, MethodMeasures* out) const;

  const EvalNetwork& network_;
  const std::vector<uint32_t> asked_;
  const Affiliations affiliations_;
  std::vector<Clustering> partitions_;
  const std::vector<uint32_t> least_tied_;
  const Resamples resamples_;
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_METHOD_MEASURES_H_
