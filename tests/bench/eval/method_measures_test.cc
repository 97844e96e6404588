#include "bench/eval/method_measures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "bench/eval/network_reader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Le;

ReadNetwork Read(const std::string& members, const std::string& train, const std::string& test) {
  absl::StatusOr<ReadNetwork> read = ReadEvalNetwork(EvalFiles(members, train, test).Get());
  EXPECT_OK(read);
  return *std::move(read);
}

// Two triangles, abc and def, joined by c-d; g knows nobody. a and e are in one circle.
class TwoTrianglesTest : public testing::Test {
 protected:
  static constexpr uint32_t a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6;
  TwoTrianglesTest()
      : read_(Read("{\"id\":\"a\",\"circles\":[\"garden\"]}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n{\"id\":\"d\"}\n"
                   "{\"id\":\"e\",\"circles\":[\"garden\"]}\n{\"id\":\"f\"}\n{\"id\":\"g\"}\n",
                   "a,b\na,b\n"  // The second row is left out.
                   "b,c\na,c\nd,e\ne,f\nd,f\nc,d\n",
                   "a,b\na,d\nb,e\n")),
        measurer_(&read_.network, 0, 1) {}
  MethodMeasures Measure(std::map<uint32_t, RankedList> lists) const {
    MethodLists method;
    method.method = "test";
    method.lists.resize(read_.network.members.size());
    for (auto& entry : lists) method.lists[entry.first] = entry.second;
    return measurer_.Measure(method);
  }
  const ReadNetwork read_;
  const ListMeasurer measurer_;
};

TEST_F(TwoTrianglesTest, AsksThoseWithTestTies) {
  EXPECT_EQ(measurer_.asked(), (std::vector<uint32_t>{a, b, d, e}));
  for (const Clustering& partition : measurer_.partitions()) EXPECT_EQ(partition.count, 2u);
  EXPECT_EQ(measurer_.least_tied(), (std::vector<uint32_t>{a, b, e, f, g}));  // Two ties or fewer.
}

TEST_F(TwoTrianglesTest, MeasuresAreAsComputedByHand) {
  // a is right at 1, b at 2, d misses, e has no list. Pairs a-d, b-f, b-e, d-b; a-d and d-b cross, too, and a-e would
  // be no strict crossing.
  const MethodMeasures m = Measure({{a, {d, e, g}}, {b, {f, e}}, {d, {b}}});
  EXPECT_NEAR(m[Measure::kNdcg].value, (1 + 1 / std::log2(3)) / 4, 1e-12);
  EXPECT_NEAR(m[Measure::kPrecision].value, 2.0 / 10 / 4, 1e-12);
  EXPECT_NEAR(m[Measure::kRecall].value, 2.0 / 4, 1e-12);
  // Five of the six pairs are clustered (g is not), all five cross, a-e shares a circle.
  EXPECT_NEAR(m[Measure::kCrossing].value, 1, 1e-12);
  EXPECT_NEAR(m[Measure::kStrictCrossing].value, 4.0 / 5, 1e-12);
  EXPECT_NEAR(m[Measure::kCegc].value, 1, 1e-12);  // One pair of clusters has all there is.
  // d, e twice, f, b, g: (0 0 1 1 1 1 2) of 6, ranks 3..7 of 7.
  EXPECT_NEAR(m[Measure::kExposureGini].value, ((6 - 8) + (8 - 8) + (10 - 8) + (12 - 8) + 2 * (14 - 8)) / 6.0 / 6,
              1e-12);
  EXPECT_NEAR(m[Measure::kCoverage].value, 5.0 / 7, 1e-12);
  EXPECT_NEAR(m[Measure::kReachOfLeastTied].value, 4.0 / 5, 1e-12);  // Not a.
  EXPECT_EQ(m.entries, 6);
  EXPECT_EQ(m.short_lists, 4);
  EXPECT_EQ(m.by_degree[1].members, 3);  // a, b and e have two ties,
  EXPECT_NEAR(m.by_degree[1].ndcg.value, (1 + 1 / std::log2(3)) / 3, 1e-12);
  EXPECT_EQ(m.by_degree[2].members, 1);  // d has three.
  EXPECT_EQ(m.by_degree[2].ndcg.value, 0);
  EXPECT_EQ(m.by_degree[0].members, 0);
}

TEST_F(TwoTrianglesTest, NobodyRecommendedMeasuresZero) {
  const MethodMeasures m = Measure({});
  EXPECT_EQ(m[Measure::kNdcg].value, 0);
  EXPECT_EQ(m[Measure::kCrossing].value, 0);
  EXPECT_EQ(m[Measure::kCegc].value, 1);  // Of the train ties alone.
  EXPECT_EQ(m[Measure::kExposureGini].value, 0);
  EXPECT_EQ(m[Measure::kCoverage].value, 0);
}

// The measures of one resample, word for word from the multiset of drawn members.
struct Reference {
  double ndcg = 0, crossing = 0, cegc = 0, gini = 0, coverage = 0;
};

double NaiveGini(std::vector<double> amounts) {
  std::sort(amounts.begin(), amounts.end());
  const double n = static_cast<double>(amounts.size());
  double total = 0, sum = 0;
  for (double amount : amounts) total += amount;
  if (total == 0 || n < 2) return 0;
  for (size_t i = 1; i <= amounts.size(); ++i) sum += (2.0 * i - n - 1) * amounts[i - 1] / total;
  return sum / (n - 1);
}

