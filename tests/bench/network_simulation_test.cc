#include "bench/network_simulation.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "bench/eval/scratch_directory.h"
#include "bench/network_round_bench.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "indexer/importer.h"
#include "indexer/matching_measures.h"
#include "indexer/snapshot_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/paths.h"
#include "tests/testing/status_matchers.h"
#include "weft/introductions/round_problem.h"
#include "weft/store/store.h"

namespace weft {
namespace {

constexpr size_t kOneIn = 8;

// A part of the sample network of maintainers: every eighth.
class NetworkSimulationTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch_ = ScratchDirectory::Make().value().release();
    const std::string folder = SourcePath("samples/debian-maintainers/");
    std::set<std::string> chosen;
    std::ofstream members_file(scratch_->path() + "/members.jsonl");
    const std::vector<std::string> members = Lines(folder + "members.jsonl");
    for (size_t i = 0; i < members.size(); i += kOneIn) {
      members_file << members[i] << "\n";
      chosen.insert(std::vector<std::string>(absl::StrSplit(members[i], '"'))[3]);  // {"id": "dm-00001", …
    }
    const std::vector<std::string> ties = Lines(folder + "ties.csv");
    std::ofstream ties_file(scratch_->path() + "/ties.csv");
    ties_file << ties[0] << "\n";
    for (size_t i = 1; i < ties.size(); ++i) {
      const std::vector<std::string> cells = absl::StrSplit(ties[i], ',');
      if (chosen.count(cells[0]) > 0 && chosen.count(cells[1]) > 0) ties_file << ties[i] << "\n";
    }
    members_file.close();
    ties_file.close();
    Build();
  }
  static void TearDownTestSuite() { delete scratch_; }

  static std::vector<std::string> Lines(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> out;
    for (std::string line; std::getline(file, line);) out.push_back(line);
    return out;
  }
  static std::string Data() { return scratch_->path() + "/data"; }

  static void Build() {
    const FakeClock clock;
    const HashEmbedder embedder(64);
    const std::unique_ptr<Store> store = Store::Open(Data(), &clock, Store::Options()).value();
    ImportOptions import;
    import.members_path = scratch_->path() + "/members.jsonl";
    import.ties_path = scratch_->path() + "/ties.csv";
    import.unspoken = v1::Policy::UNSPOKEN_SHOW;
    const ImportResult imported =
        Importer(store.get(), &embedder, NetworkName::FromId("part").value()).Run(import).value();
    ASSERT_TRUE(imported.AllGood());
    BuildOptions build;
    build.matching = MeasuresOfMatching(MatchWeights());
    ASSERT_OK(BuildAndPublish(Data(), *store, "part", embedder, clock, build).status());
  }

  static SimulationResult Run(RoundMethod method, int weeks = 20, int threads = 2) {
    NetworkSimulationOptions options;
    options.weeks = weeks;
    options.threads = threads;
    const HashEmbedder embedder(64);
    return SimulateNetwork(Data(), "part", embedder, method, options).value();
  }

  static ScratchDirectory* scratch_;
};

ScratchDirectory* NetworkSimulationTest::scratch_ = nullptr;

TEST_F(NetworkSimulationTest, PlannedRoundsKeepTheRulesAndBeatTheBaselines) {
  const SimulationResult planned = Run(RoundMethod::kPlanned);
  std::vector<SimulationResult> all = {planned};
  EXPECT_GT(planned.introductions, 1000);
  EXPECT_EQ(planned.repeats, 0);
  EXPECT_EQ(planned.over_capacity, 0);
  EXPECT_EQ(planned.against_word, 0);
  EXPECT_LE(planned.longest_wait, kUrgentRounds);
  EXPECT_LT(planned.worst_gap, 0.01);
  // Not growing from the first quarter on.
  EXPECT_LE(planned.exposure_gini.back(), planned.exposure_gini[planned.exposure_gini.size() / 4]);
  EXPECT_NEAR(planned.weak_share, 0.3, 0.05);

  for (RoundMethod method : {RoundMethod::kRandom, RoundMethod::kNearest, RoundMethod::kBestFit}) {
    const SimulationResult other = Run(method);
    all.push_back(other);
    EXPECT_EQ(other.repeats + other.over_capacity + other.against_word, 0) << "baselines pair the permitted only.";
    if (method == RoundMethod::kBestFit) continue;
    EXPECT_GT(planned.total_fit, other.total_fit);
    EXPECT_GT(planned.cluster_pairs_joined, other.cluster_pairs_joined);
    EXPECT_LT(planned.longest_wait, other.longest_wait);
  }
  printf("%s", SimulationTable(all).c_str());
}

TEST_F(NetworkSimulationTest, IsTheSameOnAnyThreads) {
  const SimulationResult one = Run(RoundMethod::kPlanned, 4, 1);
  const SimulationResult two = Run(RoundMethod::kPlanned, 4, 2);
  EXPECT_EQ(one.total_fit, two.total_fit);
  EXPECT_EQ(one.mutual, two.mutual);
  EXPECT_EQ(one.exposure_gini, two.exposure_gini);
}

TEST_F(NetworkSimulationTest, NamesANetworkThatIsNotThere) {
  const HashEmbedder embedder(64);
  EXPECT_THAT(SimulateNetwork(Data(), "none", embedder, RoundMethod::kPlanned, {}).status(),
              HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(SimulateNetwork(Data() + "/nowhere", "part", embedder, RoundMethod::kPlanned, {}).status(),
              HasReason("NO_DATA"));
}

}  // namespace
}  // namespace weft
