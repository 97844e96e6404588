#include "bench/eval/eval_json.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(EvalJsonTest, HoldsAllThatWasFound) {
  const GroupedNetwork grouped = MakeGroupedNetwork(4);
  const EvalFiles files(grouped.members, TieCsv(grouped.train) + "m01,nobody\n", TieCsv(grouped.test));
  const HashEmbedder embedder(64);
  EvalOptions options;
  options.files = files.Get();
  options.shares = {0, 0.3};
  options.resamples = 20;
  options.threads = 1;
  const OtherMethods others = [](const EvalNetwork& network, const BuiltNetwork&, const std::vector<uint32_t>&, int,
                                 const Progress&) {
    OtherLists out;
    out.lists.push_back({"silent", std::vector<RankedList>(network.members.size())});
    out.lists.push_back({"mmr_0.5", std::vector<RankedList>(network.members.size()), {}, MethodFamily::kReranker, 0.5});
    out.curves.push_back({"mmr", {1}});
    return absl::StatusOr<OtherLists>(std::move(out));
  };
  ASSERT_OK_AND_ASSIGN(EvalResult result, Evaluate(options, embedder, others, nullptr));
  // A comparison of known figures.
  CurveComparison comparison;
  comparison.curve = "weft";
  comparison.against = "mmr";
  comparison.over = Measure::kStrictCrossing;
  comparison.points.push_back({0.25, 0.5, 0.375, MakeEstimate(0.125, {0.125})});
  result.comparisons = {comparison};

  const auto json = nlohmann::json::parse(ToJson(result));
  EXPECT_EQ(json["parameters"]["train"], options.files.train);
  EXPECT_EQ(json["parameters"]["list_length"], 10);
  EXPECT_EQ(json["parameters"]["resamples"], 20);
  EXPECT_EQ(json["counts"]["members"], 60);
  EXPECT_EQ(json["counts"]["train_ties"], 120);
  EXPECT_EQ(json["counts"]["left_out"]["train_unknown"], 1);
  EXPECT_EQ(json["counts"]["clusters_by_partition"].size(), 5u);
  EXPECT_EQ(json["snapshot"]["embedder"], "hash-64");
  EXPECT_EQ(json["snapshot"]["index_type"]["needs"], "none");
  ASSERT_EQ(json["methods"].size(), 4u);
  const auto& weft = json["methods"][1];
  EXPECT_EQ(weft["method"], "weft_0.3");
  EXPECT_EQ(weft["family"], "weft");
  EXPECT_EQ(weft["dial"], 0.3);
  EXPECT_GT(weft["weak_tie_entries"], 0);
  EXPECT_EQ(weft["measures"].size(), kMeasureCount);
  EXPECT_EQ(weft["measures"]["cegc"]["value"], result.methods[1][Measure::kCegc].value);
  EXPECT_EQ(weft["measures"]["ndcg_at_10"]["low"], result.methods[1][Measure::kNdcg].low);
  ASSERT_EQ(weft["by_degree"].size(), kDegreeGroupCount);
  EXPECT_EQ(weft["by_degree"][0]["train_ties"], "0");
  EXPECT_EQ(weft["by_degree"][4]["measures"]["recall_at_10"]["value"], result.methods[1].by_degree[4].recall.value);
  EXPECT_FALSE(json["methods"][2].contains("dial"));
  EXPECT_FALSE(json["methods"][2].contains("weak_tie_entries"));
  EXPECT_EQ(json["methods"][2]["family"], "baseline");
  EXPECT_EQ(json["curves"][0]["methods"], (std::vector<std::string>{"weft_0", "weft_0.3"}));
  EXPECT_EQ(json["curves"][1]["methods"], (std::vector<std::string>{"mmr_0.5"}));
  EXPECT_EQ(json["differences"][0]["against"], "weft_0");
  EXPECT_EQ(json["differences"][0]["ndcg_at_10_by_degree"]["11+"]["value"],
            result.differences[0].ndcg_by_degree[4].value);
  EXPECT_EQ(json["comparisons"][0]["over"], "strict_crossing_share");
  EXPECT_EQ(json["comparisons"][0]["points"][0]["difference"]["value"], 0.125);
  EXPECT_EQ(json["comparisons"][0]["always_above"], true);
}

}  // namespace
}  // namespace weft