Reference Resample(const EvalNetwork& network, const MethodLists& lists, const ListMeasurer& measurer,
                   absl::Span<const uint16_t> times) {
  Reference out;
  std::vector<double> exposure(network.members.size(), 0);
  double drawn = 0;
  for (size_t i = 0; i < times.size(); ++i) {
    const uint32_t member = measurer.asked()[i];
    for (int t = 0; t < times[i]; ++t) {
      const RankedList& list = lists.lists[member];
      double dcg = 0, ideal = 0;
      for (size_t rank = 1; rank <= 10; ++rank) {
        const auto& test = network.test[member];
        dcg += (rank <= list.size() && std::count(test.begin(), test.end(), list[rank - 1])) / std::log2(1 + rank);
        ideal += (rank <= test.size()) / std::log2(1 + rank);
      }
      out.ndcg += dcg / ideal;
      for (uint32_t other : list) ++exposure[other];
      ++drawn;
    }
  }
  out.ndcg /= drawn;
  out.gini = NaiveGini(exposure);
  for (double shown : exposure) out.coverage += (shown > 0) / static_cast<double>(exposure.size());
  for (const Clustering& clustering : measurer.partitions()) {
    double clustered = 0, crossing = 0;
    std::map<std::pair<uint32_t, uint32_t>, double> pairs;
    for (uint32_t x = 0; x < clustering.count; ++x) {
      for (uint32_t y = x + 1; y < clustering.count; ++y) pairs[{x, y}] = 0;
    }
    const auto add = [&](uint32_t u, uint32_t v, double amount) {
      const uint32_t x = clustering.labels[u], y = clustering.labels[v];
      if (x != y && x != kNoCluster && y != kNoCluster) pairs[std::minmax(x, y)] += amount;
    };
    for (uint32_t u = 0; u < network.members.size(); ++u) {
      for (uint32_t v : network.train.view().Neighbors(u)) {
        if (u < v) add(u, v, 1);
      }
    }
    for (size_t i = 0; i < times.size(); ++i) {
      const uint32_t u = measurer.asked()[i];
      for (uint32_t v : lists.lists[u]) {
        const auto& back = lists.lists[v];
        add(u, v, times[i] * (std::count(back.begin(), back.end(), u) > 0 ? 0.5 : 1));
        const uint32_t x = clustering.labels[u], y = clustering.labels[v];
        clustered += times[i] * (x != kNoCluster && y != kNoCluster);
        crossing += times[i] * (x != kNoCluster && y != kNoCluster && x != y);
      }
    }
    std::vector<double> amounts;
    double total = 0;
    for (const auto& entry : pairs) {
      amounts.push_back(entry.second);
      total += entry.second;
    }
    out.cegc += (total == 0 ? 0 : 1 - NaiveGini(amounts)) / measurer.partitions().size();
    out.crossing += (clustered == 0 ? 0 : crossing / clustered) / measurer.partitions().size();
  }
  return out;
}

TEST(MethodMeasuresReferenceTest, ResamplesAreWhatTheDrawnMembersMake) {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    const GroupedNetwork files = MakeGroupedNetwork(seed);
    const ReadNetwork read = Read(files.members, TieCsv(files.train), TieCsv(files.test));
    const EvalNetwork& network = read.network;
    Random random(seed);
    MethodLists lists;
    lists.lists.resize(network.members.size());
    for (uint32_t member : AskedMembers(network)) {
      std::set<uint32_t> chosen;
      for (uint64_t k = random.Below(12); k > 0; --k) {
        const uint32_t other = static_cast<uint32_t>(random.Below(network.members.size()));
        if (other == member || network.train.view().HasTie(member, other) || chosen.size() == kListLength) continue;
        if (chosen.insert(other).second) lists.lists[member].push_back(other);
      }
    }
    constexpr size_t kCount = 40;
    const ListMeasurer measurer(&network, kCount, seed);
    const MethodMeasures m = measurer.Measure(lists);
    const Resamples resamples(measurer.asked().size(), kCount, seed);
    for (size_t r = 0; r < kCount; ++r) {
      const Reference reference = Resample(network, lists, measurer, resamples.Times(r));
      EXPECT_NEAR(m[Measure::kNdcg].resampled[r], reference.ndcg, 1e-9);
      EXPECT_NEAR(m[Measure::kCrossing].resampled[r], reference.crossing, 1e-9);
      EXPECT_NEAR(m[Measure::kCegc].resampled[r], reference.cegc, 1e-9);
      EXPECT_NEAR(m[Measure::kExposureGini].resampled[r], reference.gini, 1e-9);
      EXPECT_NEAR(m[Measure::kCoverage].resampled[r], reference.coverage, 1e-9);
    }
    // Everybody drawn once is what was measured.
    const std::vector<uint16_t> once(measurer.asked().size(), 1);
    const Reference whole = Resample(network, lists, measurer, once);
    EXPECT_NEAR(m[Measure::kNdcg].value, whole.ndcg, 1e-9);
    EXPECT_NEAR(m[Measure::kCegc].value, whole.cegc, 1e-9);
    EXPECT_NEAR(m[Measure::kExposureGini].value, whole.gini, 1e-9);
    for (const Estimate& estimate : m.measures) {
      EXPECT_THAT(estimate.value, AllOf(Ge(estimate.low), Le(estimate.high)));
    }
  }
}

}  // namespace
}  // namespace weft
