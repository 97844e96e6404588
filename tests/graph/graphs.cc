#include "tests/graph/graphs.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "tests/testing/paths.h"
#include "weft/base/file.h"
#include "weft/base/random.h"
#include "weft/graph/tie_strength.h"
#include "weft/profile/tie_time.h"

namespace weft {
namespace {

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::fprintf(stderr, "%s\n", value.status().ToString().c_str());
    std::abort();
  }
  return *std::move(value);
}

float DrawStrength(Random* random) { return static_cast<float>(0.05 + 0.95 * random->Uniform()); }

}  // namespace

TieTime TimeOf(absl::string_view text) {
  v1::Tie tie;
  const absl::Status status = ParseTieTime(text, &tie);
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    std::abort();
  }
  return TieTime::FromMicros(tie.has_last_contact() ? tie.last_contact().seconds() * 1000000 : tie.period() * 1000000);
}

TieGraph MakeWeightedGraph(uint32_t size, const std::vector<DerivedTie>& ties) {
  return OrDie(TieGraph::FromTies(size, ties));
}

TieGraph MakeGraph(uint32_t size, const std::vector<std::pair<uint32_t, uint32_t>>& pairs, float strength) {
  std::vector<DerivedTie> ties;
  for (const auto& [a, b] : pairs) ties.push_back({a, b, strength});
  return MakeWeightedGraph(size, ties);
}

TieGraph Karate() {
  return MakeGraph(
      34, {
              {0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},  {0, 11},
              {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},   {1, 7},   {1, 13},
              {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 27},  {2, 28},  {2, 32},  {2, 9},
              {2, 8},   {2, 13},  {3, 7},   {3, 12},  {3, 13},  {4, 6},   {4, 10},  {5, 6},   {5, 10},  {5, 16},
              {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},  {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33},
              {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 32},
              {23, 33}, {23, 29}, {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31},
              {28, 33}, {29, 32}, {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33},
          });
}

TieGraph Star(uint32_t size) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t v = 1; v < size; ++v) pairs.push_back({0, v});
  return MakeGraph(size, pairs);
}

TieGraph Clique(uint32_t size) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t u = 0; u < size; ++u) {
    for (uint32_t v = u + 1; v < size; ++v) pairs.push_back({u, v});
  }
  return MakeGraph(size, pairs);
}

TieGraph Path(uint32_t size) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t v = 1; v < size; ++v) pairs.push_back({v - 1, v});
  return MakeGraph(size, pairs);
}

TieGraph PlantedPartition(uint32_t groups, uint32_t group_size, double inside, double across, uint64_t seed) {
  Random random(seed);
  const uint32_t size = groups * group_size;
  std::vector<DerivedTie> ties;
  for (uint32_t u = 0; u < size; ++u) {
    for (uint32_t v = u + 1; v < size; ++v) {
      const double odds = u / group_size == v / group_size ? inside : across;
      if (random.Uniform() < odds) ties.push_back({u, v, DrawStrength(&random)});
    }
  }
  return MakeWeightedGraph(size, ties);
}

TieGraph Skewed(uint32_t size, uint32_t ties, uint64_t seed) {
  Random random(seed);
  const auto draw = [&] { return static_cast<uint32_t>(size * std::pow(random.Uniform(), 3)); };
  std::vector<DerivedTie> drawn;
  while (drawn.size() < ties) {
    const uint32_t a = draw();
    const uint32_t b = draw();
    if (a != b) drawn.push_back({a, b, DrawStrength(&random)});
  }
  return MakeWeightedGraph(size, drawn);
}

TieGraph DebianMaintainers() {
  const std::string folder = SourcePath("samples/debian-maintainers/");
  absl::flat_hash_map<std::string, uint32_t> ordinals;
  const std::string members = OrDie(ReadFile(folder + "members.jsonl"));
  for (absl::string_view line : absl::StrSplit(members, '\n', absl::SkipEmpty())) {
    const std::vector<absl::string_view> quoted = absl::StrSplit(line, absl::MaxSplits('"', 4));  // {"id": "…"
    ordinals.emplace(std::string(quoted.at(3)), static_cast<uint32_t>(ordinals.size()));
  }
  std::vector<RawTie> ties;
  const std::string csv = OrDie(ReadFile(folder + "ties.csv"));
  for (absl::string_view line : absl::StrSplit(csv, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    if (cells.at(0) == "a") continue;
    RawTie tie{ordinals.at(cells.at(0)), ordinals.at(cells.at(1))};
    if (!absl::SimpleAtod(cells.at(2), &tie.weight)) std::abort();
    tie.time = TimeOf(cells.at(3));
    ties.push_back(tie);
  }
  return MakeWeightedGraph(static_cast<uint32_t>(ordinals.size()), OrDie(DeriveTies(ties, {})));
}

std::vector<NamedGraph> SmallGraphs() {
  std::vector<NamedGraph> graphs;
  graphs.push_back({"Empty", MakeGraph(0, {})});
  graphs.push_back({"OneNode", MakeGraph(1, {})});
  graphs.push_back({"IsolatesOnly", MakeGraph(7, {})});
  graphs.push_back({"OnePair", MakeGraph(2, {{0, 1}})});
  graphs.push_back({"PairAmongIsolates", MakeGraph(5, {{3, 1}})});
  graphs.push_back({"Triangle", Clique(3)});
  graphs.push_back({"Star", Star(40)});
  graphs.push_back({"Clique", Clique(12)});
  graphs.push_back({"Path", Path(30)});
  graphs.push_back({"Islands", MakeGraph(10, {{0, 1}, {1, 2}, {2, 0}, {4, 5}, {7, 8}, {8, 9}, {9, 7}})});
  graphs.push_back({"WeakestTies", MakeGraph(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}}, 1e-6f)});
  graphs.push_back({"Karate", Karate()});
  graphs.push_back({"Planted", PlantedPartition(5, 16, 0.4, 0.03, 1)});
  graphs.push_back({"Sparse", PlantedPartition(1, 120, 0.012, 0, 2)});
  graphs.push_back({"Skewed", Skewed(100, 260, 3)});
  return graphs;
}

}  // namespace weft
